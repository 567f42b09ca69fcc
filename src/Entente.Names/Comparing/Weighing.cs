using System.Numerics;
using Entente.Names.Comparing.Hot;

namespace Entente.Names.Comparing;

/// <summary>Makes evidence out of an assignment: what agrees counts for, what is missing a little against, what contradicts more.</summary>
internal static class Weighing
{
    private const double Eighth = 1.0 / LetterCosts.Unit;

    /// <summary>Weighs the assignment that <paramref name="assignment"/> holds.</summary>
    public static NameMatch Weigh(Assignment assignment, int evidence, ReadOnlySpan<PartRole> query, ReadOnlySpan<PartRole> listed, bool queryCut, NameWeights weights)
    {
        var openQuery = new Open();
        var matched = 0;
        var agreeing = 0;
        var joined = false;
        for (var i = 0; i < query.Length; i++)
        {
            var found = assignment.Found[i];
            if (found < 0)
            {
                openQuery.Add(query[i], i);
                continue;
            }

            agreeing++;
            var j = found & 255;
            joined |= found >> 8 != (int)Assignment.Kind.Single;
            matched |= (found >> 8) == (int)Assignment.Kind.ListedJoined ? 3 << j : 1 << j;
        }

        var openListed = new Open();
        for (var j = 0; j < listed.Length; j++)
        {
            if ((matched & (1 << j)) == 0)
            {
                openListed.Add(listed[j], j);
            }
        }

        var names = Math.Min(openQuery.Names, openListed.Names);
        var fathers = Math.Min(openQuery.Patronymics, openListed.Patronymics);
        var exchanged = Exchanged(assignment, query, listed);
        var contradictions = names + fathers + exchanged;
        var alike = names > 0 ? MostAlike(assignment, openQuery.Places, openListed.Places) : 0;
        var against = ((names + exchanged - (alike * weights.AlikeBeginning)) * weights.Contradiction) + (fathers * weights.ContradictingPatronymic);
        var surplus = contradictions > 0 ? weights.MissingBesideContradiction : weights.MissingFromTraveller;
        var lesser = openQuery.Initials + openListed.Initials + Math.Abs(openQuery.Patronymics - openListed.Patronymics);
        var single = agreeing > 0 && !joined && (query.Length == 1 || listed.Length == 1);
        var bits = (evidence * Eighth)
            - (Several(openQuery.Names - names) * weights.MissingFromListing)
            - (queryCut ? 0 : Several(openListed.Names - names) * surplus)
            - (lesser * weights.MissingLesser)
            - (single ? weights.SinglePart : 0);
        return new(bits, evidence * Eighth, against, contradictions, agreeing, single);
    }

    /// <summary>How many times son and father are the other way round: Omar bin Abdullah is not Abdullah bin Omar.</summary>
    private static int Exchanged(Assignment assignment, ReadOnlySpan<PartRole> query, ReadOnlySpan<PartRole> listed)
    {
        var exchanged = 0;
        for (var i = 1; i < query.Length; i++)
        {
            var (son, father) = (assignment.Found[i - 1], assignment.Found[i]);
            exchanged += query[i] == PartRole.Father && father >= 0 && son == father + 1 && son < listed.Length && listed[son] == PartRole.Father ? 1 : 0;
        }

        return exchanged;
    }

    /// <summary>Of several missing parts the first says most: whoever leaves out one generation leaves out others.</summary>
    public static double Several(int missing) => missing <= 1 ? missing : Math.Sqrt(missing);

    /// <summary>
    /// How alike the two parts begin that begin most alike of those that agree with nothing: one may be the other spelled in a way
    /// that nothing here knows, cut short, or carried on (Akhund and Akhundzada).
    /// </summary>
    private static double MostAlike(Assignment assignment, int query, int listed)
    {
        var most = 0.0;
        for (; query != 0; query &= query - 1)
        {
            var beginning = assignment.QueryBeginning[BitOperations.TrailingZeroCount(query)];
            for (var rest = listed; rest != 0; rest &= rest - 1)
            {
                most = Math.Max(most, Beginning.Shared(beginning, assignment.ListedBeginning[BitOperations.TrailingZeroCount(rest)]));
            }
        }

        return most;
    }

    /// <summary>The parts of one side that agree with nothing.</summary>
    private struct Open
    {
        public int Names;
        public int Places;
        public int Patronymics;
        public int Initials;

        public void Add(PartRole role, int place)
        {
            if (role.IsName())
            {
                Names++;
                Places |= 1 << place;
            }

            Patronymics += role == PartRole.Patronymic ? 1 : 0;
            Initials += role == PartRole.Initial ? 1 : 0;
        }
    }
}
