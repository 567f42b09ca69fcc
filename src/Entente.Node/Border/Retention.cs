using System.Data.Common;
using Dapper;
using Entente.Node.Oversight;
using Entente.Node.Oversight.Purposes;
using Entente.Node.Storage;

namespace Entente.Node.Border;

/// <summary>
/// Deletes what has reached the end of its time: rows in one work with the act that says so, then the keys, so that every copy and backup of the data
/// loses it too. What was left when the power failed in between is destroyed at the next look.
/// </summary>
internal sealed partial class Retention(Database database, KeyStore keys, LedgerWriter ledger, ClockWatch clock, TimeProvider time, ILogger<Retention> logger) : BackgroundService
{
    private const int MostTogether = 200;

    private static readonly TimeSpan Between = TimeSpan.FromMinutes(1);

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Between, time);
        do
        {
            try
            {
                // By a clock that has jumped, everything could have reached the end of its time.
                await (clock.IsTrusted ? DeleteAsync(stoppingToken) : Task.CompletedTask);
            }
            catch (DbException exception)
            {
                // The database is away; the next look deletes.
                NotDeleted(exception.Message);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <summary>Deletes what is due now.</summary>
    public async Task DeleteAsync(CancellationToken cancellationToken)
    {
        while (await DeleteSomeAsync("crossing", DeleteCrossing, cancellationToken) || await DeleteSomeAsync("encounter", DeleteEncounter, cancellationToken) || await DeleteClearancesAsync(cancellationToken))
        {
        }
    }

    private async Task<bool> DeleteSomeAsync(string table, Action<Work, string> delete, CancellationToken cancellationToken)
    {
        using var connection = database.Open();
        var due = connection.Query<Row>($"SELECT id, data_key, purpose, legal_basis FROM {table} WHERE keep_until <= @now LIMIT {MostTogether}", new { now = time.GetUtcNow() }).AsList();
        if (due.Count == 0)
        {
            return false;
        }

        await ledger.WriteAsync(
            work =>
            {
                foreach (var row in due)
                {
                    delete(work, row.Id);
                    work.Record(Act.Of("node", ActionCode.RetentionDeleted, new Ground(row.Purpose, row.LegalBasis), row.Id, new { table }));
                }

                DestroyedKeys.Mark(work, due.Select(d => d.DataKey));
                return due.Count;
            },
            cancellationToken);
        keys.Destroy([.. due.Select(d => d.DataKey)]);
        return true;
    }

    private async Task<bool> DeleteClearancesAsync(CancellationToken cancellationToken)
    {
        using var connection = database.Open();
        var due = connection.Query<Row>($"SELECT id, data_key FROM clearance WHERE until <= @now LIMIT {MostTogether}", new { now = time.GetUtcNow() }).AsList();
        if (due.Count == 0)
        {
            return false;
        }

        await ledger.WriteAsync(
            work =>
            {
                due.ForEach(row => work.Execute("DELETE FROM clearance WHERE id = @Id", new { row.Id }));
                DestroyedKeys.Mark(work, due.Select(d => d.DataKey));
                work.Record(Act.Of("node", ActionCode.RetentionDeleted, Ground.OfTheNode, null, new { Table = "clearance", due.Count }));
                return due.Count;
            },
            cancellationToken);
        keys.Destroy([.. due.Select(d => d.DataKey)]);
        return true;
    }

    private static void DeleteCrossing(Work work, string id)
    {
        work.Execute("DELETE FROM passage WHERE traveller_id IN (SELECT id FROM traveller WHERE crossing_id = @id)", new { id });
        work.Execute("DELETE FROM traveller WHERE crossing_id = @id", new { id });
        work.Execute("DELETE FROM message WHERE crossing_id = @id", new { id });
        work.Execute("DELETE FROM answer WHERE crossing_id = @id", new { id });
        work.Execute("DELETE FROM crossing WHERE id = @id", new { id });
    }

    private static void DeleteEncounter(Work work, string id)
    {
        work.Execute("DELETE FROM encounter_step WHERE encounter_id = @id", new { id });
        work.Execute("DELETE FROM encounter_listing WHERE encounter_id = @id", new { id });
        work.Execute("DELETE FROM encounter_mark WHERE encounter_id = @id", new { id });
        work.Execute("DELETE FROM encounter WHERE id = @id", new { id });
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "What has reached the end of its time could not be deleted and will be: {Why}")]
    private partial void NotDeleted(string why);

    private sealed class Row
    {
        public string Id { get; init; } = "";

        public string DataKey { get; init; } = "";

        public string Purpose { get; init; } = "";

        public string LegalBasis { get; init; } = "";
    }
}
