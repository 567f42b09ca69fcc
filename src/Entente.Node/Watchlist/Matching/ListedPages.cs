using Dapper;
using Entente.Node.Accounts;
using Entente.Node.Desk;
using Entente.Node.Oversight;
using Entente.Node.Storage;
using Entente.Node.Watchlist.Adoptions;
using Entente.Node.Watchlist.Listings;
using Entente.Screening.Subjects;

namespace Entente.Node.Watchlist.Matching;

/// <summary>GET /desk/listed/{dataset}/{id}: what a list says of somebody, and what it asks for here.</summary>
internal static class ListedPages
{
    // A slash within an id is the one character that a path keeps encoded.
    private const string Slash = "%2F";

    public static void Map(WebApplication node) => node.MapGet("/desk/listed/{dataset}/{**id}", PageAsync).Requires(Permission.Entities).ExcludeFromDescription();

    /// <summary>The page of a listing.</summary>
    public static string PathOf(string list, string id) => $"/desk/listed/{Uri.EscapeDataString(list)}/{Uri.EscapeDataString(id)}";

    private static async Task<IResult> PageAsync(
        string dataset, string id, HttpContext context, Caller caller, CurrentLists lists, Database database, LedgerWriter ledger, CancellationToken cancellationToken)
    {
        id = id.Replace(Slash, "/", StringComparison.OrdinalIgnoreCase);
        if (lists.Snapshot?.Find(id) is not { } known || known.List != dataset || await Entities.FindAsync(id, lists.Snapshot, ledger, caller, cancellationToken) is not { } found)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Pages.Show<ListedPage>(context, null);
        }

        // An own listing has a page that says more, for whoever may read that.
        var maySeeOwn = Permission.ReadListings.Roles.Any(caller.Roles.Contains);
        return dataset == OwnLists.Name && maySeeOwn && lists.HasOwnParts ? Results.LocalRedirect($"~/desk/listings/{Uri.EscapeDataString(id)}")
            : Pages.Show<ListedPage>(context, new ListedShown(found.Listing, found.Snapshot.TermsOf(found.Listing), found.Snapshot.Files.FirstOrDefault(f => f.Version.List == dataset)?.Version, maySeeOwn ? AdoptionsOf(database, found.Listing) : []));
    }

    private static List<AdoptionRow> AdoptionsOf(Database database, Listing listing)
    {
        using var connection = database.Open();
        return connection.Query<AdoptionRow>("SELECT * FROM adoption WHERE list = @List AND listing_id = @Id AND status IN ('proposed', 'in-force', 'lapsed') ORDER BY id DESC", new { listing.List, listing.Id }).AsList();
    }

    /// <summary>What the page shows.</summary>
    /// <param name="Listing">What the list says.</param>
    /// <param name="Terms">What it asks for here.</param>
    /// <param name="Version">Which state of the list.</param>
    /// <param name="Adoptions">Adoptions of it that wait, are in force or have lapsed, for whoever may see them.</param>
    internal sealed record ListedShown(Listing Listing, ListingTerms Terms, ListVersion? Version, IReadOnlyList<AdoptionRow> Adoptions);
}
