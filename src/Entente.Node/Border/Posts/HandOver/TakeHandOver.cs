using Entente.Node.Accounts;
using Entente.Node.Border.Posts.Snapshots;
using Entente.Node.Configuration;
using Entente.Node.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Entente.Node.Border.Posts.HandOver;

/// <summary>POST /post/hand-over?post=NAME: sealed records of a post. Answered with a sealed receipt for each, once all of them are durable or refused.</summary>
internal static class TakeHandOver
{
    /// <summary>The route, relative to the node's address.</summary>
    public const string Route = "/post/hand-over";

    private const int MostBytes = 16 << 20;

    public static void Map(WebApplication node) =>
        node.MapPost(Route, HandleAsync).Requires(Permission.Post).WithName("post-hand-over").WithMetadata(new RequestSizeLimitAttribute(MostBytes));

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> HandleAsync(
        HttpRequest request, TakeOver takeOver, DataFolder data, TimeProvider time, CancellationToken cancellationToken, string post = "")
    {
        if (PostKey.Find(data, post) is not { } key)
        {
            return Problems.Of(StatusCodes.Status404NotFound, "Unknown post", "There is no key for a post of that name. Make one with `entente snapshot-key NAME` and bring it to the post.");
        }

        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, cancellationToken);
        body.Position = 0;
        try
        {
            var receipts = await takeOver.TakeAsync(post, SealedLines.Read<SentRecord>(body, key, SealedKind.HandOver), cancellationToken);
            return TypedResults.File(await SealedLines.WriteAsync(key, SealedKind.Receipt, time.GetUtcNow(), receipts, cancellationToken), MakeSnapshot.Sealed);
        }
        catch (InvalidDataException exception)
        {
            return Problems.Of(StatusCodes.Status422UnprocessableEntity, "The records cannot be opened", $"Nothing was taken over: {exception.Message}. Send them again.");
        }
    }
}
