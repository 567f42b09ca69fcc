using Entente.Names.Comparing.Hot;

namespace Entente.Names.Comparing;

/// <summary>Makes evidence out of an assignment: what agrees counts for, what is missing a little against, what contradicts much.</summary>
internal static class Weighing
{
    private const double Eighth = 1.0 / LetterCosts.Unit;

    /// <summary>Weighs the assignment that <paramref name="assignment"/> holds.</summary>
    public static NameMatch Weigh(Assignment assignment, int evidence, ReadOnlySpan<PartRole> query, ReadOnlySpan<PartRole> listed, bool queryCut, NameWeights weights)
    {
        var matched = 0;
        var agreeing = 0;
        Span<int> openQuery = stackalloc int[5];
        Span<int> openListed = stackalloc int[5];
        openQuery.Clear();
        openListed.Clear();
        for (var i = 0; i < query.Length; i++)
        {
            var found = assignment.Found[i];
            if (found < 0)
            {
                openQuery[(int)query[i]]++;
                continue;
            }

            agreeing++;
            var j = found & 255;
            matched |= (found >> 8) == (int)Assignment.Kind.ListedJoined ? 3 << j : 1 << j;
        }

        for (var j = 0; j < listed.Length; j++)
        {
            if ((matched & (1 << j)) == 0)
            {
                openListed[(int)listed[j]]++;
            }
        }

        var names = Against(openQuery, openListed, queryCut, out var contradictions);
        var bits = (evidence * Eighth) - (contradictions * weights.Contradiction)
            - (Several(names.Query) * weights.MissingFromListing) - (Several(names.Listed) * weights.MissingFromTraveller) - (names.Lesser * weights.MissingLesser);
        return new(bits, evidence * Eighth, contradictions, agreeing);
    }

    /// <summary>Of several missing parts the first says most: whoever leaves out one generation leaves out others.</summary>
    private static double Several(int missing) => missing <= 1 ? missing : Math.Sqrt(missing);

    private static (int Query, int Listed, int Lesser) Against(Span<int> query, Span<int> listed, bool queryCut, out int contradictions)
    {
        var queryNames = query[(int)PartRole.Name] + query[(int)PartRole.Nisba];
        var listedNames = listed[(int)PartRole.Name] + listed[(int)PartRole.Nisba];
        var (queryFathers, listedFathers) = (query[(int)PartRole.Patronymic], listed[(int)PartRole.Patronymic]);
        var names = Math.Min(queryNames, listedNames);
        var fathers = Math.Min(queryFathers, listedFathers);
        contradictions = names + fathers;
        var lesser = (queryFathers - fathers) + (listedFathers - fathers) + query[(int)PartRole.Initial] + listed[(int)PartRole.Initial];
        return (queryNames - names, queryCut ? 0 : listedNames - names, lesser);
    }
}
