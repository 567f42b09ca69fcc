using System.Data.Common;
using Dapper;
using Entente.Node.Oversight;
using Entente.Node.Oversight.Purposes;
using Entente.Node.Storage;

namespace Entente.Node.Partnership.Import;

/// <summary>Destroys spreadsheets of which nobody has taken anything within an hour.</summary>
internal sealed partial class UploadClock(Database database, KeyStore keys, LedgerWriter ledger, Imports imports, ClockWatch clock, TimeProvider time, ILogger<UploadClock> logger) : BackgroundService
{
    private const int MostTogether = 100;

    private static readonly TimeSpan Between = TimeSpan.FromMinutes(1);

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Between, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                // By a clock that has jumped, everything could be an hour old.
                await (clock.IsTrusted ? TickAsync(stoppingToken) : Task.CompletedTask);
            }
            catch (Exception exception) when (exception is DbException or TimeoutException)
            {
                // The database is away; the next minute tries again.
                NotDone(exception.Message);
            }
        }
    }

    /// <summary>Destroys what is due now.</summary>
    public async Task TickAsync(CancellationToken cancellationToken)
    {
        List<ImportRow> due;
        using (var connection = database.Open())
        {
            due = connection.Query<ImportRow>("SELECT id, state, key_id FROM programme_import WHERE upload IS NOT NULL AND forget_at <= @now LIMIT @MostTogether", new { now = time.GetUtcNow(), MostTogether }).Where(r => !imports.Running.ContainsKey(r.Id)).AsList();
        }

        if (due.Count == 0)
        {
            return;
        }

        var ended = await ledger.WriteAsync(
            work =>
            {
                var still = due.Where(row => work.Execute("UPDATE programme_import SET state = 'ended' WHERE id = @Id AND state = 'open'", new { row.Id }) > 0).ToList();
                still.ForEach(row => Imports.LetGo(work, row));
                work.Record(Act.Of("node", ActionCode.RetentionDeleted, Ground.OfTheNode, null, new { Table = "programme_import", still.Count }));
                return still;
            },
            cancellationToken);
        keys.Destroy([.. ended.Select(row => row.KeyId)]);
        ended.ForEach(row => imports.Forget(row.Id));
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Spreadsheets that are over were not destroyed: {Why}. The next minute tries again.")]
    private partial void NotDone(string why);
}
