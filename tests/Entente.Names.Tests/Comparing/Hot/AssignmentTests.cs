using Entente.Names.Comparing.Hot;
using FsCheck;
using FsCheck.Fluent;

namespace Entente.Names.Tests.Comparing.Hot;

public sealed class AssignmentTests
{
    private const int Most = 4;

    /// <summary>Sizes, and evidence for single parts, joined query parts and joined listed parts; a third of it nought.</summary>
    private static Gen<(int Queries, int Listed, int[] Single, int[] QueryJoined, int[] ListedJoined)> Cases { get; } =
        from queries in Gen.Choose(0, Most)
        from listed in Gen.Choose(0, Most)
        from single in Evidence
        from queryJoined in Evidence
        from listedJoined in Evidence
        select (queries, listed, single, queryJoined, listedJoined);

    private static Gen<int[]> Evidence => Gen.Choose(-20, 40).Select(e => Math.Max(0, e)).ArrayOf(Most * Most);

    [Fact]
    public void Finds_as_much_evidence_as_trying_every_way() => Sample.Holds(Cases, c =>
    {
        var assignment = Filled(c.Queries, c.Listed, c.Single, c.QueryJoined, c.ListedJoined);
        return assignment.Solve(c.Queries, c.Listed) == Best(assignment, c.Queries, c.Listed, 0, new bool[Most]);
    }, times: 1_000);

    [Fact]
    public void What_it_says_it_found_adds_up_and_takes_no_part_twice() => Sample.Holds(Cases, c =>
    {
        var assignment = Filled(c.Queries, c.Listed, c.Single, c.QueryJoined, c.ListedJoined);
        var evidence = assignment.Solve(c.Queries, c.Listed);
        var taken = new List<int>();
        for (var i = 0; i < c.Queries; i++)
        {
            if (assignment.Found[i] < 0)
            {
                continue;
            }

            var j = assignment.Found[i] & 255;
            switch ((Assignment.Kind)(assignment.Found[i] >> 8))
            {
                case Assignment.Kind.Single:
                    evidence -= assignment.Single[(i * Assignment.Side) + j];
                    taken.Add(j);
                    break;
                case Assignment.Kind.ListedJoined:
                    evidence -= assignment.ListedJoined[(i * Assignment.Side) + j];
                    taken.AddRange([j, j + 1]);
                    break;
                case Assignment.Kind.QueryJoined:
                    evidence -= assignment.QueryJoined[(i * Assignment.Side) + j];
                    taken.Add(j);
                    i++;
                    break;
            }
        }

        return evidence == 0 && taken.Distinct().Count() == taken.Count && taken.All(j => j < c.Listed);
    }, times: 1_000);

    [Fact]
    public void Twelve_equal_parts_on_each_side_are_paired_one_by_one()
    {
        var assignment = new Assignment();
        Array.Fill(assignment.Single, 8);
        assignment.Solve(Assignment.Side, Assignment.Side).ShouldBe(8 * Assignment.Side);
    }

    /// <summary>Joined evidence exists only where there is a neighbour to join.</summary>
    private static Assignment Filled(int queries, int listed, int[] single, int[] queryJoined, int[] listedJoined)
    {
        var assignment = new Assignment();
        for (var i = 0; i < queries; i++)
        {
            for (var j = 0; j < listed; j++)
            {
                var cell = (i * Assignment.Side) + j;
                assignment.Single[cell] = single[(i * Most) + j];
                assignment.QueryJoined[cell] = i + 1 < queries ? queryJoined[(i * Most) + j] : 0;
                assignment.ListedJoined[cell] = j + 1 < listed ? listedJoined[(i * Most) + j] : 0;
            }
        }

        return assignment;
    }

    private static int Best(Assignment evidence, int queries, int listed, int i, bool[] taken)
    {
        if (i >= queries)
        {
            return 0;
        }

        var best = Best(evidence, queries, listed, i + 1, taken);
        for (var j = 0; j < listed; j++)
        {
            var cell = (i * Assignment.Side) + j;
            best = Math.Max(best, With(evidence.Single[cell], i + 1, j));
            best = i + 1 < queries ? Math.Max(best, With(evidence.QueryJoined[cell], i + 2, j)) : best;
            best = j + 1 < listed ? Math.Max(best, With(evidence.ListedJoined[cell], i + 1, j, j + 1)) : best;
        }

        return best;

        int With(int value, int next, params int[] parts)
        {
            if (value == 0 || parts.Any(j => taken[j]))
            {
                return 0;
            }

            Array.ForEach(parts, j => taken[j] = true);
            var all = value + Best(evidence, queries, listed, next, taken);
            Array.ForEach(parts, j => taken[j] = false);
            return all;
        }
    }
}
