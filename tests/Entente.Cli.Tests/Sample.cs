using Entente.Cli.Screen;
using Entente.Formats.Reading;
using Entente.Formats.Watchlists;
using Entente.Screening;
using Entente.Screening.Subjects;

namespace Entente.Cli.Tests;

/// <summary>Invented people and hits for tests of the outputs.</summary>
internal static class Sample
{
    public static readonly DateTimeOffset Night = new(2026, 11, 21, 3, 0, 0, TimeSpan.Zero);

    public static readonly ListVersion Version = new("national.csv", new string('a', 64), new DateOnly(2026, 11, 20));

    public static Traveller Traveller(string id, string name) => new()
    {
        Id = id,
        Subject = new Subject { Names = [new SubjectName(name)] },
    };

    public static Listing Listing(string id, string name) => new()
    {
        Id = id,
        List = Version.List,
        Subject = new Subject { Names = [new SubjectName(name)] },
    };

    public static Hit Hit(string listingId, string listedName, double score = 0.75, Verdict verdict = Verdict.Review, params EvidenceLine[] evidence) =>
        Hit(Listing(listingId, listedName), [], score, verdict, evidence);

    public static Hit Hit(Listing listing, IReadOnlyList<Listing> also, double score = 0.75, Verdict verdict = Verdict.Review, params EvidenceLine[] evidence) => new(() => evidence)
    {
        Listing = listing,
        AlsoListedAs = also,
        ListedName = listing.Subject.Names[0],
        TravellerName = new SubjectName("Nadia Choukri"),
        Score = score,
        Verdict = verdict,
        NamesakesPerMillion = 2.4,
        PolicyVersion = "test",
        ListVersion = Version,
    };

    public static Screened Screened(long ordinal, Traveller traveller, params Hit[] hits) => new(ordinal, traveller, new ScreeningAnswer(hits, 0, null));

    public static RunFacts Facts(RunTotals? totals = null, RunEnd end = RunEnd.Complete, Journal? journal = null) => new()
    {
        Time = Night,
        TravellersName = "flight.edi",
        TravellersFormat = "paxlst",
        TravellersJournal = journal ?? new Journal(),
        Lists = [new WatchlistFileReport(Version, "list-csv", new Journal())],
        Subjects = new Dictionary<SubjectKind, int> { [SubjectKind.Person] = 1 },
        Listings = 1,
        Names = 2,
        Policy = ScreeningPolicy.Default,
        MinScore = 0.6,
        Totals = totals ?? new RunTotals(),
        End = end,
        Loading = TimeSpan.FromSeconds(0.5),
        Screening = TimeSpan.FromSeconds(2),
    };
}
