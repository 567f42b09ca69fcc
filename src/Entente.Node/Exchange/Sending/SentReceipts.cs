using Entente.Ledger.Envelopes;
using Entente.Ledger.Merkle;
using Entente.Node.Exchange.Keys;
using Entente.Node.Exchange.Partners;
using Entente.Node.Oversight;

namespace Entente.Node.Exchange.Sending;

/// <summary>Statements of partners about messages of this service, however they came: each receipt marks its message, each conflict is kept beside the one that it is about.</summary>
internal sealed class SentReceipts(OwnService own, ExchangeRetention retention)
{
    /// <summary>The outcome of a message whose place the partner has by its filler.</summary>
    public const string Filled = "filled";

    /// <summary>Takes statements of a partner.</summary>
    /// <param name="work">The work.</param>
    /// <param name="partner">Who states.</param>
    /// <param name="lines">The statements.</param>
    public TakeReceipts.TakenAnswer Take(Work work, PartnerRow partner, IReadOnlyList<string> lines)
    {
        var (taken, known, refused) = (0, 0, new List<TakeReceipts.RefusedStatement>());
        for (var i = 0; i < lines.Count; i++)
        {
            var (isNew, why) = TakeOne(work, partner, lines[i]);
            (taken, known) = (taken + (isNew && why is null ? 1 : 0), known + (!isNew && why is null ? 1 : 0));
            if (why is not null)
            {
                refused.Add(new(i + 1, why));
            }
        }

        return new(taken, known, refused);
    }

    private (bool IsNew, string? Refused) TakeOne(Work work, PartnerRow partner, string line)
    {
        if (!SignedStatement.TryParse(line, out var statement))
        {
            return (false, "it is no statement");
        }

        // By when it was made and not by now: it may have been under way while the partner changed its keys.
        var (receipt, conflict) = (Receipt.Read(statement), Conflict.Read(statement));
        if (statement.Verify(partner.Ring(), receipt?.ReceivedAt ?? conflict?.ReceivedAt ?? work.Now, work.Now) is var verdict && verdict != MessageVerdict.SignedByPartner)
        {
            return (false, $"its signature: {verdict}");
        }

        if ((receipt?.Place ?? conflict?.Place) is not { } place || place.Sender != own.Code || place.Recipient != partner.Code)
        {
            return (false, "it is neither receipt nor conflict of this pair");
        }

        return receipt is not null ? Mark(work, partner, receipt, line) : Note(work, partner, conflict!, line); // One of the two is there.
    }

    private (bool IsNew, string? Refused) Mark(Work work, PartnerRow partner, Receipt receipt, string line)
    {
        var found = work.Find<SentRow>(
            $"SELECT o.message_id, o.type, o.conversation, o.receipt, length(o.wire) AS kept, {Filler.Columns} FROM exchange_outbox o WHERE o.partner = @Code AND o.epoch = @Epoch AND o.sequence = @Sequence",
            new { partner.Code, receipt.Place.Epoch, receipt.Place.Sequence });
        var isFilled = found is not null && IsOfFiller(found, partner, receipt.Place);
        if (found is null || (!isFilled && (found.MessageId != receipt.Place.MessageId || new Digest(found.Digest).ToString() != receipt.Place.Digest)))
        {
            return (false, "another message stands at that place");
        }

        if (found.Receipt is not null)
        {
            return (false, null);
        }

        var outcome = isFilled ? Filled : receipt.Outcome;
        work.Execute(
            "UPDATE exchange_outbox SET receipt = @line, content = NULL, outcome = @outcome, received_at = @ReceivedAt, delete_after = @until WHERE partner = @Code AND epoch = @Epoch AND sequence = @Sequence",
            new { line, outcome, receipt.ReceivedAt, until = found.Kept > 0 ? retention.SentUntil(work.Now) : (DateTimeOffset?)null, partner.Code, receipt.Place.Epoch, receipt.Place.Sequence });
        if (outcome == Receipt.Accepted && RotateKeys.GenerationOf(found.Type, found.Conversation) is { } generation)
        {
            work.Execute("UPDATE partner SET own_generation = @generation WHERE code = @Code AND own_generation < @generation", new { generation, partner.Code });
        }

        work.Record(partner.Did(ActionCode.ExchangeReceiptTaken, new Digest(found.Digest).ToString(), new { Outcome = outcome, receipt.Place.Epoch, receipt.Place.Sequence }));
        return (true, null);
    }

    /// <summary>Where a content is gone, a filler was served in its place, and the receipt is of that.</summary>
    private bool IsOfFiller(SentRow sent, PartnerRow partner, StatedPlace place) =>
        sent.Kept == 0 && sent.MessageId != place.MessageId && StatedPlace.Of(Filler.Of(sent, own.Code, partner.Code, own.SigningOf(partner.OwnGeneration))) == place;

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

    private sealed class SentRow : FilledRow
    {
        public string MessageId { get; init; } = "";

        public string Type { get; init; } = "";

        public string Conversation { get; init; } = "";

        public string? Receipt { get; init; }

        public long Kept { get; init; }
    }
}
