using Entente.Screening.Subjects;

namespace Entente.Screening.Tests;

/// <summary>Who has been found not to be a listed person does not alert again; nobody else profits from it.</summary>
public sealed class ClearancesTests
{
    private static readonly Subject Listed = People.Named("Frank Kakolele Bwambale");
    private static readonly BirthDate Birth = People.Born(1971, 5, 17);

    [Fact]
    public void A_document_clears() => Suppressed(new("A-1", "Frank Kakolele", null, "OB 1234567"), Listed.Holding("ob1234567")).ShouldBe(1);

    [Fact]
    public void A_name_and_the_full_birth_date_clear() => Suppressed(new("A-1", "BWAMBALE Frank Kakolele", Birth, null), Listed.With(Birth)).ShouldBe(1);

    [Fact]
    public void A_name_alone_clears_nobody()
    {
        Suppressed(new("A-1", "Frank Kakolele Bwambale", null, null), Listed).ShouldBe(0);
        Suppressed(new("A-1", "Frank Kakolele Bwambale", Birth, null), Listed).ShouldBe(0);
    }

    [Fact]
    public void A_year_is_no_full_birth_date() => Suppressed(new("A-1", "Frank Kakolele Bwambale", People.Born(1971), null), Listed.With(People.Born(1971))).ShouldBe(0);

    [Fact]
    public void A_placeholder_is_no_full_birth_date() =>
        Suppressed(new("A-1", "Frank Kakolele Bwambale", People.Born(1971, 1, 1), null), Listed.With(People.Born(1971, 1, 1))).ShouldBe(0);

    [Fact]
    public void A_birth_date_alone_clears_nobody() => Suppressed(new("A-1", "Mohamed Ali", Birth, null), Listed.With(Birth)).ShouldBe(0);

    [Fact]
    public void Another_document_clears_nobody() => Suppressed(new("A-1", "Frank Kakolele Bwambale", null, "OB1234567"), Listed.Holding("OB1234568")).ShouldBe(0);

    [Fact]
    public void A_document_number_too_short_to_mean_anything_clears_nobody() => Suppressed(new("A-1", "Frank", null, "123"), Listed.Holding("123")).ShouldBe(0);

    [Fact]
    public void A_clearance_against_another_listing_says_nothing() => Suppressed(new("A-2", "Frank Kakolele Bwambale", Birth, null), Listed.With(Birth)).ShouldBe(0);

    [Fact]
    public void Who_is_cleared_against_the_best_listing_still_meets_the_next()
    {
        var watchlist = People.Watchlist(Listed.Listed("A-1"), People.Named("Frank Kakolele").Listed("A-2"));
        var answer = new Screener(watchlist, ScreeningPolicy.Default, new Clearances([new("A-1", "Frank Kakolele Bwambale", Birth, null)])).Screen(Listed.With(Birth), top: 1, minScore: 0);
        answer.Suppressed.ShouldBe(1);
        answer.Hits.ShouldHaveSingleItem().Listing.Id.ShouldBe("A-2");
    }

    private static int Suppressed(Clearance clearance, Subject traveller)
    {
        var screener = new Screener(People.Watchlist(Listed.Listed("A-1")), ScreeningPolicy.Default, new Clearances([clearance]));
        var answer = screener.Screen(traveller, minScore: 0);
        (answer.Hits.Count + answer.Suppressed).ShouldBe(1, "whoever is cleared is counted");
        return answer.Suppressed;
    }
}
