using Entente.Names;
using Entente.Screening.Subjects;

namespace Entente.Screening.Comparing;

/// <summary>Puts a score into words: part by part, then field by field.</summary>
internal static class Explanation
{
    private const double SameSpelling = 0.5;

    /// <summary>
    /// How many of a million travellers would share so much of the name: a likelihood ratio of 2^n or more is reached by chance
    /// in at most one of 2^n cases (Markov's inequality). Null where no part agrees.
    /// </summary>
    public static double? Namesakes(NameMatch match) => match.Agreeing == 0 ? null : Math.Min(1e6, 1e6 * Math.Pow(2, -match.Shared));

    /// <summary>All evidence for one hit, the weightiest first within name and fields.</summary>
    public static IReadOnlyList<EvidenceLine> Of(Subject traveller, Subject listed, Found found, ScreeningPolicy policy)
    {
        var names = new NameComparison(found.Query, Watchlist.Read(found.Listed), found.Match, found.Agreeing);
        return [.. OfName(names, found, policy), .. FieldEvidence.Explain(traveller, listed, policy)];
    }

    private static IEnumerable<EvidenceLine> OfName(NameComparison names, Found found, ScreeningPolicy policy)
    {
        foreach (var pair in names.Pairs.Where(p => p.Query.Count > 0 && p.Listed.Count > 0).OrderByDescending(p => p.Bits))
        {
            yield return new(EvidenceField.NamePart, IsSame(pair, names) ? Agreement.Agrees : Agreement.Near, Text(pair.Query), Text(pair.Listed), pair.Bits, Words(pair));
        }

        var onlyTraveller = names.Pairs.Where(p => p.Listed.Count == 0).Select(p => p.Query[0]).ToList();
        var onlyListed = names.Pairs.Where(p => p.Query.Count == 0).Select(p => p.Listed[0]).ToList();
        foreach (var line in Apart(onlyTraveller, onlyListed, names, found.Match, policy.Names))
        {
            yield return line;
        }

        if (found.Match.OnePart)
        {
            yield return new(EvidenceField.Name, Agreement.Missing, found.Traveller.Text, found.Listed.Text, -policy.Names.SinglePart, "a single name is borne by many");
        }

        if (found.Listed.Kind == NameKind.WeakAlias)
        {
            yield return new(EvidenceField.Name, Agreement.Near, found.Traveller.Text, found.Listed.Text, 0, "the list itself calls this alias weak: it never alerts alone");
        }

        if (names.Query.Truncated)
        {
            yield return new(EvidenceField.Name, Agreement.Missing, found.Traveller.Text, "", 0, "the traveller's name may have been cut at the end of its field");
        }
    }

    /// <summary>
    /// Parts that stand alone: pairs of them contradict each other, what is left over is missing from the other side. Together the
    /// lines take off what the score lost for them.
    /// </summary>
    private static IEnumerable<EvidenceLine> Apart(List<NamePart> traveller, List<NamePart> listed, NameComparison names, NameMatch match, NameWeights weights)
    {
        var contradictions = 0;
        var missing = new List<NamePart>();
        foreach (var part in traveller.Where(p => p.Role != PartRole.Title))
        {
            if (listed.FirstOrDefault(l => Faces(part, l)) is { } other)
            {
                listed.Remove(other);
                contradictions++;
                yield return new(EvidenceField.NamePart, Agreement.Contradicts, part.Written, other.Written, -match.Against / match.Contradictions, "different names");
            }
            else
            {
                missing.Add(part);
            }
        }

        for (; contradictions < match.Contradictions; contradictions++)
        {
            yield return new(EvidenceField.Name, Agreement.Contradicts, names.Query.Text, names.Listed.Text, -match.Against / match.Contradictions, "son and father the other way round");
        }

        foreach (var part in missing)
        {
            yield return new(EvidenceField.NamePart, Agreement.Missing, part.Written, "", Share(part, missing, weights.MissingFromListing, weights), "not in the listed name");
        }

        var unasked = listed.Where(p => p.Role != PartRole.Title).ToList();
        foreach (var part in unasked)
        {
            var first = match.Contradictions > 0 ? weights.MissingBesideContradiction : weights.MissingFromTraveller;
            var weight = names.Query.Truncated && IsName(part) ? 0 : Share(part, unasked, first, weights);
            yield return new(EvidenceField.NamePart, Agreement.Missing, "", part.Written, weight, "not in the traveller's name");
        }
    }

    /// <summary>What one missing part takes off, of what all that are missing on its side take off together.</summary>
    private static double Share(NamePart part, List<NamePart> missing, double first, NameWeights weights) =>
        IsName(part) ? -first / Math.Sqrt(missing.Count(IsName)) : -weights.MissingLesser;

    private static bool Faces(NamePart a, NamePart b) => IsName(a) == IsName(b) && !IsInitialOrTitle(a) && !IsInitialOrTitle(b);

    private static bool IsName(NamePart part) => part.Role.IsName();

    private static bool IsInitialOrTitle(NamePart part) => part.Role is PartRole.Initial or PartRole.Title;

    private static bool IsSame(PartPair pair, NameComparison names) =>
        pair.Query is [var a] && pair.Listed is [var b] && a.Letters == b.Letters && names.Match.Agreeing > 0;

    private static string Text(IReadOnlyList<NamePart> parts) => parts.Count == 1 ? parts[0].Written : string.Join(' ', parts.Select(p => p.Written));

    private static string Words(PartPair pair) => (pair.Query, pair.Listed) switch
    {
        var (a, b) when a.Count + b.Count > 2 => "the same, written together on one side",
        ([{ Role: PartRole.Initial }], _) or (_, [{ Role: PartRole.Initial }]) => "an initial that fits",
        ([var a], [var b]) when a.Letters == b.Letters && a.Script == b.Script => "the same",
        ([var a], [var b]) when a.Script != b.Script => "the same in another script",
        ([{ Cut: true }], _) => "begins the same, the traveller's name was cut here",
        _ => "the same, spelled another way",
    } + (pair.Bits < SameSpelling ? ", barely" : "");
}
