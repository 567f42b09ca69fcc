using Entente.Node.Accounts;
using Entente.Node.Desk;
using Entente.Node.Oversight;
using Entente.Node.Storage;
using Microsoft.Extensions.Options;

namespace Entente.Node.Watchlist.Listings;

/// <summary>GET /desk/review: what waits for somebody, the most urgent first. GET /desk/review/rows: its rows alone, fetched when something has changed.</summary>
internal static class ReviewPages
{
    public static void Map(WebApplication node)
    {
        node.MapGet("/desk/review", async (HttpContext context, [AsParameters] ListingPages.Reading reading, CurrentLists lists, CancellationToken cancellationToken) =>
            Pages.Show<ReviewPage>(context, await FindAsync(reading, lists, cancellationToken))).Requires(Permission.ReadListings).ExcludeFromDescription();
        node.MapGet("/desk/review/rows", async (HttpContext context, [AsParameters] ListingPages.Reading reading, CurrentLists lists, CancellationToken cancellationToken) =>
            Pages.Show<ReviewRows>(context, await FindAsync(reading, lists, cancellationToken))).Requires(Permission.ReadListings).ExcludeFromDescription();
    }

    private static async Task<ReviewShown> FindAsync(ListingPages.Reading reading, CurrentLists lists, CancellationToken cancellationToken)
    {
        var due = await ReadListings.FindDueAsync(reading.Database, reading.Keys, reading.Ledger, reading.Options.Value, reading.Time, reading.Caller, cancellationToken);
        var names = reading.Colleagues.NamesOf([.. due.Waiting.Select(l => l.WaitingOf), .. due.Adoptions.Select(a => a.ProposedBy)]);
        var today = reading.Time.Today();
        var captions = due.Adoptions.DistinctBy(a => a.Id).ToDictionary(a => a.Id, a => lists.Snapshot?.FindOfOthers(a.Listing)?.Subject.Names[0].Text ?? a.Listing, StringComparer.Ordinal);
        return new(
            [
                new("waiting", [.. due.Waiting.OrderByDescending(l => l.Action).ThenBy(l => l.Id, StringComparer.Ordinal).Select(l => ReviewLine.Of(l, null))]),
                new("adoption", [.. due.Adoptions.Where(a => a.Status == "proposed").Select(a => ReviewLine.Of(a, captions[a.Id], null))]),
                new("expired", [.. due.Expired.OrderByDescending(l => l.Action).ThenBy(l => l.ExpiresOn).Select(l => ReviewLine.Of(l, l.ExpiresOn))]),
                new("overdue", [.. due.Overdue.OrderBy(l => l.ReviewOn).Select(l => ReviewLine.Of(l, l.ReviewOn))]),
                new("lapsed", [.. due.Adoptions.Where(a => a.Status != "proposed").Select(a => ReviewLine.Of(a, captions[a.Id], Sooner(a.ReviewOn, a.ExpiresOn)))]),
                new("due", [.. due.Due.OrderBy(l => Sooner(l.ReviewOn, l.ExpiresOn)).Select(l => ReviewLine.Of(l, Sooner(l.ReviewOn, l.ExpiresOn)))]),
            ], names, today);
    }

    private static DateOnly Sooner(DateOnly review, DateOnly expiry) => review < expiry ? review : expiry;
}

/// <summary>What the review queue shows.</summary>
/// <param name="Groups">The most urgent first.</param>
/// <param name="Names">Names of colleagues by id.</param>
/// <param name="Today">The day.</param>
internal sealed record ReviewShown(IReadOnlyList<ReviewGroup> Groups, IReadOnlyDictionary<string, string> Names, DateOnly Today);

/// <summary>What waits for the same thing to be done.</summary>
internal sealed record ReviewGroup(string Key, IReadOnlyList<ReviewLine> Lines);

/// <summary>One thing that waits.</summary>
/// <param name="Path">Its page.</param>
/// <param name="Caption">Name of the person; null once deleted.</param>
/// <param name="Source">The list of others that it is on; empty for one's own.</param>
/// <param name="Action">What it asks for.</param>
/// <param name="On">The day that counts; null where something waits to be approved.</param>
/// <param name="ProposedBy">Who proposed it; null where it waits for no second person.</param>
internal sealed record ReviewLine(string Path, string? Caption, string Source, EncounterAction? Action, DateOnly? On, string? ProposedBy)
{
    /// <summary>The line of a listing.</summary>
    public static ReviewLine Of(ReadListings.ListingLine line, DateOnly? on) => new($"/desk/listings/{line.Id}", line.Caption, "", line.Action, on, on is null ? line.WaitingOf : null);

    /// <summary>The line of an adoption.</summary>
    public static ReviewLine Of(Adoptions.AdoptionLine line, string caption, DateOnly? on) =>
        new($"/desk/adoptions/{line.Id}", caption, line.List, Configuration.Codes.Find<EncounterAction>(line.Action), on, on is null ? line.ProposedBy : null);
}
