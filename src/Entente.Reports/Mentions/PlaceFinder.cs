using Entente.Reports.Lexicons;
using Entente.Reports.Sentences;

namespace Entente.Reports.Mentions;

/// <summary>Finds places that no table names: words with capitals behind a word of place ("in Ouargla", "à Gorom-Gorom").</summary>
internal sealed class PlaceFinder(Sentence sentence, Names names)
{
    private static readonly HashSet<string> Sure = ["in", "at", "a", "en", "dans", "outside", "off", "near"];

    private readonly IReadOnlyList<Token> _tokens = sentence.Tokens;

    /// <summary>The places behind words of place that nothing else claims.</summary>
    public List<Mention> Find(IReadOnlyList<Mention> others)
    {
        var found = new List<Mention>();
        for (var i = 1; i < _tokens.Count; i++)
        {
            var isOfBase = i > 1 && _tokens[i - 1].Folded is "of" or "de" or "d'" && sentence.Has("place-word", Math.Max(0, i - 2));
            if (!_tokens[i].IsCapital || !(Sure.Contains(_tokens[i - 1].Folded) || isOfBase) || _tokens[i - 1].IsCapital)
            {
                continue;
            }

            var end = names.PersonEnd(i);
            if (end > i && !others.Any(o => o.First < end && i < o.End) && !Gazetteer.IsGivenName(_tokens[i].Folded))
            {
                found.Add(new(MentionKind.Place, i, end, SentenceText.Of(sentence, i, end)) { Form = NameForm.City });
                i = end;
            }
        }

        return found;
    }
}
