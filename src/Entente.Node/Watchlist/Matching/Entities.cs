using Entente.Node.Accounts;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Entente.Node.Watchlist.Matching;

/// <summary>GET /entities/{id}: one listing.</summary>
internal static class Entities
{
    public static void Map(WebApplication node) => node.MapGet("/entities/{id}", Handle).RequireAuthorization(Scope.Entities).WithName("entities");

    private static Results<Ok<EntityView>, ProblemHttpResult> Handle(string id, CurrentLists lists) =>
        lists.Snapshot is { } snapshot && snapshot.Find(id) is { } listing
            ? TypedResults.Ok(EntityView.Of(listing, snapshot))
            : TypedResults.Problem("No list in force has a listing of that id.", statusCode: StatusCodes.Status404NotFound, title: "Unknown entity");
}
