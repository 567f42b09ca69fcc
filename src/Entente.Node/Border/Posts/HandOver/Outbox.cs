using System.Data.Common;
using System.Security.Cryptography;
using Dapper;
using Entente.Node.Oversight;
using Entente.Node.Oversight.Purposes;
using Entente.Node.Storage;

namespace Entente.Node.Border.Posts.HandOver;

/// <summary>
/// At a post: what waits to be handed over, in its order. A record is frozen when it is queued, so that what is sent twice is the same twice; it stays until
/// the main node has said that it has it, or until the retention of what it is of ends.
/// </summary>
internal sealed class Outbox(Database database, KeyStore keys, LedgerWriter ledger, TimeProvider time)
{
    private const int MostAtOnce = 500;

    private static readonly TimeSpan BeforeARefusedOneIsTriedAgain = TimeSpan.FromDays(1);

    /// <summary>Queues what is new, and gives how many records that were.</summary>
    public async Task<int> QueueAsync(CancellationToken cancellationToken)
    {
        var all = 0;
        while (HasNew() && await ledger.WriteAsync(Queue, cancellationToken) is var count and > 0)
        {
            all += count;
        }

        return all;
    }

    /// <summary>Records that wait, the first first.</summary>
    /// <param name="after">Only those behind this place.</param>
    /// <param name="most">How many at most.</param>
    public IReadOnlyList<WaitingRecord> Next(long after, int most)
    {
        using var connection = database.Open();
        return [.. connection.Query<Row>(
                "SELECT sequence, record_id, data_key, content FROM post_outbox WHERE sequence > @after AND content IS NOT NULL AND (ended_at IS NULL OR ended_at < @again) ORDER BY sequence LIMIT @most",
                new { after, again = time.GetUtcNow() - BeforeARefusedOneIsTriedAgain, most })
            .Select(row => new WaitingRecord(row.Sequence, row.RecordId, row.DataKey, Open(row)))];
    }

    /// <summary>How many wait, and how many were refused.</summary>
    public (long Waiting, long Refused) Count()
    {
        using var connection = database.Open();
        return (connection.ExecuteScalar<long>("SELECT count(*) FROM post_outbox WHERE ended_at IS NULL"), connection.ExecuteScalar<long>("SELECT count(*) FROM post_outbox WHERE ended = 'refused'"));
    }

    /// <summary>Whether something has happened that is not queued yet.</summary>
    public bool HasNew()
    {
        using var connection = database.Open();
        return NewRecords.All.Any(kind => connection.QueryFirstOrDefault<NewRecord>(kind.Sql + " LIMIT 1") is not null);
    }

    /// <summary>Ends what the main node has taken over or refused. A receipt for other bytes than those that wait is not believed.</summary>
    public async Task<int> EndAsync(IReadOnlyList<Receipt> receipts, CancellationToken cancellationToken) => receipts.Count == 0 ? 0 : await ledger.WriteAsync(
        work =>
        {
            var ended = receipts.Sum(receipt => work.Execute(
                """
                UPDATE post_outbox SET ended_at = @Now, ended = @ended, why = @Refused, content = CASE WHEN @ended = 'handed-over' THEN NULL ELSE content END
                WHERE record_id = @Id AND sha256 = @Sha256 AND (ended IS NULL OR ended = 'refused')
                """,
                new { work.Now, ended = receipt.Refused is null ? "handed-over" : "refused", receipt.Refused, receipt.Id, receipt.Sha256 }));
            work.Record(Act.Of("node", ActionCode.RecordsHandedOver, Ground.OfTheNode, null, new
            {
                HandedOver = receipts.Count(r => r.Refused is null), First = receipts[0].Id, Refused = receipts.Where(r => r.Refused is not null).Select(r => new { r.Id, Why = r.Refused }).Take(MostAtOnce),
            }));
            return ended;
        },
        cancellationToken);

    /// <summary>Ends what can no longer be handed over, because the retention of what it is of has ended; that is recorded, and said by whoever calls.</summary>
    public async Task LoseAsync(IReadOnlyList<WaitingRecord> lost, CancellationToken cancellationToken)
    {
        if (lost.Count > 0)
        {
            await ledger.WriteAsync(
                work =>
                {
                    var count = lost.Sum(record => work.Execute("UPDATE post_outbox SET ended_at = @Now, ended = 'deleted', content = NULL WHERE sequence = @Sequence", new { work.Now, record.Sequence }));
                    work.Record(Act.Of("node", ActionCode.RetentionDeleted, Ground.OfTheNode, null, new { Table = "post_outbox", Records = lost.Select(l => l.Id) }));
                    return count;
                },
                cancellationToken);
        }
    }

    /// <summary>Queues records of all kinds, within a work.</summary>
    private int Queue(Work work)
    {
        var reading = new NewRecords(work, keys);
        var queued = 0;
        foreach (var kind in NewRecords.All)
        {
            foreach (var found in work.Query<NewRecord>($"{kind.Sql} LIMIT {MostAtOnce}"))
            {
                var (key, record) = kind.Read(reading, found);
                Insert(work, kind.Name, found, key, record);
                queued++;
            }
        }

        if (queued > 0)
        {
            work.Record(Act.Of("node", ActionCode.RecordsQueued, Ground.OfTheNode, null, new { queued }));
        }

        return queued;
    }

    /// <summary>What has been deleted before it could be queued is queued as nothing, so that it is not looked for again.</summary>
    private void Insert(Work work, string kind, NewRecord found, string key, PostRecord? record)
    {
        var id = kind == NewRecords.Encounter ? $"{kind}/{found.Subject}/{found.Version}" : $"{kind}/{found.Subject}";
        var bytes = record?.ToBytes();
        work.Execute(
            """
            INSERT INTO post_outbox (sequence, record_id, kind, subject, version, sha256, data_key, content, queued_at, ended_at, ended)
            SELECT coalesce(max(sequence) + 1, 1), @id, @kind, @Subject, @Version, @sha256, @key, @content, @Now, @endedAt, @ended FROM post_outbox
            """,
            new
            {
                id, kind, found.Subject, found.Version, key, work.Now, sha256 = bytes is null ? "" : new SentRecord(id, bytes).Sha256,
                content = bytes is null ? null : keys.Seal(key, PlaceOf(id), bytes),
                endedAt = bytes is null ? work.Now.ToUnixTimeMilliseconds() : (long?)null, ended = bytes is null ? "deleted" : null,
            });
    }

    private SentRecord? Open(Row row)
    {
        try
        {
            return keys.Open(row.DataKey, PlaceOf(row.RecordId), row.Content) is { } plain ? new SentRecord(row.RecordId, plain) : null;
        }
        catch (CryptographicException)
        {
            // Changed by a strange hand: it cannot be handed over, and must not keep the others from it.
            return null;
        }
    }

    private static string PlaceOf(string recordId) => $"post_outbox.content/{recordId}";

    private sealed class Row
    {
        public long Sequence { get; init; }

        public string RecordId { get; init; } = "";

        public string DataKey { get; init; } = "";

        public byte[] Content { get; init; } = [];
    }
}

/// <summary>A record that waits to be handed over.</summary>
/// <param name="Sequence">Its place.</param>
/// <param name="Id">Its id.</param>
/// <param name="DataKey">Under which key it is sealed.</param>
/// <param name="Record">The record; null where the key has been destroyed.</param>
internal sealed record WaitingRecord(long Sequence, string Id, string DataKey, SentRecord? Record);
