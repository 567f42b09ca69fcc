using Entente.Screening.Subjects;

namespace Entente.Screening.Tests;

public sealed class ScreeningAnswersTests
{
    private static readonly Subject Frank = People.Named("Frank Kakolele Bwambale").With(People.Born(1971, 5, 17));

    [Fact]
    public void Two_watchlists_answer_as_one_that_holds_the_listings_of_both()
    {
        Listing[] open = [Frank.Listed("A-1"), People.Named("Franck Kakorere").Listed("A-2"), People.Named("Igor Sechinov").Listed("A-3")];
        Listing[] own = [People.Named("Frank Kakolele").With(People.Born(1971)).Listed("B-1", "B"), Frank.Listed("B-2", "B")];
        var together = People.Screener([.. open, .. own]).Screen(Frank, minScore: 0);
        var merged = ScreeningAnswers.Merge(People.Screener(open).Screen(Frank, minScore: 0), People.Screener(own).Screen(Frank, minScore: 0), top: 10);
        merged.Hits.Select(Shown).ShouldBe(together.Hits.Select(Shown));
        merged.Hits[0].AlsoListedAs.ShouldHaveSingleItem().Id.ShouldBe("B-2");
    }

    [Fact]
    public void The_best_hits_stay_where_there_are_more_than_were_asked_for()
    {
        var weaker = People.Screener(People.Named("Frank Kakolele").Listed("A-1")).Screen(Frank, minScore: 0);
        var stronger = People.Screener(People.Named("Frank Kakolele Bwambale").Listed("B-1", "B")).Screen(Frank, minScore: 0);
        ScreeningAnswers.Merge(weaker, stronger, top: 1).Hits.ShouldHaveSingleItem().Listing.Id.ShouldBe("B-1");
    }

    [Fact]
    public void What_was_suppressed_on_either_side_is_counted_and_the_first_cut_is_told()
    {
        var merged = ScreeningAnswers.Merge(new ScreeningAnswer([], 2, null), new ScreeningAnswer([], 1, "cut"), top: 1);
        (merged.Suppressed, merged.Cut).ShouldBe((3, "cut"));
    }

    [Fact]
    public void Other_clearances_come_into_force_and_leave_the_screener_before_as_it_was()
    {
        var before = People.Screener(Frank.Listed("A-1"));
        var after = before.With(new Clearances([new Clearance("A-1", "Frank Kakolele Bwambale", People.Born(1971, 5, 17), null)]));
        after.Screen(Frank).Suppressed.ShouldBe(1);
        after.Screen(Frank).Hits.ShouldBeEmpty();
        before.Screen(Frank).Hits.ShouldHaveSingleItem();
    }

    private static string Shown(Hit hit) => $"{hit.Listing.Id} {hit.Score:R} {string.Join(',', hit.AlsoListedAs.Select(l => l.Id))}";
}
