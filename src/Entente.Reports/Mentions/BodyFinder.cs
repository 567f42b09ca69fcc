using Entente.Reports.Lexicons;
using Entente.Reports.Sentences;

namespace Entente.Reports.Mentions;

/// <summary>Finds bodies that no table names, by their head: "Ministry of the Interior", "Royal Navy", "Direction générale de la sûreté".</summary>
internal sealed class BodyFinder(Sentence sentence, Names names)
{
    private readonly IReadOnlyList<Token> _tokens = sentence.Tokens;

    /// <summary>Bodies with a head and something that tells which.</summary>
    public List<Mention> Find()
    {
        var found = new List<Mention>();
        foreach (var head in sentence.Of("body-head"))
        {
            if (names.IsKnown(head.First) || found.Exists(m => head.First < m.End))
            {
                continue;
            }

            var first = head.First;
            while (first > 0 && IsPart(first - 1))
            {
                first--;
            }

            var end = Behind(head.End);
            if (end > head.End || first < head.First)
            {
                found.Add(new(MentionKind.Body, first, end, SentenceText.Of(sentence, first, end)) { State = StateIn(first, end), Form = NameForm.Service });
            }
        }

        return found;
    }

    private bool IsPart(int at) => _tokens[at].IsWord && (_tokens[at].IsCapital || sentence.Language == Language.English) && !Lexicon.Of(sentence.Language).IsFunctionWord(_tokens[at].Folded)
        && (sentence.Has("office-word", at) || names.Found.Exists(m => m.First <= at && at < m.End && m.Form == NameForm.Adjective) || (_tokens[at].IsCapital && names.IsNamePart(at) && !Gazetteer.IsGivenName(_tokens[at].Folded) && at > 0));

    private int Behind(int at)
    {
        var end = at;
        while (end < _tokens.Count)
        {
            if (names.At(end) is { Form: NameForm.Adjective } adjective && sentence.Language != Language.English)
            {
                end = adjective.End;
            }
            else if (sentence.Has("office-word", end) && _tokens[end].IsWord)
            {
                end++;
            }
            else if (sentence.At("of", end) is { } of && Over(of.End) is var over && over > of.End)
            {
                end = over;
            }
            else
            {
                break;
            }
        }

        return end;
    }

    private int Over(int at)
    {
        var next = at < _tokens.Count && _tokens[at].Folded is "the" or "la" or "le" or "l'" or "los" or "las" or "el" ? at + 1 : at;
        if (next >= _tokens.Count)
        {
            return at;
        }

        return names.At(next) is { Kind: MentionKind.State } state ? state.End : sentence.Has("office-word", next) || sentence.Has("body-head", next) ? next + 1 : at;
    }

    private string StateIn(int first, int end) => names.Found.Find(m => m.First >= first && m.End <= end && m.State.Length > 0)?.State ?? (first > 1 && _tokens[first - 1].Folded == "'s" ? names.Found.Find(m => m.End == first - 1)?.State ?? "" : "");
}
