using Entente.Formats.Watchlists;
using Entente.Node.Accounts;
using Entente.Node.Desk;
using Entente.Node.Oversight;
using Entente.Node.Storage;
using Microsoft.Extensions.Options;

namespace Entente.Node.Watchlist.Sources;

/// <summary>
/// GET /desk/sources: the lists of others and how each is. GET /desk/sources/{name}: what came of its refreshes, and what was found in it. GET and POST
/// /desk/sources/{name}/held: a held refresh with what it would change, put in force or refused.
/// </summary>
internal static class SourcePages
{
    private const int Together = 50;

    public static void Map(WebApplication node)
    {
        node.MapGet("/desk/sources", (HttpContext context, SourceRefreshes sources, CurrentLists lists, TimeProvider time) =>
            Pages.Show<SourcesPage>(context, sources.Looks.Select(look => ReadSources.LineOf(look, lists, time)).ToList())).Requires(Permission.ReadListings).ExcludeFromDescription();
        node.MapGet("/desk/sources/{name}", OneAsync).Requires(Permission.ReadListings).ExcludeFromDescription();
        node.MapGet("/desk/sources/{name}/held", HeldAsync).Requires(Permission.ReadListings).ExcludeFromDescription();
        node.MapPost("/desk/sources/{name}/held", DecideAsync).Requires(Permission.Approve).DisableAntiforgery().ExcludeFromDescription();
    }

    private static async Task<IResult> OneAsync(
        string name, HttpContext context, SourceRefreshes sources, CurrentLists lists, Database database, Colleagues colleagues, TimeProvider time, string done = "", int page = 0)
    {
        if (ReadSources.Find(sources, name) is not { } look)
        {
            return NotFound<SourcePage>(context);
        }

        page = Math.Clamp(page, 0, 10_000);
        var refreshes = await ReadSources.RefreshesAsync(name, database, Together + 1, page * Together);
        var names = colleagues.NamesOf(refreshes.Select(r => r.DoneBy));
        return Pages.Show<SourcePage>(context, new SourceShown(
            ReadSources.LineOf(look, lists, time), [.. refreshes.Take(Together)], names, ReadSources.FileOf(look, lists), done is "released" or "discarded" ? done : "", page, refreshes.Count > Together));
    }

    private static async Task<IResult> HeldAsync(
        string name, HttpContext context, SourceRefreshes sources, CurrentLists lists, LedgerWriter ledger, IOptions<ListOptions> options, Caller caller, TimeProvider time, CancellationToken cancellationToken,
        string part = "added", int page = 0, bool refused = false)
    {
        if (ReadSources.Find(sources, name) is not { } look)
        {
            return NotFound<HeldPage>(context);
        }

        if (await sources.HeldAsync(look, cancellationToken) is not { } held)
        {
            return Pages.Show<HeldPage>(context, new HeldShown(ReadSources.LineOf(look, lists, time), null, options.Value, refused));
        }

        var people = HeldPeople.Of(held.Changes, part, Math.Clamp(page, 0, 1_000_000), lists.Snapshot);
        await ledger.RecordAsync(caller.Did(ActionCode.SourceRead, null, new { Source = name, held.Sha256, people.Part, Listings = people.Listings.Select(p => p.Listing.Id) }), cancellationToken);
        return Pages.Show<HeldPage>(context, new HeldShown(ReadSources.LineOf(look, lists, time), (held, people), options.Value, refused));
    }

    private static async Task<IResult> DecideAsync(string name, HttpContext context, SourceRefreshes sources, Caller caller, CancellationToken cancellationToken)
    {
        var form = await context.Request.ReadFormAsync(cancellationToken);
        var choice = form["choice"].ToString();
        if (ReadSources.Find(sources, name) is not { } look)
        {
            return NotFound<HeldPage>(context);
        }

        // Whoever decides names what he looked at; a newer file has been looked at by nobody.
        var path = $"~{PathOf(name)}";
        return choice is not ("release" or "discard") ? Results.LocalRedirect($"{path}/held")
            : await sources.DecideAsync(look, form["sha256"].ToString(), choice == "release", caller, cancellationToken) ? Results.LocalRedirect($"{path}?done={(choice == "release" ? "released" : "discarded")}")
            : Results.LocalRedirect($"{path}/held?refused=true");
    }

    /// <summary>The page of a source.</summary>
    public static string PathOf(string name) => $"/desk/sources/{Uri.EscapeDataString(name)}";

    private static IResult NotFound<TPage>(HttpContext context)
        where TPage : Microsoft.AspNetCore.Components.IComponent
    {
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Pages.Show<TPage>(context, null);
    }

    /// <summary>What the page of a source shows.</summary>
    /// <param name="Line">How it is.</param>
    /// <param name="Refreshes">What came of its refreshes, the newest first.</param>
    /// <param name="Names">Who did them, by id.</param>
    /// <param name="File">What was read from the file in force.</param>
    /// <param name="Done">released or discarded, where somebody has just done it.</param>
    /// <param name="Page">Which page of refreshes.</param>
    /// <param name="HasMore">Whether there are older ones.</param>
    internal sealed record SourceShown(
        ReadSources.SourceLine Line, IReadOnlyList<ReadSources.RefreshLine> Refreshes, IReadOnlyDictionary<string, string> Names, WatchlistFileReport? File, string Done, int Page, bool HasMore);

    /// <summary>What the page of a held refresh shows.</summary>
    /// <param name="Line">How the source is.</param>
    /// <param name="Held">The refresh and some of its people; null where none is held.</param>
    /// <param name="Options">When a refresh is held.</param>
    /// <param name="Refused">Whether somebody was first.</param>
    internal sealed record HeldShown(ReadSources.SourceLine Line, (HeldRefresh Refresh, HeldPeople People)? Held, ListOptions Options, bool Refused);
}
