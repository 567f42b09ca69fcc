using Entente.Reports.Lexicons;
using Entente.Reports.Sentences;

namespace Entente.Reports.Mentions;

/// <summary>The names that the tables hold in a sentence, and what may be part of a person's name beside them.</summary>
internal sealed class Names
{
    private const int LongestName = 6;

    private readonly Sentence _sentence;
    private readonly bool[] _isKnown;

    public Names(Sentence sentence)
    {
        _sentence = sentence;
        Found = Find(sentence);
        _isKnown = new bool[sentence.Tokens.Count + 1];
        foreach (var name in Found)
        {
            Array.Fill(_isKnown, true, name.First, name.End - name.First);
        }
    }

    /// <summary>The names that the tables hold, the longest at each place, in their order.</summary>
    public List<Mention> Found { get; }

    /// <summary>Whether a token is part of a name that the tables hold.</summary>
    public bool IsKnown(int token) => token < _isKnown.Length && _isKnown[token];

    /// <summary>The name in the tables that begins at a token.</summary>
    public Mention? At(int token) => IsKnown(token) ? Found.Find(m => m.First == token) : null;

    /// <summary>
    /// The end of a person's name that begins at a token: words with capitals, with particles between them, none of them known as anything
    /// else; the token itself where there is none.
    /// </summary>
    public int PersonEnd(int at)
    {
        var tokens = _sentence.Tokens;
        var (next, end) = (at, at);
        while (next < tokens.Count && next - at < LongestName + 3)
        {
            if (IsNamePart(next))
            {
                end = ++next;
            }
            else if (next > at && tokens[next].Is("-") && tokens[next].IsGlued && next + 1 < tokens.Count && tokens[next + 1].IsCapital && tokens[next + 1].IsGlued)
            {
                next++;
            }
            else if (next > at && tokens[next].Is(".") && tokens[next - 1].Text.Length == 1)
            {
                next++;
            }
            else if (IsAnother(next, at, end))
            {
                break;
            }
            else if (_sentence.Has("particle", next) && next + 1 < tokens.Count && (next > at || tokens[next].IsCapital) && (IsNamePart(next + 1) || (tokens[next + 1].Is("-") && tokens[next + 1].IsGlued)))
            {
                next++;
            }
            else
            {
                break;
            }
        }

        return end - at <= LongestName + 3 ? end : at;
    }

    /// <summary>"Rafael Quintana y Mohamed Ould Hamdi": a name that is whole, and another behind "y"; "Ortega y Gasset" is one.</summary>
    private bool IsAnother(int and, int at, int end)
    {
        var tokens = _sentence.Tokens;
        return tokens[and].Folded == "y" && end - at >= 2 && and + 2 < tokens.Count
            && (Gazetteer.IsGivenName(tokens[and + 1].Folded) || IsNamePart(and + 2) || _sentence.Has("particle", and + 2));
    }

    /// <summary>Whether a token can be part of a person's name.</summary>
    public bool IsNamePart(int at)
    {
        var tokens = _sentence.Tokens;
        if (at >= tokens.Count || !tokens[at].IsWord || IsKnown(at))
        {
            return false;
        }

        var token = tokens[at];
        if (token.IsArabic)
        {
            return !_sentence.Marks.Any(m => m.Key is not ("number" or "particle" or "threat") && _sentence.Has(m.Key, at));
        }

        if (!token.IsCapital || char.IsAsciiDigit(token.Text[^1]) || (Lexicon.Of(_sentence.Language).IsFunctionWord(token.Folded) && !IsGivenNameBeforeAnother(at)))
        {
            return false;
        }

        var isWholeCapital = token.Text.Length > 3 && token.Text.All(char.IsUpper);
        return (Gazetteer.IsGivenName(token.Folded) || !IsWordOfOffices(at)) && !isWholeCapital && token.Text[^1] != '\'' && token.Text[^1] != '’'
            && (!_sentence.Has("month", at) || (_sentence.Language != Language.English && at + 1 < tokens.Count && tokens[at + 1].IsCapital && tokens[at + 1].IsWord)) && !_sentence.Has("weekday", at) && !_sentence.Has("relative", at) && !_sentence.Has("honorific", at);
    }

    /// <summary>Said Amrouche: a given name that is a common word too.</summary>
    private bool IsGivenNameBeforeAnother(int at) => at > 0 && Gazetteer.IsGivenName(_sentence.Tokens[at].Folded) && at + 1 < _sentence.Tokens.Count && _sentence.Tokens[at + 1].IsCapital && _sentence.Tokens[at + 1].IsWord;

    /// <summary>Whether a token belongs to offices and bodies.</summary>
    public bool IsWordOfOffices(int at) => _sentence.Has("office", at) || _sentence.Has("rank", at) || _sentence.Has("office-word", at) || _sentence.Has("body-head", at);

    private static List<Mention> Find(Sentence sentence)
    {
        var found = new List<Mention>();
        for (var i = 0; i < sentence.Tokens.Count; i++)
        {
            if (Gazetteer.At(sentence.Tokens, i, sentence.Language) is not { } name)
            {
                continue;
            }

            var end = Lengthened(sentence, name);
            found.Add(new(name.Entry.Kind, i, end, name.Entry.Value) { State = name.Entry.State, Form = name.Entry.Form });
            i = end - 1;
        }

        return found;
    }

    /// <summary>An exercise carries its year: African Lion 2024, African Lion 24.</summary>
    private static int Lengthened(Sentence sentence, (Entry Entry, int End) name) =>
        name.Entry.Kind == MentionKind.Exercise ? ExerciseFinder.WithYear(sentence.Tokens, name.End) : name.End;
}
