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
        return new NameComparison(query, listed, match, AgreeingParts.Of(assignment, query.PartArray.Length));
    }

    private int Fill(Assignment assignment, Name query, Name listed, Func<NamePart, double> bitsOf)
    {
        Array.Clear(assignment.Single);
        Array.Clear(assignment.QueryJoined);
        Array.Clear(assignment.ListedJoined);
        var (queries, listings) = (query.PartArray, listed.PartArray);
        var (queriesJoined, listingsJoined) = (JoinedParts.Of(query), JoinedParts.Of(listed));
        for (var j = 0; j < listings.Length; j++)
        {
            assignment.ListedBeginning[j] = Beginning.Of(listings[j].LatinNumbers);
        }

        for (var i = 0; i < queries.Length; i++)
        {
            assignment.QueryBeginning[i] = Beginning.Of(queries[i].LatinNumbers);
            for (var j = 0; j < listings.Length; j++)
            {
                var cell = (i * Assignment.Side) + j;
                assignment.Single[cell] = Evidence(queries[i], listings[j], bitsOf);
                assignment.QueryJoined[cell] = queriesJoined[i] is { } joined ? Less(Evidence(joined, listings[j], bitsOf)) : 0;
                assignment.ListedJoined[cell] = listingsJoined[j] is { } both ? Less(Evidence(queries[i], both, bitsOf)) : 0;
            }
        }

        return assignment.Solve(queries.Length, listings.Length);
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
}

/// <summary>Two names compared, part by part.</summary>
/// <param name="Query">The traveller's name.</param>
/// <param name="Listed">The listed name.</param>
/// <param name="Match">What it came to.</param>
/// <param name="Agreeing">The parts that agree, in the order of the traveller's name.</param>
public sealed record NameComparison(Name Query, Name Listed, NameMatch Match, IReadOnlyList<AgreeingParts> Agreeing)
{
    /// <summary>First the parts that agree, then the ones that only one side has.</summary>
    public IReadOnlyList<PartPair> Pairs => field ??= PairsOf();

    private List<PartPair> PairsOf()
    {
        var pairs = new List<PartPair>(Query.Parts.Count + Listed.Parts.Count);
        var (takenQuery, takenListed) = (0, 0);
        foreach (var parts in Agreeing)
        {
            takenQuery |= ((1 << parts.QueryCount) - 1) << parts.Query;
            takenListed |= ((1 << parts.ListedCount) - 1) << parts.Listed;
            pairs.Add(new(Query.PartArray[parts.Query..(parts.Query + parts.QueryCount)], Listed.PartArray[parts.Listed..(parts.Listed + parts.ListedCount)], parts.Bits));
        }

        for (var i = 0; i < Query.PartArray.Length; i++)
        {
            if ((takenQuery & (1 << i)) == 0)
            {
                pairs.Add(new PartPair([Query.PartArray[i]], [], 0));
            }
        }

        for (var j = 0; j < Listed.PartArray.Length; j++)
        {
            if ((takenListed & (1 << j)) == 0)
            {
                pairs.Add(new PartPair([], [Listed.PartArray[j]], 0));
            }
        }

        return pairs;
    }
}

/// <summary>Parts that were held against each other; one side is empty where the other has no counterpart.</summary>
/// <param name="Query">One part, two that were written together on the other side, or none.</param>
/// <param name="Listed">Likewise.</param>
/// <param name="Bits">Evidence, 0 where one side is empty.</param>
public sealed record PartPair(IReadOnlyList<NamePart> Query, IReadOnlyList<NamePart> Listed, double Bits);
