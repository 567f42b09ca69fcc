using Entente.Names.Comparing;
using Entente.Names.Comparing.Hot;
using Entente.Names.Frequency;
using Entente.Names.Reading;

namespace Entente.Names;

/// <summary>
/// Compares two names part by part, without an index. The index scores with the same rules; this is the plain way, and the one
/// that puts the evidence into words. Safe for use by any number of threads.
/// </summary>
public sealed class NameComparer(NameWeights weights)
{
    /// <summary>Weights in use.</summary>
    public NameWeights Weights => weights;

    /// <summary>Compares a traveller's name with a listed one.</summary>
    /// <param name="query">The traveller's name.</param>
    /// <param name="listed">The listed name.</param>
    /// <param name="bitsOf">How much a part says, where the list at hand knows better than the tables; null for the tables.</param>
    public NameComparison Compare(Name query, Name listed, Func<NamePart, double>? bitsOf = null)
    {
        var assignment = new Assignment();
        var evidence = Fill(assignment, query, listed, bitsOf ?? PartFrequency.Bits);
        Span<PartRole> queryRoles = stackalloc PartRole[query.Parts.Count];
        Span<PartRole> listedRoles = stackalloc PartRole[listed.Parts.Count];
        Roles(query, queryRoles);
        Roles(listed, listedRoles);
        var match = Weighing.Weigh(assignment, evidence, queryRoles, listedRoles, query.Truncated, weights);
        return new NameComparison(query, listed, match, PairsOf(assignment, query, listed));
    }

    private int Fill(Assignment assignment, Name query, Name listed, Func<NamePart, double> bitsOf)
    {
        Array.Clear(assignment.Single);
        Array.Clear(assignment.QueryJoined);
        Array.Clear(assignment.ListedJoined);
        var (queries, listings) = (query.Parts, listed.Parts);
        for (var j = 0; j < listings.Count; j++)
        {
            assignment.ListedInfo[j] = (int)(bitsOf(listings[j]) * LetterCosts.Unit);
        }

        for (var i = 0; i < queries.Count; i++)
        {
            assignment.QueryInfo[i] = (int)(bitsOf(queries[i]) * LetterCosts.Unit);
            for (var j = 0; j < listings.Count; j++)
            {
                var cell = (i * Assignment.Side) + j;
                assignment.Single[cell] = Evidence(queries[i], listings[j], bitsOf);
                if (i + 1 < queries.Count && JoinedParts.Of(queries[i], queries[i + 1]) is { } joined)
                {
                    assignment.QueryJoined[cell] = Less(Evidence(joined, listings[j], bitsOf));
                }

                if (j + 1 < listings.Count && JoinedParts.Of(listings[j], listings[j + 1]) is { } both)
                {
                    assignment.ListedJoined[cell] = Less(Evidence(queries[i], both, bitsOf));
                }
            }
        }

        return assignment.Solve(queries.Count, listings.Count);
    }

    private int Less(int evidence) => Math.Max(0, evidence - (int)(weights.Joined * LetterCosts.Unit));

    private int Evidence(NamePart a, NamePart b, Func<NamePart, double> bitsOf)
    {
        if (a.Role == PartRole.Initial)
        {
            return PartEvidence.OfInitial(a, b);
        }

        if (b.Role == PartRole.Initial)
        {
            return PartEvidence.OfInitial(b, a);
        }

        var evidence = PartComparison.Related(a, b)
            ? PartEvidence.OfRelated(a, (int)(bitsOf(a) * LetterCosts.Unit), b, (int)(bitsOf(b) * LetterCosts.Unit), weights)
            : 0;
        return evidence >= weights.LeastEvidence * LetterCosts.Unit ? evidence : 0;
    }

    private static void Roles(Name name, Span<PartRole> roles)
    {
        for (var i = 0; i < roles.Length; i++)
        {
            roles[i] = name.Parts[i].Role;
        }
    }

    private static List<PartPair> PairsOf(Assignment assignment, Name query, Name listed)
    {
        var pairs = new List<PartPair>();
        var taken = new bool[listed.Parts.Count];
        for (var i = 0; i < query.Parts.Count; i++)
        {
            var found = assignment.Found[i];
            if (found < 0 || (Assignment.Kind)(found >> 8) == Assignment.Kind.QueryJoinedSecond)
            {
                continue;
            }

            var j = found & 255;
            var cell = (i * Assignment.Side) + j;
            taken[j] = true;
            switch ((Assignment.Kind)(found >> 8))
            {
                case Assignment.Kind.QueryJoined:
                    pairs.Add(new([query.Parts[i], query.Parts[i + 1]], [listed.Parts[j]], Bits(assignment.QueryJoined[cell])));
                    break;
                case Assignment.Kind.ListedJoined:
                    taken[j + 1] = true;
                    pairs.Add(new([query.Parts[i]], [listed.Parts[j], listed.Parts[j + 1]], Bits(assignment.ListedJoined[cell])));
                    break;
                default:
                    pairs.Add(new([query.Parts[i]], [listed.Parts[j]], Bits(assignment.Single[cell])));
                    break;
            }
        }

        pairs.AddRange(query.Parts.Where((_, i) => assignment.Found[i] < 0).Select(p => new PartPair([p], [], 0)));
        pairs.AddRange(listed.Parts.Where((_, j) => !taken[j]).Select(p => new PartPair([], [p], 0)));
        return pairs;
    }

    private static double Bits(int eighths) => eighths / (double)LetterCosts.Unit;
}

/// <summary>Two names compared, part by part.</summary>
/// <param name="Query">The traveller's name.</param>
/// <param name="Listed">The listed name.</param>
/// <param name="Match">What it came to.</param>
/// <param name="Pairs">First the parts that agree, then the ones that only one side has.</param>
public sealed record NameComparison(Name Query, Name Listed, NameMatch Match, IReadOnlyList<PartPair> Pairs);

/// <summary>Parts that were held against each other; one side is empty where the other has no counterpart.</summary>
/// <param name="Query">One part, two that were written together on the other side, or none.</param>
/// <param name="Listed">Likewise.</param>
/// <param name="Bits">Evidence, 0 where one side is empty.</param>
public sealed record PartPair(IReadOnlyList<NamePart> Query, IReadOnlyList<NamePart> Listed, double Bits);
