using Entente.Node.Accounts;
using Entente.Node.Configuration;
using Entente.Node.Oversight;
using Entente.Node.Storage;
using Entente.Node.Watchlist;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace Entente.Node.Border.Posts.Snapshots;

/// <summary>GET /post/snapshot?post=NAME: the lists in force, sealed for a post and signed. That they left the node is recorded before the first byte does.</summary>
internal static class MakeSnapshot
{
    /// <summary>The media type of a sealed file.</summary>
    public const string Sealed = "application/octet-stream";

    public static void Map(WebApplication node) => node.MapGet("/post/snapshot", HandleAsync).Requires(Permission.Post).WithName("post-snapshot");

    private static async Task<Results<PushStreamHttpResult, StatusCodeHttpResult, ProblemHttpResult>> HandleAsync(
        HttpContext context, SnapshotWriter writer, CurrentLists lists, TravellerScreening screening, DataFolder data, LedgerWriter ledger, Caller caller, CancellationToken cancellationToken, string post = "")
    {
        if (PostKey.Find(data, post) is not { } key)
        {
            return Problems.Of(StatusCodes.Status404NotFound, "Unknown post", "There is no key for a post of that name. Make one with `entente snapshot-key NAME` and bring it to the post.");
        }

        if (lists.Snapshot is not { } snapshot || !screening.CanTell(snapshot))
        {
            return Problems.Of(StatusCodes.Status503ServiceUnavailable, "The lists are not fit to be handed out", "They are not read yet, or older than Border:ListsAtMost allows. See /readyz.");
        }

        var prepared = writer.Prepare(key, snapshot);
        var tag = new EntityTagHeaderValue($"\"{prepared.Tag}\"");
        context.Response.Headers.ETag = tag.ToString();
        if (context.Request.GetTypedHeaders().IfNoneMatch.Any(t => t.Compare(tag, useStrongComparison: true)))
        {
            return TypedResults.StatusCode(StatusCodes.Status304NotModified);
        }

        await ledger.RecordAsync(caller.Did(ActionCode.SnapshotMade, null, prepared.Details), cancellationToken);
        return TypedResults.Stream(stream => writer.WriteAsync(prepared, stream, context.RequestAborted), Sealed);
    }
}
