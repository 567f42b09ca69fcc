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
        for (var i = 0; i < query.Length; i++)
        {
            var found = assignment.Found[i];
            if (found < 0)
            {
                openQuery.Add(query[i], assignment.QueryInfo[i]);
                continue;
            }

            agreeing++;
            var j = found & 255;
            matched |= (found >> 8) == (int)Assignment.Kind.ListedJoined ? 3 << j : 1 << j;
        }

        var openListed = new Open();
        for (var j = 0; j < listed.Length; j++)
        {
            if ((matched & (1 << j)) == 0)
            {
                openListed.Add(listed[j], assignment.ListedInfo[j]);
            }
        }

        var names = Math.Min(openQuery.Names, openListed.Names);
        var fathers = Math.Min(openQuery.Patronymics, openListed.Patronymics);
        var lesser = openQuery.Initials + openListed.Initials + Math.Abs(openQuery.Patronymics - openListed.Patronymics);
        var against = ((names * Weight(openQuery, openListed)) + fathers) * weights.Contradiction;
        var bits = (evidence * Eighth)
            - (Several(openQuery.Names - names) * weights.MissingFromListing)
            - (queryCut ? 0 : Several(openListed.Names - names) * weights.MissingFromTraveller)
            - (lesser * weights.MissingLesser);
        return new(bits, evidence * Eighth, against, names + fathers, agreeing);
    }

    /// <summary>Of several missing parts the first says most: whoever leaves out one generation leaves out others.</summary>
    public static double Several(int missing) => missing <= 1 ? missing : Math.Sqrt(missing);

    /// <summary>
    /// Two long rare parts that differ are two names; two short ones may be one name spelled in ways that nothing here knows.
    /// 1 where the commoner of the two sides says <see cref="UsualInfo"/> bits.
    /// </summary>
    /// <param name="info">What the commoner side says on average, in eighths of a bit.</param>
    public static double Weight(double info) => info * Eighth / UsualInfo;

    private static double Weight(Open query, Open listed) =>
        query.Names == 0 || listed.Names == 0 ? 0 : Weight(Math.Min(query.NameInfo / (double)query.Names, listed.NameInfo / (double)listed.Names));

    private const double UsualInfo = 8;

    /// <summary>The parts of one side that agree with nothing.</summary>
    private struct Open
    {
        public int Names;
        public int NameInfo;
        public int Patronymics;
        public int Initials;

        public void Add(PartRole role, int info)
        {
            switch (role)
            {
                case PartRole.Name or PartRole.Nisba:
                    Names++;
                    NameInfo += info;
                    break;
                case PartRole.Patronymic:
                    Patronymics++;
                    break;
                case PartRole.Initial:
                    Initials++;
                    break;
            }
        }
    }
}
