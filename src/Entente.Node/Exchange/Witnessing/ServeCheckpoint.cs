using Entente.Node.Oversight;
using Entente.Node.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Entente.Node.Exchange.Witnessing;

/// <summary>
/// GET /exchange/v1/{service}/checkpoint?size=N: the newest checkpoint of this node's log, with the proof that the log begins with what it was at size N, as a
/// <see cref="CheckpointOffer"/>. 204 before the first. Where the log is shorter than N there is no proof; the partner sees that by itself.
/// </summary>
internal static class ServeCheckpoint
{
    public static void Map(WebApplication node) => node.MapGet("/exchange/v1/{service}/checkpoint", HandleAsync).WithName("exchange-checkpoint").WithMetadata(PartnerGuard.Limit(node));

    private static async Task<Results<FileContentHttpResult, NoContent, ProblemHttpResult>> HandleAsync(
        string service, HttpRequest request, PartnerGuard guard, DataFolder data, CancellationToken cancellationToken, long size = 0)
    {
        var (partner, _, problem) = await guard.LetInAsync(request, service, cancellationToken);
        if (partner is null)
        {
            return problem!; // Whoever is not let in has a problem.
        }

        return LatestCheckpoint.Read(data) is { } latest
            ? TypedResults.File(new CheckpointOffer(size, latest.GrowthFrom(size, data), latest.Note).ToBytes(), "text/plain")
            : TypedResults.NoContent();
    }
}
