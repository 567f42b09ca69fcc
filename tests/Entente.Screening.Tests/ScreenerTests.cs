using Entente.Names.Tests;
using Entente.Screening.Subjects;

namespace Entente.Screening.Tests;

public sealed class ScreenerTests
{
    private static readonly Subject Frank = People.Named("Frank Kakolele Bwambale").With(People.Born(1971, 5, 17));

    [Fact]
    public void A_hit_names_the_policy_and_the_version_of_its_list()
    {
        var hit = People.Screener(Frank.Listed("A-1"), People.Named("Igor Sechinov").Listed("B-1", "B")).Screen(Frank).Hits.ShouldHaveSingleItem();
        hit.PolicyVersion.ShouldBe(ScreeningPolicy.Default.Version);
        hit.ListVersion.ShouldBe(People.Version("A"));
        hit.Verdict.ShouldBe(Verdict.Strong);
        hit.ListedName.Text.ShouldBe("Frank Kakolele Bwambale");
    }

    [Fact]
    public void The_score_of_a_hit_is_that_of_its_evidence_compared_plainly()
    {
        var listed = Frank.Listed("A-1");
        var traveller = People.Named("Franck Kakorere").With(People.Born(1971));
        var hit = People.Screener(listed, People.Named("Igor Sechinov").Listed("A-2")).Screen(traveller, minScore: 0).Hits[0];
        hit.Score.ShouldBe(People.Score(traveller, listed.Subject));
        hit.Evidence.Where(line => line.Field == EvidenceField.BirthDate).ShouldHaveSingleItem().Weight.ShouldBe(ScreeningPolicy.Default.BirthYearAgrees);
    }

    [Fact]
    public void Without_a_lowest_score_only_alerts_are_given()
    {
        var screener = People.Screener(People.Named("Mohamed").Listed("A-1"));
        screener.Screen(People.Named("Mohamed")).Hits.ShouldBeEmpty("a name that thousands bear is no alert by itself");
        screener.Screen(People.Named("Mohamed"), minScore: 0).Hits.ShouldHaveSingleItem().Verdict.ShouldBeOneOf(Verdict.None, Verdict.Weak);
    }

    [Theory]
    [InlineData(0.8, Verdict.Strong)]
    [InlineData(0.7999, Verdict.Review)]
    [InlineData(0.65, Verdict.Review)]
    [InlineData(0.6499, Verdict.Weak)]
    [InlineData(0.5, Verdict.Weak)]
    [InlineData(0.4999, Verdict.None)]
    [InlineData(0, Verdict.None)]
    public void A_verdict_begins_at_its_threshold(double score, Verdict verdict) =>
        new ScreeningPolicy { WeakThreshold = 0.5, AlertThreshold = 0.65, StrongThreshold = 0.8 }.VerdictOf(score).ShouldBe(verdict);

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(Screener.MostHits + 1)]
    public void Refuses_a_number_of_hits_outside_its_range(int top) => Should.Throw<ArgumentOutOfRangeException>(() => People.Screener().Screen(Frank, top)).ParamName.ShouldBe("top");

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1.1)]
    [InlineData(double.NaN)]
    public void Refuses_a_lowest_score_outside_its_range(double minScore) =>
        Should.Throw<ArgumentOutOfRangeException>(() => People.Screener().Screen(Frank, minScore: minScore)).ParamName.ShouldBe("minScore");

    [Fact]
    public void A_document_number_finds_a_listing_of_another_name()
    {
        var screener = People.Screener(Frank.Holding("OB 1234567").Listed("A-1"));
        screener.Screen(People.Named("Mohamed Qatanani").Holding("0B1234567"), minScore: 0).Hits.ShouldHaveSingleItem().Listing.Id.ShouldBe("A-1");
        screener.Screen(People.Named("Mohamed Qatanani").Holding("OB1234567")).Hits.ShouldHaveSingleItem("a listed document in another name is what a lost or stolen one looks like");
        screener.Screen(People.Named("Mohamed Qatanani").Holding("OB1234568"), minScore: 0).Hits.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(SubjectKind.Organisation)]
    [InlineData(SubjectKind.Vessel)]
    [InlineData(SubjectKind.Aircraft)]
    public void What_is_no_person_is_counted_and_not_screened(SubjectKind kind)
    {
        var watchlist = People.Watchlist(Frank.Listed("A-1") with { Kind = kind }, People.Named("Igor Sechinov").Listed("A-2"));
        watchlist.Counts[kind].ShouldBe(1);
        watchlist.People.ShouldHaveSingleItem().Id.ShouldBe("A-2");
        new Screener(watchlist, ScreeningPolicy.Default, Clearances.None).Screen(Frank, minScore: 0).Hits.ShouldBeEmpty();
    }

    [Fact]
    public void One_listing_is_one_hit_by_its_best_name()
    {
        var listed = new Subject { Names = [new("Frank Bwambale"), new("Frank Kakolele Bwambale") { Kind = NameKind.Alias }, new("Kakolele") { Kind = NameKind.WeakAlias }] };
        var hit = People.Screener(listed.Listed("A-1")).Screen(Frank, minScore: 0).Hits.ShouldHaveSingleItem();
        hit.ListedName.Text.ShouldBe("Frank Kakolele Bwambale");
    }

    [Fact]
    public void The_best_name_of_the_traveller_counts()
    {
        var traveller = new Subject { Names = [new("Mohamed Qatanani"), new("Frank Kakolele Bwambale") { Kind = NameKind.Alias }] };
        People.Screener(Frank.Listed("A-1")).Screen(traveller, minScore: 0).Hits.ShouldHaveSingleItem().TravellerName.Text.ShouldBe("Frank Kakolele Bwambale");
    }

    [Fact]
    public void The_best_come_first_and_equals_in_the_order_of_the_list()
    {
        var hits = People.Screener(
            People.Named("Frank Kakolele").Listed("A-1"), People.Named("Frank Kakolele Bwambale").Listed("A-2"), People.Named("Frank Kakolele").Listed("A-3"))
            .Screen(Frank, minScore: 0).Hits;
        hits.Select(hit => hit.Listing.Id).ShouldBe(["A-2", "A-1", "A-3"]);
        hits.Select(hit => hit.Score).ShouldBeInOrder(SortDirection.Descending);
    }

    [Fact]
    public async Task Several_threads_get_the_answers_of_one()
    {
        Listing[] listings = [.. Enumerable.Range(0, 400).Select(i => People.Named($"Frank{i % 7} Kako{i % 11}lele Bwam{i % 13}bale").Listed($"A-{i}"))];
        Subject[] travellers = [.. Enumerable.Range(0, 60).Select(i => People.Named($"Kako{i % 11}lele Frank{i % 5}"))];
        var expected = Answers(People.Screener(listings), travellers);
        var shared = People.Screener(listings);
        foreach (var answers in await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Answers(shared, travellers)))))
        {
            answers.ShouldBe(expected);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("🙂")]
    [InlineData("bin al")]
    public void A_name_that_says_nothing_finds_nobody_and_does_no_harm(string name) => People.Screener(Frank.Listed("A-1")).Screen(People.Named(name), minScore: 0).Hits.ShouldBeEmpty();

    private static List<string> Answers(Screener screener, Subject[] travellers) =>
        [.. travellers.SelectMany(traveller => screener.Screen(traveller, 5, 0).Hits.Select(hit => $"{hit.Listing.Id} {hit.Score:R}"))];

    [Fact]
    public void A_list_that_repeats_a_person_many_times_does_not_hide_him()
    {
        var person = People.Named("Zoubir Khattabi").With(People.Born(1980, 5, 17));
        Listing[] others = [.. Fictional.Names(3_000).Select((name, i) => People.Named(name).Listed($"other {i}"))];
        var once = People.Screener([person.Listed("1"), .. others]).Screen(person).Hits[0].Score;
        Listing[] repeated = [.. Enumerable.Range(0, 3_000).Select(i => person.Listed($"{i}"))];
        People.Screener([.. repeated, .. others]).Screen(person).Hits[0].Score.ShouldBe(once, tolerance: 0.005);
    }
}
