using Entente.Names.Comparing;
using Entente.Names.Comparing.Hot;

namespace Entente.Names.Tests;

/// <summary>What is done for every candidate allocates nothing; what is done for every name has a budget.</summary>
public sealed class AllocationTests
{
    private static readonly NameWeights Weights = new();

    private static readonly Name[] Queries = [.. Fictional.Names(200).Select(name => Name.Read(name.Replace('o', 'u')))];

    [Fact]
    public void A_spelling_compared_with_many_allocates_nothing()
    {
        var tables = new SpellingTables();
        var source = Name.Read("Abdelkader").Parts[0].LatinNumbers;
        var targets = Fictional.Names(500).Select(name => Name.Read(name).Parts[0].LatinNumbers).ToArray();
        Budgets.Holds("a spelling compared", targets.Length, () =>
        {
            tables.Begin();
            foreach (var target in targets)
            {
                tables.Of(source, target, LetterCosts.Latin, limit: 80);
            }
        });
    }

    [Fact]
    public void An_assignment_weighed_allocates_nothing()
    {
        var assignment = new Assignment();
        for (var cell = 0; cell < 4; cell++)
        {
            assignment.Single[(cell * Assignment.Side) + cell] = 40 + cell;
            assignment.Single[(cell * Assignment.Side) + ((cell + 1) % 4)] = 30;
        }

        var roles = new PartRole[4];
        Budgets.Holds("an assignment weighed", 1, () => Weighing.Weigh(assignment, assignment.Solve(4, 4), roles, roles, queryCut: false, Weights));
    }

    [Fact]
    public void A_search_allocates_as_much_for_thousands_of_candidates_as_for_a_few()
    {
        foreach (var size in new[] { 300, 10_000 })
        {
            Name[] listed = [.. Fictional.Names(size).Select(name => Name.Read("Mohamed " + name))];
            var search = new NameSearch(NameIndex.Build(size, i => listed[i]), Weights);
            Budgets.Holds("a search whose parts are known", Queries.Length, () =>
            {
                foreach (var query in Queries)
                {
                    search.Find(query, 10, 0, default(Scoring));
                }
            });
        }
    }

    [Fact]
    public void A_name_read_stays_within_its_budget()
    {
        string[] names = [.. Fictional.Names(200), "AL-TIKRITI, Abdul Rahman bin Khalid", "محمد عبد الرحمن الشامي", "Иван Петрович Сидоров"];
        Budgets.Holds("a name read", names.Length, () =>
        {
            foreach (var name in names)
            {
                Name.Read(name);
            }
        });
    }
}
