using Entente.Node.Accounts;
using Entente.Node.Configuration;
using Entente.Node.Oversight;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Entente.Node.Watchlist.Matching;

/// <summary>GET /entities/{id}: one listing.</summary>
internal static class Entities
{
    public static void Map(WebApplication node) => node.MapGet("/entities/{id}", Handle).Requires(Permission.Entities).WithName("entities");

    private static async Task<Results<Ok<EntityView>, ProblemHttpResult>> Handle(
        string id, CurrentLists lists, LedgerWriter ledger, Caller caller, CancellationToken cancellationToken)
    {
        if (lists.Snapshot is not { } snapshot || snapshot.Find(id) is not { } listing)
        {
            return Problems.Of(StatusCodes.Status404NotFound, "Unknown entity", "No list in force has a listing of that id.");
        }

        await ledger.RecordAsync(caller.Did(ActionCode.ListingRead, null, new { Listing = id }), cancellationToken);
        return TypedResults.Ok(EntityView.Of(listing, snapshot));
    }
}
