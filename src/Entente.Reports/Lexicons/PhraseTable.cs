using Entente.Reports.Sentences;

namespace Entente.Reports.Lexicons;

/// <summary>
/// Words and sequences of words, each with a meaning, found in time that grows with the sentence alone. In a table * at the end of a
/// word stands for whatever follows, * alone for one word, and = in front for exactly this spelling.
/// </summary>
/// <typeparam name="T">What a phrase means.</typeparam>
internal sealed class PhraseTable<T>
{
    private const int ShortestStem = 3;

    private readonly Dictionary<string, List<Phrase>> _words = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Phrase>> _stems = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Phrase>>.AlternateLookup<ReadOnlySpan<char>> _stemLookup;

    public PhraseTable() => _stemLookup = _stems.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Adds a phrase as a table writes it.</summary>
    public void Add(string written, T meaning)
    {
        var exact = written.StartsWith('=');
        var text = exact ? written[1..] : written;
        var parts = Tokenizer.Read(text.Replace("*", "\u0001", StringComparison.Ordinal), 0, text.Length);
        var words = new List<Word>();
        foreach (var token in parts)
        {
            if (token.Text == "\u0001")
            {
                if (token.IsGlued && words.Count > 0)
                {
                    words[^1] = words[^1] with { IsStem = true };
                }
                else
                {
                    words.Add(new("", false, true, ""));
                }
            }
            else
            {
                words.Add(new(token.Folded, false, false, exact ? token.Text : ""));
            }
        }

        var first = words[0];
        var phrases = first.IsStem ? _stems : _words;
        if (!phrases.TryGetValue(first.Folded, out var list))
        {
            phrases[first.Folded] = list = [];
        }

        list.Add(new([.. words], meaning));
    }

    /// <summary>Calls back for every phrase that begins at a token.</summary>
    public void Find(IReadOnlyList<Token> tokens, int at, Action<int, T> found)
    {
        foreach (var form in tokens[at].Forms)
        {
            if (_words.TryGetValue(form, out var phrases))
            {
                Try(phrases, tokens, at, found);
            }

            for (var length = ShortestStem; length <= form.Length; length++)
            {
                if (_stemLookup.TryGetValue(form.AsSpan(0, length), out phrases))
                {
                    Try(phrases, tokens, at, found);
                }
            }
        }
    }

    private static void Try(List<Phrase> phrases, IReadOnlyList<Token> tokens, int at, Action<int, T> found)
    {
        foreach (var phrase in phrases)
        {
            if (at + phrase.Words.Length <= tokens.Count && Fits(phrase.Words, tokens, at))
            {
                found(at + phrase.Words.Length, phrase.Meaning);
            }
        }
    }

    private static bool Fits(Word[] words, IReadOnlyList<Token> tokens, int at)
    {
        for (var i = 0; i < words.Length; i++)
        {
            var (word, token) = (words[i], tokens[at + i]);
            if (word.Exact.Length > 0 ? token.Text.TrimEnd('.') != word.Exact.TrimEnd('.') : !word.IsAny && !Fits(word, token, isFirst: i == 0))
            {
                return false;
            }
        }

        return true;
    }

    private static bool Fits(Word word, Token token, bool isFirst)
    {
        foreach (var form in token.Forms)
        {
            // The first word was found under one of its forms already.
            if (isFirst || (word.IsStem ? form.StartsWith(word.Folded, StringComparison.Ordinal) : form == word.Folded))
            {
                return true;
            }
        }

        return false;
    }

    private readonly record struct Word(string Folded, bool IsStem, bool IsAny, string Exact);

    private readonly record struct Phrase(Word[] Words, T Meaning);
}
