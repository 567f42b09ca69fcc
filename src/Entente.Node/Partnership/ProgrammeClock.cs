using Entente.Node.Oversight;
using Entente.Node.Oversight.Purposes;
using Entente.Node.Storage;

namespace Entente.Node.Partnership;

/// <summary>Destroys what is over: the history of deleted records and the reports that were read, with their keys, when the catalogue says. What records quote of a report stays with them.</summary>
internal sealed partial class ProgrammeClock(LedgerWriter ledger, KeyStore keys, Catalogue catalogue, ClockWatch clock, TimeProvider time, ILogger<ProgrammeClock> logger) : BackgroundService
{
    private const int MostTogether = 500;

    private static readonly TimeSpan Every = TimeSpan.FromMinutes(10);

    /// <summary>Does what is due now.</summary>
    public async Task TickAsync(CancellationToken cancellationToken)
    {
        // By a clock that has jumped, everything could be over. Where the catalogue allows nothing of it, there is nothing.
        if (!clock.IsTrusted || catalogue.FirstFor(Doing.Cooperate) is not { } ground)
        {
            return;
        }

        while (await ledger.WriteAsync(work => Destroy(work, ground), cancellationToken) is { Count: > 0 } destroyed)
        {
            keys.Destroy(destroyed);
        }
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        using var timer = new PeriodicTimer(Every, time);
        do
        {
            try
            {
                await TickAsync(stoppingToken);
            }
            catch (Exception exception) when (StorageFault.IsOne(exception) || exception is InvalidOperationException)
            {
                Failed(exception.Message);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private static List<string> Destroy(Work work, Ground ground)
    {
        var due = new { work.Now, MostTogether };
        var records = work.Query<DueRow>("SELECT id, key_id FROM programme_record WHERE keep_until <= @Now AND content IS NOT NULL ORDER BY id LIMIT @MostTogether", due);
        var reports = work.Query<DueRow>("SELECT id, key_id FROM programme_report WHERE keep_until <= @Now AND content IS NOT NULL ORDER BY id LIMIT @MostTogether", due);
        if (records.Count + reports.Count == 0)
        {
            return [];
        }

        foreach (var row in records)
        {
            work.Execute("UPDATE programme_record SET content = NULL WHERE id = @Id", new { row.Id });
            work.Execute("UPDATE programme_version SET content = NULL WHERE record = @Id", new { row.Id });
            work.Record(Act.Of("node", ActionCode.ProgrammeDestroyed, ground, row.Id));
        }

        foreach (var row in reports)
        {
            work.Execute("UPDATE programme_report SET content = NULL WHERE id = @Id", new { row.Id });
            work.Execute("UPDATE programme_proposal SET content = NULL WHERE report = @Id", new { row.Id });
            work.Record(Act.Of("node", ActionCode.ProgrammeDestroyed, ground, row.Id));
        }

        var destroyed = records.Concat(reports).Select(r => r.KeyId).ToList();
        DestroyedKeys.Mark(work, destroyed);
        return destroyed;
    }

    private sealed class DueRow
    {
        public string Id { get; init; } = "";

        public string KeyId { get; init; } = "";
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "What is over of the programme is not destroyed: {Why}")]
    private partial void Failed(string why);
}
