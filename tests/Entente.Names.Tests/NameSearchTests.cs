using Entente.Names.Comparing;
using Entente.Names.Reading;
using FsCheck.Fluent;

namespace Entente.Names.Tests;

/// <summary>The index against a plain scan of the same list: fast may not mean fewer, other, or in another order.</summary>
public sealed class NameSearchTests
{
    private static readonly NameWeights Weights = new();

    private static readonly Lazy<NameIndex> ThirtyThousandMohameds = new(() => Build([.. Fictional.Names(30_000).Select(name => "Mohamed " + name)]).Index);

    [Fact]
    public void Every_name_within_the_guarantee_is_scored_unless_the_answer_says_it_was_cut() => Sample.Holds(Sample.Search, search =>
    {
        var (index, names) = Build(search.List);
        var query = Name.Read(search.Query);
        var engine = new NameSearch(index, Weights);
        var found = engine.Find(query, 1_000, 0, default(Scoring)).Select(hit => hit.Name).ToHashSet();
        return engine.Cut is not null || Enumerable.Range(0, names.Length).Where(i => IsGuaranteed(query, names[i])).All(found.Contains);
    }, times: 250);

    [Fact]
    public void Finds_the_same_names_and_scores_as_a_scan_of_the_list() => Sample.Holds(Sample.Search, search =>
    {
        var (index, names) = Build(search.List);
        var query = Name.Read(search.Query);
        var plain = new NameComparer(Weights);
        var found = new NameSearch(index, Weights).Find(query, 1_000, 0, default(Scoring));
        var scores = names.Select(name => plain.Compare(query, name, index.Bits)).ToArray();
        var expected = Enumerable.Range(0, names.Length).Where(i => Agrees(scores[i])).ToHashSet();
        return expected.IsSubsetOf(found.Select(hit => hit.Name))
            && found.All(hit => hit.Match == scores[hit.Name].Match)
            && found.Select(hit => (hit.Score, -hit.Name)).SequenceEqual(found.Select(hit => (hit.Score, -hit.Name)).OrderDescending());
    }, times: 250);

    [Fact]
    public void The_first_few_are_the_first_of_all() => Sample.Holds(Sample.Search, search =>
    {
        var (index, _) = Build(search.List);
        var query = Name.Read(search.Query);
        var engine = new NameSearch(index, Weights);
        var all = engine.Find(query, 1_000, 0, default(Scoring)).ToArray();
        return Enumerable.Range(1, 4).All(top => engine.Find(query, top, 0, default(Scoring)).SequenceEqual(all.Take(top)))
            && engine.Find(query, 1_000, 0.4, default(Scoring)).SequenceEqual(all.Where(hit => hit.Score >= 0.4));
    }, times: 150);

    [Fact]
    public void A_search_remembers_nothing_that_changes_the_next_answer() => Sample.Holds(Sample.Search.SelectMany(search => Sample.Name.Select(before => (search, before))), sample =>
    {
        var (index, _) = Build(sample.search.List);
        var used = new NameSearch(index, Weights);
        used.Find(Name.Read(sample.before), 3, 0, default(Scoring));
        var (fresh, _) = Build(sample.search.List);
        return used.Find(Name.Read(sample.search.Query), 3, 0, default(Scoring)).SequenceEqual(new NameSearch(fresh, Weights).Find(Name.Read(sample.search.Query), 3, 0, default(Scoring)));
    }, times: 100);

    [Fact]
    public void Two_searches_of_one_index_with_other_weights_do_not_share_answers()
    {
        var (index, _) = Build(["Abdelkader Zerhouni"]);
        var query = Name.Read("Abdelkader Zerhouni");
        var usual = new NameSearch(index, Weights).Find(query, 1, 0, default(Scoring))[0];
        var other = new NameWeights { MostEvidence = 5 };
        new NameSearch(index, other).Find(query, 1, 0, default(Scoring))[0].Match.ShouldBe(new NameComparer(other).Compare(query, query, index.Bits).Match);
        new NameSearch(index, Weights).Find(query, 1, 0, default(Scoring))[0].ShouldBe(usual);
    }

    [Fact]
    public async Task Queries_on_several_threads_get_the_answers_of_one()
    {
        string[] list = [.. Fictional.Names(3_000)];
        string[] queries = [.. Fictional.Names(200).Select(name => name.Replace('o', 'u'))];
        var (alone, _) = Build(list);
        var one = new NameSearch(alone, Weights);
        var expected = queries.Select(q => one.Find(Name.Read(q), 5, 0, default(Scoring)).ToArray()).ToArray();
        var (shared, _) = Build(list);
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(thread => Task.Run(() =>
        {
            var search = new NameSearch(shared, Weights);
            var own = new NameHit[queries.Length][];
            for (var i = 0; i < queries.Length; i++)
            {
                var at = (i + (thread * 50)) % queries.Length;
                own[at] = [.. search.Find(Name.Read(queries[at]), 5, 0, default(Scoring))];
            }

            return own;
        })));
        foreach (var answer in answers)
        {
            answer.ShouldBe(expected);
        }
    }

    [Fact]
    public void On_a_long_list_scores_are_still_those_of_the_plain_comparison()
    {
        string[] list = [.. Fictional.Names(2_500)];
        var (index, names) = Build(list);
        var (search, plain) = (new NameSearch(index, Weights), new NameComparer(Weights));
        foreach (var text in list.Take(100))
        {
            var query = Name.Read(text);
            foreach (var hit in search.Find(query, 5, 0, default(Scoring)))
            {
                hit.Match.ShouldBe(plain.Compare(query, names[hit.Name], index.Bits).Match, $"{text} / {names[hit.Name]}");
            }
        }
    }

    public static TheoryData<string, string> Hostile => new()
    {
        { "two hundred parts", string.Join(' ', Enumerable.Repeat("Mohamed", 200)) },
        { "two hundred parts, all different", string.Join(' ', Fictional.Names(100)) },
        { "ten thousand letters", new string('m', 5_000) + new string('a', 5_000) },
        { "ten thousand letters of a name", string.Concat(Enumerable.Repeat("mohamed", 1_500)) },
        { "one letter", "M" },
        { "twenty-four letters apart", "a b c d e f g h i k l m n o p q r s t u v w x y" },
        { "only particles", "bin al de la ben ould abd el abu bou" },
        { "only particles, again and again", string.Join(' ', Enumerable.Repeat("bin al", 100)) },
        { "nothing", "" },
        { "no letters", "-0- ... 🙂🙂" },
    };

    [Theory]
    [MemberData(nameof(Hostile))]
    public void Work_is_bounded_whatever_is_asked(string what, string query)
    {
        var search = new NameSearch(ThirtyThousandMohameds.Value, Weights);
        search.Find(Name.Read(query), 10, 0, default(Scoring)).Count.ShouldBeLessThanOrEqualTo(10, what);
        search.Scored.ShouldBeLessThanOrEqualTo(NameSearch.MostScored + 1, what);
    }

    [Fact]
    public void A_name_that_everyone_shares_is_cut_and_says_so()
    {
        var (index, _) = Build([.. Enumerable.Repeat("Mohamed", NameSearch.MostScored + 10)]);
        var search = new NameSearch(index, Weights);
        search.Find(Name.Read("Mohamed"), 10, 0, default(Scoring)).Select(hit => hit.Name).ShouldBe(Enumerable.Range(0, 10));
        search.Cut.ShouldNotBeNull();
    }

    private static (NameIndex Index, Name[] Names) Build(string[] list)
    {
        Name[] names = [.. list.Select(name => Name.Read(name))];
        return (NameIndex.Build(names.Length, i => names[i]), names);
    }

    /// <summary>The stated guarantee, part by part: one edit of three to five letters, two of more.</summary>
    private static bool IsGuaranteed(Name query, Name listed) => query.Parts.Any(q => listed.Parts.Any(l =>
        q.Role != PartRole.Initial && l.Role != PartRole.Initial && q.Script != Script.Other && l.Script != Script.Other && q.Comparable.Length >= 3
        && EditDistance.Within<char>(q.Comparable, l.Comparable, q.Comparable.Length <= 5 ? 1 : 2)));

    /// <summary>Whether a part that is no initial of the query agrees with something.</summary>
    private static bool Agrees(NameComparison comparison) =>
        comparison.Pairs.Any(pair => pair.Bits > 0 && pair.Listed.Count > 0 && pair.Query is [not { Role: PartRole.Initial }, ..]);
}
