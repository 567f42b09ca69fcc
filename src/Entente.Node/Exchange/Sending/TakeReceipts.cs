using System.Text;
using Entente.Node.Configuration;
using Entente.Node.Oversight;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Entente.Node.Exchange.Sending;

/// <summary>
/// POST /exchange/v1/{service}/receipts: statements of a partner about messages of this service, one in a line. A receipt marks its message as received, once; a
/// conflict is kept beside the message that it is about. Answered once both are durable.
/// </summary>
internal static class TakeReceipts
{
    /// <summary>Most statements of one request. A policy of this project.</summary>
    public const int Most = 200;

    public static void Map(WebApplication node) => node.MapPost("/exchange/v1/{service}/receipts", HandleAsync).WithName("exchange-receipts").WithMetadata(PartnerGuard.Limit(node));

    private static async Task<Results<Ok<TakenAnswer>, ProblemHttpResult>> HandleAsync(
        string service, HttpRequest request, PartnerGuard guard, SentReceipts receipts, LedgerWriter ledger, CancellationToken cancellationToken)
    {
        var (partner, body, problem) = await guard.LetInAsync(request, service, cancellationToken);
        if (partner is null)
        {
            return problem!; // Whoever is not let in has a problem.
        }

        var lines = Encoding.ASCII.GetString(body).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        if (lines.Length > Most)
        {
            return Problems.Of(StatusCodes.Status400BadRequest, "Too many statements", $"{lines.Length} statements arrived and none was taken; send {Most} at most, one in a line.");
        }

        return TypedResults.Ok(await ledger.WriteAsync(work => receipts.Take(work, partner, lines), cancellationToken));
    }

    /// <summary>What became of the statements.</summary>
    /// <param name="Taken">How many say something new.</param>
    /// <param name="Known">How many were here already.</param>
    /// <param name="Refused">Which were refused, and why.</param>
    internal sealed record TakenAnswer(int Taken, int Known, IReadOnlyList<RefusedStatement> Refused);

    /// <summary>A statement that was refused.</summary>
    /// <param name="Line">Its line, from 1.</param>
    /// <param name="Why">Why.</param>
    internal sealed record RefusedStatement(int Line, string Why);
}
