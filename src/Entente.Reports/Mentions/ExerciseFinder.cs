using Entente.Reports.Lexicons;
using Entente.Reports.Sentences;

namespace Entente.Reports.Mentions;

/// <summary>Finds exercises that no table names: in quotation marks or with capitals beside the word for an exercise.</summary>
internal sealed class ExerciseFinder(Sentence sentence, Names names)
{
    private const int LongestName = 8;

    private static readonly HashSet<string> Within = ["of", "de", "du", "des", "del", "la", "l'", "d'", "the", "les", "le"];

    private readonly IReadOnlyList<Token> _tokens = sentence.Tokens;

    /// <summary>The exercises beside the words for exercises.</summary>
    public List<Mention> Find()
    {
        var found = new List<Mention>();
        foreach (var mark in sentence.Of("exercise"))
        {
            if ((Quoted(mark) ?? Behind(mark) ?? Before(mark)) is { } name && !found.Exists(m => m.First < name.End && name.First < m.End))
            {
                found.Add(name);
            }
        }

        return found;
    }

    /// <summary>The end of a name with the year behind it.</summary>
    public static int WithYear(IReadOnlyList<Token> tokens, int end)
    {
        var next = end < tokens.Count && tokens[end].Is("-'’") && tokens[end].IsGlued ? end + 1 : end;
        return next < tokens.Count && tokens[next].IsNumber && tokens[next].Text.Length is 2 or 4 && tokens[next].Text.All(char.IsAsciiDigit)
            && (next + 1 >= tokens.Count || !tokens[next + 1].Is("-–%")) ? next + 1 : end;
    }

    private Mention? Quoted(Mark mark)
    {
        for (var i = mark.End; i < Math.Min(mark.End + 10, _tokens.Count); i++)
        {
            if (!_tokens[i].Is("\"“«‘'„"))
            {
                continue;
            }

            var end = i + 1;
            while (end < _tokens.Count && end - i <= LongestName && !_tokens[end].Is("\"”»’'“"))
            {
                end++;
            }

            return end < _tokens.Count && end > i + 1 && end - i <= LongestName && (_tokens[i + 1].IsCapital || _tokens[i + 1].IsArabic) ? Mention(i + 1, end) : null;
        }

        return null;
    }

    private Mention? Behind(Mark mark)
    {
        var first = mark.End;
        while (first < _tokens.Count && first < mark.End + 2 && (_tokens[first].Folded is "militaire" or "militaires" or "conjoint" or "conjointes" or "militar" or "militares" or "multinational" or "multinacional" or "maritime" or "naval" or "," || names.At(first) is { Form: NameForm.Adjective }))
        {
            first++;
        }

        if (first < _tokens.Count && names.At(first) is { Kind: MentionKind.Exercise })
        {
            return null;
        }

        var end = NameEnd(first);
        return end > first ? Mention(first, end) : null;
    }

    /// <summary>English puts the name before the word: "the Sahel Bastion exercise".</summary>
    private Mention? Before(Mark mark)
    {
        if (sentence.Language != Language.English)
        {
            return null;
        }

        var end = mark.First;
        if (end > 0 && _tokens[end - 1].Is("\"”’'"))
        {
            var open = end - 2;
            while (open > 0 && end - open <= LongestName && !_tokens[open].Is("\"“‘'"))
            {
                open--;
            }

            return _tokens[open].Is("\"“‘'") && open + 1 < end - 1 ? Mention(open + 1, end - 1) : null;
        }

        var first = end;
        while (first > 0 && (IsName(first - 1) || (first < end && _tokens[first - 1].IsNumber)))
        {
            first--;
        }

        first = first < end && Lexicon.Of(sentence.Language).IsFunctionWord(_tokens[first].Folded) ? first + 1 : first;
        return end - first >= 2 && !names.Found.Exists(m => m.First < end && first < m.End && m.Kind == MentionKind.Exercise) ? Mention(first, end) : null;
    }

    private int NameEnd(int first)
    {
        var end = first;
        var next = first;
        while (next < _tokens.Count && next - first < LongestName)
        {
            if (IsName(next))
            {
                end = ++next;
            }
            else if (next > first && (Within.Contains(_tokens[next].Folded) || (_tokens[next].Is("-") && _tokens[next].IsGlued)) && next + 1 < _tokens.Count && (IsName(next + 1) || Within.Contains(_tokens[next + 1].Folded)))
            {
                next++;
            }
            else
            {
                break;
            }
        }

        return end > first ? WithYear(_tokens, end) : first;
    }

    private bool IsName(int at) => _tokens[at].IsCapital && _tokens[at].IsWord && !sentence.Has("month", at) && !sentence.Has("weekday", at) && !names.IsWordOfOffices(at)
        && !Lexicon.Of(sentence.Language).IsFunctionWord(_tokens[at].Folded) && names.At(at) is not { Kind: MentionKind.State, Form: NameForm.Name or NameForm.Adjective };

    private Mention Mention(int first, int end) => new(MentionKind.Exercise, first, end, SentenceText.Of(sentence, first, end));
}
