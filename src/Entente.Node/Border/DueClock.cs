using System.Data.Common;
using System.Security.Cryptography;
using System.Text.Json;
using Dapper;
using Entente.Node.Border.Crossings;
using Entente.Node.Border.Encounters;
using Entente.Node.Border.Manifests;
using Entente.Node.Oversight;
using Entente.Node.Storage;
using Microsoft.Extensions.Options;

namespace Entente.Node.Border;

/// <summary>Looks every second whether the time to decide an encounter has run out, and tells carriers what the deployment then says.</summary>
internal sealed partial class DueClock(
    Database database, KeyStore keys, LedgerWriter ledger, TravellerScreening screening, IOptions<BorderOptions> options, ClockWatch clock, TimeProvider time, ILogger<DueClock> logger) : BackgroundService
{
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(1);

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Between, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                // By a clock that has jumped, everybody's time could have run out.
                await (clock.IsTrusted ? TellAsync(stoppingToken) : Task.CompletedTask);
            }
            catch (DbException exception)
            {
                // The database is away; the next second tries again.
                NotTold(exception.Message);
            }
        }
    }

    private async Task TellAsync(CancellationToken cancellationToken)
    {
        foreach (var row in Due())
        {
            try
            {
                await ledger.WriteAsync(work => Tell(work, row), cancellationToken);
            }
            catch (Exception exception) when (exception is CryptographicException or JsonException or KeyDestroyedException)
            {
                // As in Rescreening: one changed row stops nobody else's clock.
                NotTold($"encounter {row.Id} or its crossing cannot be opened ({exception.GetType().Name})");
            }
        }
    }

    private List<EncounterRow> Due()
    {
        using var connection = database.Open();
        return connection.Query<EncounterRow>($"SELECT {EncounterTable.Columns} FROM encounter WHERE due <= @now", new { now = time.GetUtcNow() }).AsList();
    }

    /// <summary>The clock of an encounter runs out once; the encounter stays open for people.</summary>
    private bool Tell(Work work, EncounterRow row)
    {
        work.Execute("UPDATE encounter SET due = NULL, overdue = 1 WHERE id = @Id", new { row.Id });
        EncounterTable.Record(work, row.Id, "node", "", new Oversight.Purposes.Ground(row.Purpose, row.LegalBasis), ActionCode.EncounterTimeRanOut, new { Answer = options.Value.WhenTimeRunsOut.ToString() });
        if (Crossing.Find(work, row.CrossingId) is { } crossing)
        {
            new CarrierAnswers(work, keys, crossing, options.Value).TellChanges(new CrossingPeople(work, keys, crossing, row.TravellerId), screening.CanTell(screening.Lists));
        }

        return true;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The clocks of encounters could not be looked at and will be: {Why}")]
    private partial void NotTold(string why);
}
