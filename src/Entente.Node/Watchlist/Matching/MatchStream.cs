using System.Text;
using System.Text.Json;
using Entente.Node.Accounts;
using Entente.Node.Configuration;
using Entente.Node.Oversight;
using Entente.Screening;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace Entente.Node.Watchlist.Matching;

/// <summary>
/// POST /match/{dataset}/stream: any number of people, one entity of FollowTheMoney a line, answered line by line while they arrive. A line that cannot be
/// read is answered with 400 in its place. Each hundred are recorded before they are answered, and count as one request.
/// </summary>
internal static class MatchStream
{
    private const string JsonLines = "application/x-ndjson";

    private static readonly TimeSpan BeforeNextTry = TimeSpan.FromSeconds(1);

    private const int Together = 100;
    private const int LongestLine = 1 << 16;

    public static void Map(WebApplication node) => node.MapPost("/match/{dataset}/stream", HandleAsync).Requires(Permission.Match).WithName("match-stream")
        .Produces<string>(StatusCodes.Status200OK, JsonLines).WithMetadata(new DisableRequestSizeLimitAttribute());

    private static async Task<Results<EmptyHttpResult, ProblemHttpResult>> HandleAsync(
        string dataset, HttpContext context, CurrentLists lists, LedgerWriter ledger, IOptions<RateLimiterOptions> limits, TimeProvider time, Caller caller, CancellationToken cancellationToken,
        int limit = Match.DefaultLimit, double? threshold = null, double? cutoff = null)
    {
        if (!Datasets.TryFind(dataset, lists, out var wanted, out var problem))
        {
            return problem;
        }

        if (Match.Fault(limit, threshold, cutoff) is { } fault)
        {
            return Problems.Of(StatusCodes.Status400BadRequest, "The request is not as it should be", fault);
        }

        var asked = new Match.Asked(wanted, limit, threshold ?? ScreeningPolicy.Default.AlertThreshold, cutoff ?? ScreeningPolicy.Default.WeakThreshold);
        context.Response.ContentType = JsonLines;
        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8, detectEncodingFromByteOrderMarks: false, bufferSize: LongestLine);
        var arriving = new BoundedLines(reader, LongestLine);
        var lines = new List<string>(Together);
        while (await arriving.ReadAsync(cancellationToken) is { } line)
        {
            lines.Add(line);
            if (lines.Count == Together)
            {
                await WaitForTurnAsync(context, limits.Value, time, cancellationToken);
                await AnswerAsync(lines, asked, dataset, context, ledger, caller, cancellationToken);
                lines.Clear();
            }
        }

        await AnswerAsync(lines, asked, dataset, context, ledger, caller, cancellationToken);
        return TypedResults.Empty;
    }

    /// <summary>A hundred people cost one request of the token's, as they do in a batch; whoever has none left waits.</summary>
    private static async Task WaitForTurnAsync(HttpContext context, RateLimiterOptions limits, TimeProvider time, CancellationToken cancellationToken)
    {
        while (limits.GlobalLimiter is { } limiter)
        {
            using var lease = limiter.AttemptAcquire(context);
            if (lease.IsAcquired)
            {
                return;
            }

            await Task.Delay(BeforeNextTry, time, cancellationToken);
        }
    }

    private static async Task AnswerAsync(
        List<string> lines, Match.Asked asked, string dataset, HttpContext context, LedgerWriter ledger, Caller caller, CancellationToken cancellationToken)
    {
        var answers = lines.Where(l => l.Length > 0).AsParallel().AsOrdered().WithCancellation(cancellationToken).Select(line => Answer(line, asked)).ToList();
        if (answers.Count == 0)
        {
            return;
        }

        var listings = answers.SelectMany(a => a.Results).Select(r => r.Id).Distinct(StringComparer.Ordinal);
        await Match.RecordAsync(dataset, answers.Count, listings, ledger, caller, cancellationToken);
        foreach (var answer in answers)
        {
            await JsonSerializer.SerializeAsync(context.Response.Body, answer, JsonSerializerOptions.Web, cancellationToken);
            await context.Response.Body.WriteAsync("\n"u8.ToArray(), cancellationToken);
        }

        await context.Response.Body.FlushAsync(cancellationToken);
    }

    private static Match.QueryAnswer Answer(string line, Match.Asked asked)
    {
        try
        {
            using var query = JsonDocument.Parse(line.Length <= LongestLine ? line : "");
            return Match.Answer(query.RootElement.Clone(), asked);
        }
        catch (JsonException)
        {
            return new Match.QueryAnswer(StatusCodes.Status400BadRequest, [], new Match.Total(0), Match.Nothing, "The line is no JSON object of at most 65,536 characters.");
        }
    }
}
