using Entente.Node.Exchange.Partners;
using Entente.Node.Oversight;
using Entente.Node.Storage;
using Microsoft.Extensions.Options;

namespace Entente.Node.Exchange;

/// <summary>
/// Deletes contents of messages whose time is over, and destroys their keys. Digests, places and receipts stay: they prove what was exchanged, and say nothing of
/// what was in it.
/// </summary>
internal sealed class ExchangeRetention(LedgerWriter ledger, KeyStore keys, IOptions<ExchangeOptions> options)
{
    private const int MostTogether = 500;

    /// <summary>Until when a received message is kept that has had its effect, or will have none.</summary>
    public DateTimeOffset ReceivedUntil(DateTimeOffset from) => Later(from, options.Value.KeepReceived);

    /// <summary>Until when the sealed form of a message is kept that the partner has acknowledged.</summary>
    public DateTimeOffset SentUntil(DateTimeOffset from) => Later(from, options.Value.KeepSent);

    /// <summary>Deletes what is due of one partner.</summary>
    public async Task DeleteAsync(PartnerRow partner, CancellationToken cancellationToken)
    {
        for (var full = true; full;)
        {
            (full, var destroyed) = await ledger.WriteAsync(work => Delete(work, partner), cancellationToken);
            if (destroyed.Count > 0)
            {
                keys.Destroy(destroyed);
            }
        }
    }

    private static (bool Full, List<string> Keys) Delete(Work work, PartnerRow partner)
    {
        var due = new { partner.Code, work.Now, empty = Array.Empty<byte>() };
        var acknowledged = work.Query<ContentRow>($"SELECT epoch, sequence, data_key FROM exchange_outbox WHERE partner = @Code AND content IS NULL AND data_key <> '' LIMIT {MostTogether}", due);
        var received = work.Query<ContentRow>($"SELECT epoch, sequence, data_key FROM exchange_inbox WHERE partner = @Code AND delete_after < @Now LIMIT {MostTogether}", due);
        var apart = work.Query<ContentRow>($"SELECT digest, data_key FROM exchange_quarantine WHERE partner = @Code AND delete_after < @Now LIMIT {MostTogether}", due);
        var sent = work.Value<long>("SELECT count(*) FROM exchange_outbox WHERE partner = @Code AND delete_after < @Now", due);
        if (acknowledged.Count + received.Count + apart.Count + sent == 0)
        {
            return (false, []);
        }

        work.Execute("UPDATE exchange_outbox SET wire = @empty, delete_after = NULL WHERE partner = @Code AND delete_after < @Now", due);
        foreach (var row in acknowledged)
        {
            work.Execute("UPDATE exchange_outbox SET data_key = '' WHERE partner = @Code AND epoch = @Epoch AND sequence = @Sequence", new { partner.Code, row.Epoch, row.Sequence });
        }

        foreach (var row in received)
        {
            // What nobody has looked at until now can have no effect any more.
            work.Execute(
                "UPDATE exchange_inbox SET content = NULL, data_key = '', delete_after = NULL, state = CASE WHEN state IN ('held', 'waiting') THEN 'expired' ELSE state END WHERE partner = @Code AND epoch = @Epoch AND sequence = @Sequence",
                new { partner.Code, row.Epoch, row.Sequence });
        }

        foreach (var row in apart)
        {
            work.Execute("UPDATE exchange_quarantine SET content = NULL, data_key = '', delete_after = NULL WHERE partner = @Code AND digest = @Digest", new { partner.Code, row.Digest });
        }

        var destroyed = acknowledged.Concat(received).Concat(apart).Select(row => row.DataKey).Where(key => key.Length > 0).ToList();
        DestroyedKeys.Mark(work, destroyed);
        work.Record(Act.Of("node", ActionCode.ExchangeDeleted, partner.Ground, $"partner:{partner.Code}", new { Acknowledged = acknowledged.Count, Sent = sent, Received = received.Count, Apart = apart.Count }));
        return (new[] { acknowledged, received, apart }.Any(rows => rows.Count == MostTogether), destroyed);
    }

    private static DateTimeOffset Later(DateTimeOffset from, TimeSpan by) => from > DateTimeOffset.MaxValue - by ? DateTimeOffset.MaxValue : from + by;

    private sealed class ContentRow
    {
        public int Epoch { get; init; }

        public long Sequence { get; init; }

        public byte[] Digest { get; init; } = [];

        public string DataKey { get; init; } = "";
    }
}
