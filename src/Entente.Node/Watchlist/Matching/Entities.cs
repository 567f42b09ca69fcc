using Entente.Node.Accounts;
using Entente.Node.Configuration;
using Entente.Node.Oversight;
using Entente.Screening.Subjects;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Entente.Node.Watchlist.Matching;

/// <summary>GET /entities/{id}: one listing.</summary>
internal static class Entities
{
    public static void Map(WebApplication node) => node.MapGet("/entities/{id}", Handle).Requires(Permission.Entities).WithName("entities");

    private static async Task<Results<Ok<EntityView>, ProblemHttpResult>> Handle(
        string id, CurrentLists lists, LedgerWriter ledger, Caller caller, CancellationToken cancellationToken)
    {
        return await FindAsync(id, lists.Snapshot, ledger, caller, cancellationToken) is { } found
            ? TypedResults.Ok(EntityView.Of(found.Listing, found.Snapshot))
            : Problems.Of(StatusCodes.Status404NotFound, "Unknown entity", "No list in force has a listing of that id.");
    }

    /// <summary>The listing of an id; null where there is none. That it was read is recorded.</summary>
    public static async Task<(Listing Listing, ListSnapshot Snapshot)?> FindAsync(string id, ListSnapshot? snapshot, LedgerWriter ledger, Caller caller, CancellationToken cancellationToken)
    {
        if (snapshot?.Find(id) is not { } listing)
        {
            return null;
        }

        await ledger.RecordAsync(caller.Did(ActionCode.ListingRead, null, new { Listing = id }), cancellationToken);
        return (listing, snapshot);
    }
}
