using System.Text;
using Entente.Node.Accounts;
using Entente.Node.Configuration;
using Entente.Node.Desk;
using Entente.Node.Oversight;
using Entente.Node.Oversight.Purposes;
using Entente.Node.Partnership.Plan;
using Entente.Node.Partnership.Records;
using Entente.Node.Storage;
using Entente.Node.Watchlist;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Entente.Node.Partnership.Calendar;

/// <summary>
/// GET /programme/calendar.ics?role=&amp;key=&amp;lang=: what is open, for a calendar program, which shows itself by a secret link alone. GET and POST /desk/programme/calendar: a person's links, and one more; POST …/{id}/end: one is
/// revoked.
/// </summary>
internal static class CalendarPages
{
    private const int MostItems = 5_000, PerMinute = 120, YearsAhead = 3;

    public static void Map(WebApplication node)
    {
        node.MapGet("/programme/calendar.ics", Feed).WithMetadata(new AddressLimit("calendar", PerMinute)).Produces<string>(StatusCodes.Status200OK, "text/calendar").WithName("programme-calendar");
        node.MapGet("/desk/programme/calendar", One).Requires(Permission.ReadProgramme).ExcludeFromDescription();
        node.MapPost("/desk/programme/calendar", MakeAsync).Requires(Permission.ReadProgramme).DisableAntiforgery().ExcludeFromDescription();
        node.MapPost("/desk/programme/calendar/{id}/end", EndAsync).Requires(Permission.ReadProgramme).DisableAntiforgery().ExcludeFromDescription();
    }

    private static Results<FileContentHttpResult, ProblemHttpResult> Feed(Database database, Catalogue catalogue, ProgrammeRecords records, PublicOrigin origin, TimeProvider time, HttpContext context, string role = "", string key = "", string lang = "en")
    {
        if (Feeds.Find(database, key, role, catalogue) is null)
        {
            return Problems.Of(StatusCodes.Status404NotFound, "No such calendar", "The link was revoked, or its holder no longer has the role. Make a new one at /desk/programme/calendar.");
        }

        var today = time.Today();
        var items = DueItem.OpenOf(records.Read(), today.AddYears(YearsAhead)).Where(i => (i.IsTask || i.When.Last >= today) && Feeds.Shows(role, i) && CalendarFile.Allows(i.Record.Handling))
            .OrderBy(i => i.When.Last).ThenBy(i => i.Record.Id, StringComparer.Ordinal).TakeLast(MostItems);
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.File(Encoding.UTF8.GetBytes(CalendarFile.Of(items, Words.All.GetValueOrDefault(lang) ?? Words.All["en"], origin.Text)), "text/calendar; charset=utf-8");
    }

    private static IResult One(HttpContext context, Database database, Caller caller) => Pages.Show<CalendarPage>(context, new CalendarShown(Feeds.Of(database, caller.Account), ""));

    private static async Task<IResult> MakeAsync(HttpContext context, Database database, LedgerWriter ledger, PublicOrigin origin, Caller caller, CancellationToken cancellationToken)
    {
        var sent = await context.Request.ReadFormAsync(cancellationToken);
        var role = sent["role"].ToString();
        if (await Feeds.MakeAsync(role, ledger, caller, cancellationToken) is not { } secret)
        {
            return Results.LocalRedirect("~/desk/programme/calendar");
        }

        context.Response.Headers.CacheControl = "no-store";
        return Pages.Show<CalendarPage>(context, new CalendarShown(Feeds.Of(database, caller.Account), $"{origin.Text}/programme/calendar.ics?role={role}&lang={Viewer.Of(context).Words.Code}&key={secret}"));
    }

    private static async Task<IResult> EndAsync(string id, LedgerWriter ledger, Caller caller, CancellationToken cancellationToken)
    {
        await Feeds.EndAsync(id, ledger, caller, cancellationToken);
        return Results.LocalRedirect("~/desk/programme/calendar");
    }

    /// <summary>What the page shows; Made is a new link, once.</summary>
    internal sealed record CalendarShown(IReadOnlyList<FeedRow> Links, string Made);
}
