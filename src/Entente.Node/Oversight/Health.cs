using Entente.Node.Border.Posts;
using Entente.Node.Border.Posts.HandOver;
using Entente.Node.Watchlist;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Entente.Node.Oversight;

/// <summary>GET /healthz says that the process lives, GET /readyz whether it can answer and how old what it answers from is. Both without a token.</summary>
internal static class Health
{
    public static void Map(WebApplication node)
    {
        // Whoever guesses tokens behind the same proxy must not make the node look dead.
        node.MapGet("/healthz", () => TypedResults.Ok(new HealthAnswer("ok", null))).WithName("healthz").DisableRateLimiting();
        node.MapGet("/readyz", (CurrentLists lists, LedgerWriter ledger, LedgerPublisher publisher, ClockWatch clock, SnapshotAge age, HandOverState handOver) =>
            Readiness(lists, ledger.LastError ?? clock.Why(), publisher.LastError, age, handOver.Words)).WithName("readyz").DisableRateLimiting();
    }

    private static JsonHttpResult<HealthAnswer> Readiness(CurrentLists lists, string? unsound, string? unpublished, SnapshotAge age, string? handOver)
    {
        var answer = Answer(lists, unsound, unpublished, age, handOver);
        return TypedResults.Json(answer, statusCode: answer.Status is "not-ready" or "expired" ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK);
    }

    /// <summary>How the node is, for /readyz and for pages.</summary>
    public static HealthAnswer Answer(CurrentLists lists, string? unsound, string? unpublished, SnapshotAge age, string? handOver)
    {
        var (status, why) = lists switch
        {
            _ when unsound is not null => ("not-ready", unsound),
            { Snapshot: null } => ("not-ready", lists.LastError ?? "the lists are being read"),
            _ when age.Expired() is { } expired => ("expired", expired),
            { IsStale: true } => ("stale", $"{lists.Stale}. {lists.LastError}".TrimEnd()),
            _ when unpublished is not null => ("late", unpublished),
            _ => ("ok", lists.LastError),
        };
        var said = new[] { why, status == "expired" ? null : age.Words(), handOver }.OfType<string>().ToList();
        return new HealthAnswer(status, said.Count == 0 ? null : string.Join("; ", said));
    }

    /// <summary>How the node is.</summary>
    /// <param name="Status">ok; stale, where the lists are old; late, where checkpoints of the record are; expired, where a post's snapshot of the lists is; or not-ready.</param>
    /// <param name="Why">What is wrong; null where nothing is.</param>
    internal sealed record HealthAnswer(string Status, string? Why);
}
