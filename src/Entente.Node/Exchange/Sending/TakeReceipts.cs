using System.Text;
using Entente.Ledger.Envelopes;
using Entente.Ledger.Merkle;
using Entente.Node.Exchange.Partners;
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

    public static void Map(WebApplication node) => node.MapPost("/exchange/v1/{service}/receipts", HandleAsync).WithName("exchange-receipts");

    private static async Task<Results<Ok<TakenAnswer>, ProblemHttpResult>> HandleAsync(
        string service, HttpRequest request, PartnerGuard guard, OwnService own, LedgerWriter ledger, CancellationToken cancellationToken)
    {
        var (partner, body, problem) = await guard.LetInAsync(request, service, cancellationToken);
        if (partner is null)
        {
            return problem!; // Whoever is not let in has a problem.
        }

        var lines = Encoding.ASCII.GetString(body).Split('\n', StringSplitOptions.RemoveEmptyEntries).Take(Most).ToList();
        return TypedResults.Ok(await ledger.WriteAsync(work => Take(work, partner, own, lines), cancellationToken));
    }

    private static TakenAnswer Take(Work work, PartnerRow partner, OwnService own, List<string> lines)
    {
        var (taken, known, refused) = (0, 0, new List<RefusedStatement>());
        for (var i = 0; i < lines.Count; i++)
        {
            var (isNew, why) = TakeOne(work, partner, own, lines[i]);
            (taken, known) = (taken + (isNew && why is null ? 1 : 0), known + (!isNew && why is null ? 1 : 0));
            if (why is not null)
            {
                refused.Add(new(i + 1, why));
            }
        }

        return new(taken, known, refused);
    }

    private static (bool IsNew, string? Refused) TakeOne(Work work, PartnerRow partner, OwnService own, string line)
    {
        if (!SignedStatement.TryParse(line, out var statement))
        {
            return (false, "it is no statement");
        }

        if (statement.Verify(partner.Ring(), work.Now, work.Now) is var verdict && verdict != MessageVerdict.SignedByPartner)
        {
            return (false, $"its signature: {verdict}");
        }

        var (receipt, conflict) = (Receipt.Read(statement), Conflict.Read(statement));
        if ((receipt?.Place ?? conflict?.Place) is not { } place || place.Sender != own.Code || place.Recipient != partner.Code)
        {
            return (false, "it is neither receipt nor conflict of this pair");
        }

        return receipt is not null ? Mark(work, partner, receipt, line) : Note(work, partner, conflict!, line); // One of the two is there.
    }

    private static (bool IsNew, string? Refused) Mark(Work work, PartnerRow partner, Receipt receipt, string line)
    {
        var found = work.Find<SentRow>(
            "SELECT message_id, digest, receipt FROM exchange_outbox WHERE partner = @Code AND epoch = @Epoch AND sequence = @Sequence", new { partner.Code, receipt.Place.Epoch, receipt.Place.Sequence });
        if (found is null || found.MessageId != receipt.Place.MessageId || new Digest(found.Digest).ToString() != receipt.Place.Digest)
        {
            return (false, "another message stands at that place");
        }

        if (found.Receipt is not null)
        {
            return (false, null);
        }

        work.Execute(
            "UPDATE exchange_outbox SET receipt = @line, content = NULL, outcome = @Outcome, received_at = @ReceivedAt WHERE partner = @Code AND epoch = @Epoch AND sequence = @Sequence",
            new { line, receipt.Outcome, receipt.ReceivedAt, partner.Code, receipt.Place.Epoch, receipt.Place.Sequence });
        work.Record(partner.Did(ActionCode.ExchangeReceiptTaken, receipt.Place.Digest, new { receipt.Outcome, receipt.Place.Epoch, receipt.Place.Sequence }));
        return (true, null);
    }

    /// <summary>The message that was kept apart may never have been made here; the statement is kept beside the one that has its id or its place.</summary>
    private static (bool IsNew, string? Refused) Note(Work work, PartnerRow partner, Conflict conflict, string line)
    {
        var about = new { line, partner.Code, conflict.Place.MessageId, conflict.Place.Epoch, conflict.Place.Sequence };
        const string claimed = "partner = @Code AND (message_id = @MessageId OR (epoch = @Epoch AND sequence = @Sequence))";
        if (work.Execute($"UPDATE exchange_outbox SET conflict = @line WHERE {claimed} AND conflict IS NULL", about) == 0)
        {
            return (false, work.Value<long>($"SELECT count(*) FROM exchange_outbox WHERE {claimed}", about) == 0 ? "no message has that id or place" : null);
        }

        work.Record(partner.Did(ActionCode.ExchangeConflictTold, conflict.Place.Digest, new { conflict.Claim, conflict.Place.Epoch, conflict.Place.Sequence, conflict.Held }));
        return (true, null);
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

    private sealed class SentRow
    {
        public string MessageId { get; init; } = "";

        public byte[] Digest { get; init; } = [];

        public string? Receipt { get; init; }
    }
}
