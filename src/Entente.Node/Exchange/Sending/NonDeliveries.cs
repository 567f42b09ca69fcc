using Entente.Ledger.Merkle;
using Entente.Node.Exchange.Partners;
using Entente.Node.Oversight;

namespace Entente.Node.Exchange.Sending;

/// <summary>
/// Messages that expired before their partner acknowledged them. Their content goes, a filler is served in their place, and the signed statement that they were not
/// delivered stays at their row. A receipt that comes later all the same counts: it was under way.
/// </summary>
internal sealed class NonDeliveries(OwnService own, LedgerWriter ledger)
{
    private const int MostTogether = 200;

    /// <summary>States what has expired at a partner by now.</summary>
    public async Task StateAsync(PartnerRow partner, CancellationToken cancellationToken)
    {
        while (await ledger.WriteAsync(work => State(work, partner), cancellationToken) == MostTogether)
        {
        }
    }

    private int State(Work work, PartnerRow partner)
    {
        // The partner may have fetched it at the last moment, by a clock that is a little behind, and its receipt be on the way.
        var rows = work.Query<ExpiredRow>(
            $"SELECT epoch, sequence, message_id, digest, type, expires FROM exchange_outbox WHERE partner = @Code AND receipt IS NULL AND undelivered IS NULL AND expires < @before ORDER BY epoch, sequence LIMIT {MostTogether}",
            new { partner.Code, before = work.Now - RequestToken.Tolerance });
        foreach (var row in rows)
        {
            var digest = new Digest(row.Digest).ToString();
            var statement = new NonDelivery(new StatedPlace(own.Code, partner.Code, row.Epoch, row.Sequence, row.MessageId, digest), row.Expires, work.Now).Sign(own.SigningOf(OwnService.GenerationIn(work))).ToString();
            work.Execute(
                "UPDATE exchange_outbox SET undelivered = @statement, content = NULL, wire = @empty, delete_after = NULL WHERE partner = @Code AND epoch = @Epoch AND sequence = @Sequence",
                new { statement, empty = Array.Empty<byte>(), partner.Code, row.Epoch, row.Sequence });
            work.Record(Act.Of("node", ActionCode.ExchangeNotDelivered, partner.Ground, digest, new { Partner = partner.Code, row.Type, row.Epoch, row.Sequence }));
        }

        return rows.Count;
    }

    private sealed class ExpiredRow
    {
        public int Epoch { get; init; }

        public long Sequence { get; init; }

        public string MessageId { get; init; } = "";

        public byte[] Digest { get; init; } = [];

        public string Type { get; init; } = "";

        public DateTimeOffset Expires { get; init; }
    }
}
