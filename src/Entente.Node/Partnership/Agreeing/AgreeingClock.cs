using Dapper;
using Entente.Node.Exchange;
using Entente.Node.Oversight;
using Entente.Node.Oversight.Purposes;
using Entente.Node.Storage;

namespace Entente.Node.Partnership.Agreeing;

/// <summary>
/// What happens to shared records without anybody's doing: a version that could not go to a partner goes once its terms allow it or its suspension has ended, a recall once it is reached again, and the keys of recalled copies are destroyed.
/// It looks at its start, whenever something was done about partners or records, and every ten minutes.
/// </summary>
internal sealed partial class AgreeingClock : BackgroundService
{
    /// <summary>Who does it, in the record.</summary>
    public const string Node = "node";

    private static readonly TimeSpan Every = TimeSpan.FromMinutes(10), AfterFault = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _bell = new(1, 1);
    private readonly OwnService _own;
    private readonly Database _database;
    private readonly KeyStore _keys;
    private readonly LedgerWriter _ledger;
    private readonly RecordSender _sender;
    private readonly TimeProvider _time;
    private readonly ILogger<AgreeingClock> _logger;

    public AgreeingClock(OwnService own, Database database, KeyStore keys, LedgerWriter ledger, RecordSender sender, TimeProvider time, ILogger<AgreeingClock> logger)
    {
        (_own, _database, _keys, _ledger, _sender, _time, _logger) = (own, database, keys, ledger, sender, time, logger);
        ledger.Committed += Hear;
    }

    /// <summary>Does what is due now.</summary>
    public async Task TickAsync(CancellationToken cancellationToken)
    {
        foreach (var share in Behind())
        {
            await _ledger.WriteAsync(work => CatchUp(work, share), cancellationToken);
        }

        foreach (var id in Gone())
        {
            if (await _ledger.WriteAsync(work => Empty(work, id), cancellationToken) is { } key)
            {
                _keys.Destroy([key]);
            }
        }
    }

    /// <inheritdoc />
    public override void Dispose()
    {
        _bell.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (_own.IsUsed)
        {
            await _bell.WaitAsync(Every, stoppingToken);
            try
            {
                await TickAsync(stoppingToken);
            }
            catch (Exception exception) when (StorageFault.IsOne(exception) || exception is InvalidDataException or InvalidOperationException)
            {
                Failed(exception.Message);
                await Task.Delay(AfterFault, _time, stoppingToken);
            }
        }
    }

    private bool CatchUp(Work work, RecordShareRow seen)
    {
        switch (RecordShareRow.Find(work, seen.Record, seen.Partner))
        {
            case { Status: RecordShareRow.Shared } share when share.SentVersion == seen.SentVersion:
                _sender.SendVersion(work, share, Node, share.Ground);
                break;
            case { Status: RecordShareRow.Recalled, Recall: "" } share:
                _sender.SendRecall(work, share, Node, share.Ground);
                break;
        }

        return true;
    }

    private static string? Empty(Work work, string id)
    {
        // It may have been shared anew meanwhile, under another key.
        if (work.Value<string>("SELECT key_id FROM programme_record WHERE id = @id AND deleted_at IS NOT NULL", new { id }) is not { Length: > 0 } key)
        {
            return null;
        }

        work.Execute("UPDATE programme_record SET key_id = '' WHERE id = @id", new { id });
        DestroyedKeys.Mark(work, [key]);
        work.Record(Act.Of(Node, ActionCode.ProgrammeDestroyed, Ground.OfTheNode, id));
        return key;
    }

    private List<RecordShareRow> Behind()
    {
        using var connection = _database.Open();
        return connection.Query<RecordShareRow>(
            """
            SELECT s.* FROM record_share s JOIN programme_record r ON r.id = s.record
            WHERE (s.status = 'shared' AND r.deleted_at IS NULL AND (s.sent_version IS NULL OR s.sent_version <> r.version)) OR (s.status = 'recalled' AND s.recall = '')
            ORDER BY s.record, s.partner
            """).AsList();
    }

    private List<string> Gone()
    {
        using var connection = _database.Open();
        return connection.Query<string>("SELECT id FROM programme_record WHERE owner <> '' AND deleted_at IS NOT NULL AND key_id <> '' ORDER BY id").AsList();
    }

    private void Hear(IReadOnlySet<string> actions)
    {
        if (_own.IsUsed && _bell.CurrentCount == 0 && actions.Any(a => a.StartsWith("partner.", StringComparison.Ordinal) || a is ActionCode.ProgrammeRecallReceived or ActionCode.ProgrammeShareBarred))
        {
            try
            {
                _bell.Release();
            }
            catch (SemaphoreFullException)
            {
                // Somebody else has just rung.
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "What partners have of the records cannot be read or written: {Why}")]
    private partial void Failed(string why);
}
