using System.Text;
using System.Text.Json;
using Entente.Formats.Mrz;
using Entente.Formats.Paxlst;
using Entente.Formats.Reading;
using Entente.Formats.Watchlists;
using Entente.Node.Border;
using Entente.Node.Demo;
using Entente.Node.Watchlist;
using Entente.Node.Watchlist.Listings;
using Entente.Screening.Subjects;

namespace Entente.Node.Tests.Demo;

/// <summary>The people and messages of the demonstration: always the same for a seed, in good order, and on no list unless they are meant to be.</summary>
public sealed class TimetableTests
{
    // More than an hour at the usual pace.
    private const int Many = 800;

    private static readonly DateTimeOffset Start = new(2026, 11, 25, 8, 3, 0, TimeSpan.Zero);

    private static readonly DateOnly Today = DateOnly.FromDateTime(Start.UtcDateTime);

    [Fact]
    public void A_seed_gives_the_same_messages_every_time_and_another_seed_gives_others()
    {
        var once = Messages(7).Select(TextOf).ToList();
        Messages(7).Select(TextOf).ShouldBe(once);
        Messages(8).Select(TextOf).Intersect(once).Count().ShouldBeLessThan(Many / 10);
    }

    [Fact]
    public void No_message_has_findings_but_those_that_break_off()
    {
        var seen = new HashSet<ManifestKind>();
        var broken = 0;
        foreach (var message in Messages(1).Where(m => m.Content is DemoContent.Manifest))
        {
            var journal = new Journal();
            using var stream = new MemoryStream(Encoding.ASCII.GetBytes(TextOf(message)));
            var manifest = PaxlstManifests.Read(stream, journal, Today).ShouldHaveSingleItem();
            seen.Add(manifest.Kind);
            broken += message.IsBroken ? 1 : 0;
            manifest.IsBroken.ShouldBe(message.IsBroken, message.Words);
            (journal.Findings.Count > 0).ShouldBe(message.IsBroken, $"{message.Words}: {string.Join(' ', journal.Findings.Select(f => f.Message))}");
        }

        broken.ShouldBeInRange(1, Many / 50);
        seen.ShouldBe([ManifestKind.PassengerList, ManifestKind.Change, ManifestKind.CloseOutNotOnBoard, ManifestKind.Close], ignoreOrder: true);
    }

    [Fact]
    public void Lists_come_twice_now_and_then() =>
        Messages(1).Where(m => m.Content is DemoContent.Manifest).GroupBy(TextOf).Count(g => g.Count() > 1).ShouldBeGreaterThan(3);

    [Fact]
    public void Every_zone_that_is_scanned_is_in_order()
    {
        var zones = Messages(1).Where(m => m.Content is DemoContent.Check).Select(m => JsonDocument.Parse(TextOf(m)).RootElement.GetProperty("mrz").GetString()).OfType<string>().ToList();
        zones.Count.ShouldBeGreaterThan(50);
        foreach (var zone in zones)
        {
            var journal = new Journal();
            MrzTraveller.From(MrzReader.Read(zone, Today), "1", "zone", journal).ShouldNotBeNull();
            journal.Findings.ShouldBeEmpty();
        }
    }

    [Fact]
    public void Nobody_among_thousands_is_on_the_lists_of_the_demonstration_unless_meant_to_be()
    {
        var lists = Own().Concat(Compile("samples/national-list.csv", "samples/united-list.xml")).ToList();
        var people = Messages(1).SelectMany(m => m.People).Distinct().ToList();
        people.Count.ShouldBeGreaterThan(5000);
        people.Count(p => p.Meant.Length > 0).ShouldBeInRange(10, people.Count / 100);
        HitBy(lists, people.Where(p => p.Meant.Length == 0)).ShouldBeEmpty();
    }

    [Fact]
    public void Everybody_whom_a_list_is_meant_to_find_is_found()
    {
        var lists = Own().Concat(Compile("samples/national-list.csv", "samples/united-list.xml")).ToList();
        var byName = Cast.Appearances.Where(p => p.Meant != "document").ToList();
        HitBy(lists, byName).Distinct().ShouldBe(byName, ignoreOrder: true);
        Cast.Appearances.Single(p => p.Meant == "document").Document.ShouldBe(Cast.StolenPassport);
    }

    [Fact]
    public void Nobody_is_on_a_list_of_the_real_world()
    {
        var folder = Environment.GetEnvironmentVariable("ENTENTE_DATA");
        Assert.SkipWhen(folder is null, "ENTENTE_DATA does not name the folder of published lists.");
        var lists = Compile(Directory.GetFiles(Path.Combine(folder!, "watchlists", "un"), "*.xml").Order(StringComparer.Ordinal).Last()); // Skipped where it is null.
        HitBy(lists, Messages(1).SelectMany(m => m.People).Concat(Cast.Appearances).Distinct()).ShouldBeEmpty();
    }

    private static IEnumerable<DemoMessage> Messages(ulong seed) => new Timetable(seed, Start, TimeSpan.FromSeconds(5)).Messages().Take(Many);

    private static string TextOf(DemoMessage message) => message.Content switch
    {
        DemoContent.Manifest manifest => manifest.Text,
        DemoContent.Crossing crossing => JsonSerializer.Serialize(crossing.Body),
        DemoContent.Check check => JsonSerializer.Serialize(check.Body),
        _ => throw new InvalidOperationException("There is no other content."),
    };

    /// <summary>Those who have a hit, as Latin letters or their own script write them.</summary>
    private static List<DemoTraveller> HitBy(IEnumerable<CompiledLists> lists, IEnumerable<DemoTraveller> people) => people.Where(p => lists.Any(l =>
        l.Screener.Screen(SubjectOf(p, p.Family, p.Given)).Hits.Count + l.Screener.Screen(SubjectOf(p, p.OriginalFamily, p.OriginalGiven)).Hits.Count > 0)).ToList();

    private static Subject SubjectOf(DemoTraveller p, string family, string given) =>
        new TypedIdentity(family, given, $"{p.BirthDate:yyyy-MM-dd}", $"{p.Sex}", p.Nationality, p.Document, p.Nationality).ToSubject().ShouldNotBeNull();

    private static IEnumerable<CompiledLists> Own()
    {
        var contents = new WatchlistContents([.. Cast.Listings(Today).Select(l => SealedListing.ToListing(l.Key, l.Fields))], []);
        return [new CompiledLists(contents, Start, CancellationToken.None)];
    }

    private static List<CompiledLists> Compile(params string[] files) => files.Select(file =>
    {
        var path = Path.IsPathRooted(file) ? file : Path.Combine(Root(), file);
        return new CompiledLists(WatchlistFiles.Read([new InputFile(file, () => File.OpenRead(path))]), Start, CancellationToken.None);
    }).ToList();

    private static string Root([System.Runtime.CompilerServices.CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../.."));
}
