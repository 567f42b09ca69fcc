using Entente.Reports.Sentences;

namespace Entente.Reports.Lexicons;

/// <summary>The table of one language: which words mean what. A table is a file of this folder: class, words, meaning.</summary>
internal sealed class Lexicon
{
    private static readonly Lexicon[] All = [new("en"), new("fr"), new("es"), new("ar")];

    private readonly PhraseTable<(string Class, string Value)> _phrases = new();
    private readonly HashSet<string> _functionWords = new(StringComparer.Ordinal);

    private Lexicon(string name)
    {
        foreach (var row in TableFile.Rows(name))
        {
            foreach (var words in TableFile.Words(row[1]))
            {
                _phrases.Add(words, (row[0], row.Length > 2 ? row[2] : ""));
                if (row[0] == "function")
                {
                    _functionWords.Add(Folding.WithoutArticle(Folding.Of(words)));
                }
            }
        }
    }

    /// <summary>The table of a language.</summary>
    public static Lexicon Of(Language language) => All[(int)language];

    /// <summary>Whether a word is one of those that hold any text of the language together.</summary>
    public bool IsFunctionWord(string folded) => _functionWords.Contains(folded);

    /// <summary>Every word and sequence of words of the table in a sentence, of those of one class that overlap the longest.</summary>
    public Dictionary<string, List<Mark>> Read(IReadOnlyList<Token> tokens)
    {
        var marks = new Dictionary<string, List<Mark>>(StringComparer.Ordinal);
        for (var i = 0; i < tokens.Count; i++)
        {
            var first = i;
            _phrases.Find(tokens, i, (end, meaning) =>
            {
                if (!marks.TryGetValue(meaning.Class, out var list))
                {
                    marks[meaning.Class] = list = [];
                }

                Keep(list, new(first, end, meaning.Class, meaning.Value));
            });
        }

        return marks;
    }

    private static void Keep(List<Mark> marks, Mark mark)
    {
        if (marks.Count == 0 || marks[^1].End <= mark.First)
        {
            marks.Add(mark);
        }
        else if (marks[^1].First == mark.First && mark.End > marks[^1].End)
        {
            marks[^1] = mark;
        }
    }
}
