using Entente.Node.Configuration;
using Entente.Node.Desk;
using Entente.Node.Watchlist.Listings;
using Entente.Screening.Subjects;

namespace Entente.Node.Tests.Watchlist.Listings;

public sealed class ListingWordsTests
{
    [Fact]
    public void Every_code_that_a_page_of_listings_shows_has_its_text()
    {
        string[] codes =
        [
            .. Of<ListingCategory>("listing.category"), .. Of<IdentityQuality>("listing.quality"), .. Of<NameKind>("listing.name-kind"), .. Of<Refuse.RefusalReason>("listing.refusal"),
            .. Of<Remove.RemovalReason>("listing.removal"), .. Of<FaultOf>("listing.fault"), .. ListingStatus.All.Select(s => $"listing.status.{s}"),
            .. ListingFact.Of(new ListingFields(), Words.All["en"]).Select(f => $"listing.{f.Key}"),
            .. ((string[])[.. ListingSteps.OfSecond, .. ListingSteps.OfNominator, "waits"]).Select(s => $"listing.done.{s}"),
        ];
        codes.Except(Words.All["en"].Keys).ShouldBeEmpty();
    }

    [Fact]
    public void Every_fault_of_a_form_is_about_one_thing_that_its_text_names()
    {
        var rules = new ListingRules(new ListingOptions(), new DateOnly(2026, 11, 25));
        rules.FaultsOf(new ListingFields());
        rules.Faults.Select(f => f.About).ShouldBe([FaultOf.FullName, FaultOf.Identity, FaultOf.Category, FaultOf.Quality, FaultOf.Action, FaultOf.Reference, FaultOf.ReviewOn, FaultOf.ExpiresOn]);
        rules.Faults.ShouldAllBe(f => f.Text.Length > 0);
    }

    private static IEnumerable<string> Of<T>(string prefix)
        where T : struct, Enum => Enum.GetValues<T>().Select(v => $"{prefix}.{Codes.Of(v)}");
}
