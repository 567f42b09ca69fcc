using Entente.Node.Accounts;
using Entente.Node.Desk;
using Entente.Node.Partnership.Records;
using Entente.Node.Watchlist;

namespace Entente.Node.Partnership.Plan;

/// <summary>
/// GET /desk/programme: what is late, due and coming. GET …/timeline: the plans over years. GET …/partner/{id}: all with one partner; …/brief: the same on two pages to print. GET …/exercises and …/cases: boards. GET …/map: where engagements and exercises are. GET …/search: all records by words.
/// </summary>
internal static class ProgrammePages
{
    // What comes within so many days stands on the first page.
    private const int DaysAhead = 60, DaysSoon = 7;

    private const int MostFound = 100, MostDue = 100, MostPartners = 50, MostPlans = 20;

    /// <summary>Where something stands on the first page.</summary>
    private enum Part
    {
        Late,
        Soon,
        Coming,
        Over,
    }

    // More markers hide each other.
    private const int MostPlaces = 200;

    public static void Map(WebApplication node)
    {
        node.MapGet("/desk/programme", Week).Requires(Permission.ReadProgramme).ExcludeFromDescription();
        node.MapGet("/desk/programme/timeline", Timeline).Requires(Permission.ReadProgramme).ExcludeFromDescription();
        node.MapGet("/desk/programme/partner/{id}", (string id, HttpContext context, ProgrammeRecords records, TimeProvider time) => Partner(id, context, records, time, false)).Requires(Permission.ReadProgramme).ExcludeFromDescription();
        node.MapGet("/desk/programme/partner/{id}/brief", (string id, HttpContext context, ProgrammeRecords records, TimeProvider time) => Partner(id, context, records, time, true)).Requires(Permission.ReadProgramme).ExcludeFromDescription();
        node.MapGet("/desk/programme/exercises", Exercises).Requires(Permission.ReadProgramme).ExcludeFromDescription();
        node.MapGet("/desk/programme/cases", Cases).Requires(Permission.ReadProgramme).ExcludeFromDescription();
        node.MapGet("/desk/programme/map", Places).Requires(Permission.ReadProgramme).ExcludeFromDescription();
        node.MapGet("/desk/programme/search", Find).Requires(Permission.ReadProgramme).ExcludeFromDescription();
    }

    private static IResult Week(HttpContext context, ProgrammeRecords records, TimeProvider time)
    {
        var (all, today) = (records.Read(), time.Today());
        var open = DueItem.OpenOf(all, today.AddDays(DaysAhead)).ToLookup(i => i.IsLate(today) ? Part.Late : i.When.Last < today ? Part.Over : i.When.First <= today.AddDays(DaysSoon) ? Part.Soon : Part.Coming);
        return Pages.Show<WeekPage>(context, new WeekShown(
            First(open[Part.Late]), First(open[Part.Soon]), First(open[Part.Coming]), [.. all.Of(RecordKinds.Body).Where(b => b.Content["form"] == "state").Take(MostPartners)], today, all)
        {
            Counts = [open[Part.Late].Count(), open[Part.Soon].Count(), open[Part.Coming].Count()],
        });

        static IReadOnlyList<DueItem> First(IEnumerable<DueItem> items) => [.. items.OrderBy(i => i.When.Last).ThenBy(i => i.Record.Title, StringComparer.Ordinal).Take(MostDue)];
    }

    private static IResult Timeline(HttpContext context, ProgrammeRecords records, ProgrammeMeasures measures, TimeProvider time)
    {
        var all = records.Read();
        var today = time.Today();

        // Plans that run come first, then the newest.
        var plans = all.Of(RecordKinds.Roadmap).OrderBy(r => PartialDate.Find(r.Content["ends"])?.Last < today ? 1 : 0).ThenByDescending(r => r.Content["starts"], StringComparer.Ordinal).ToList();
        return Pages.Show<TimelinePage>(context, new TimelineShown([.. plans.Take(MostPlans).Select(r => PlanView.Of(r, all, measures, today))], today, all) { More = Math.Max(0, plans.Count - MostPlans) });
    }

    private static IResult Partner(string id, HttpContext context, ProgrammeRecords records, TimeProvider time, bool isBrief)
    {
        var all = records.Read();
        if (all.Find(id) is not { } body || body.Kind != RecordKinds.Body)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Pages.Show<PartnerBriefPage>(context, null);
        }

        return Pages.Show<PartnerBriefPage>(context, PartnerBrief.Of(body, all, time.Today()) with { IsPrint = isBrief });
    }

    private static IResult Exercises(HttpContext context, ProgrammeRecords records, TimeProvider time)
    {
        var all = records.Read();
        return Pages.Show<ExercisesPage>(context, new BoardShown([.. all.Of(RecordKinds.Exercise).OrderByDescending(e => e.On?.First)], time.Today(), all));
    }

    private static IResult Cases(HttpContext context, ProgrammeRecords records, TimeProvider time)
    {
        var all = records.Read();
        return Pages.Show<CasesPage>(context, new BoardShown(all.Of(RecordKinds.Case), time.Today(), all));
    }

    private static IResult Places(HttpContext context, ProgrammeRecords records)
    {
        var all = records.Read();
        var places = all.Of(RecordKinds.Engagement).Concat(all.Of(RecordKinds.Exercise)).Select(r => (Record: r, At: Location.Find(r.Content["location"]))).Where(r => r.At is not null)
            .GroupBy(r => r.At ?? default).Select(g => new PlaceView(g.Select(r => r.Record.Content["place"]).FirstOrDefault(p => p.Length > 0) ?? g.First().Record.Title, g.Key, [.. g.Select(r => r.Record).OrderByDescending(r => r.On?.First)]))
            .OrderByDescending(p => p.Records[0].On?.First).Take(MostPlaces).ToList();

        // MapLibre reads the map in a worker.
        return Pages.Show<MapPage>(context, new MapShown(places), "worker-src 'self'");
    }

    private static IResult Find(HttpContext context, ProgrammeRecords records, string q = "")
    {
        var all = records.Read();
        var found = q.Trim().Length == 0 ? [] : RecordSearch.Of([.. all.ById.Values], q);
        return Pages.Show<FoundPage>(context, new FoundShown(q, [.. found.OrderByDescending(r => r.Kind.On.Length > 0 ? r.Content[r.Kind.On] : "", StringComparer.Ordinal).ThenBy(r => r.Title, StringComparer.Ordinal).Take(MostFound)], found.Count, all));
    }

    /// <summary>What the first page shows.</summary>
    internal sealed record WeekShown(IReadOnlyList<DueItem> Late, IReadOnlyList<DueItem> Soon, IReadOnlyList<DueItem> Coming, IReadOnlyList<ProgrammeRecord> Partners, DateOnly Today, RecordSet All)
    {
        /// <summary>How many are late, soon and coming: lists show the first of them.</summary>
        public IReadOnlyList<int> Counts { get; init; } = [Late.Count, Soon.Count, Coming.Count];
    }

    /// <summary>What the timeline shows.</summary>
    internal sealed record TimelineShown(IReadOnlyList<PlanView> Plans, DateOnly Today, RecordSet All)
    {
        /// <summary>How many plans are not shown.</summary>
        public int More { get; init; }
    }

    /// <summary>What a board shows.</summary>
    internal sealed record BoardShown(IReadOnlyList<ProgrammeRecord> Records, DateOnly Today, RecordSet All);

    /// <summary>What the map shows.</summary>
    internal sealed record MapShown(IReadOnlyList<PlaceView> Places);

    /// <summary>A place, and what is there, the newest first.</summary>
    internal sealed record PlaceView(string Name, Location At, IReadOnlyList<ProgrammeRecord> Records);

    /// <summary>What was found.</summary>
    internal sealed record FoundShown(string Words, IReadOnlyList<ProgrammeRecord> Records, int Total, RecordSet All);
}
