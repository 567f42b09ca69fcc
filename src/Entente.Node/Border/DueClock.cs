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
                await (clock.IsTrusted ? TickAsync(stoppingToken) : Task.CompletedTask);
            }
            catch (DbException exception)
            {
                // The database is away; the next second tries again.
                NotTold(exception.Message);
            }
        }
    }

    /// <summary>Lets the clocks run out that are due now.</summary>
    public async Task TickAsync(CancellationToken cancellationToken)
    {
        await TellAsync("due", Tell, cancellationToken);
        await TellAsync("hold_until", EndHold, cancellationToken);
    }

    private async Task TellAsync(string clockColumn, Func<Work, EncounterRow, bool> tell, CancellationToken cancellationToken)
    {
        foreach (var row in Due(clockColumn))
        {
            try
            {
                await ledger.WriteAsync(work => tell(work, row), cancellationToken);
            }
            catch (Exception exception) when (exception is CryptographicException or JsonException or KeyDestroyedException)
            {
                // As in Rescreening: one changed row stops nobody else's clock.
                NotTold($"encounter {row.Id} or its crossing cannot be opened ({exception.GetType().Name})");
            }
        }
    }

    private List<EncounterRow> Due(string clockColumn)
    {
        using var connection = database.Open();
        return connection.Query<EncounterRow>($"SELECT {EncounterTable.Columns} FROM encounter WHERE {clockColumn} <= @now", new { now = time.GetUtcNow() }).AsList();
    }

    /// <summary>The clock of an encounter runs out once; the encounter stays open for people.</summary>
    private bool Tell(Work work, EncounterRow row)
    {
        work.Execute("UPDATE encounter SET due = NULL, overdue = 1 WHERE id = @Id", new { row.Id });
        EncounterTable.Record(work, row.Id, "node", "", new Oversight.Purposes.Ground(row.Purpose, row.LegalBasis), ActionCode.EncounterTimeRanOut, new { Answer = options.Value.WhenTimeRunsOut.ToString() });
        TellCarriers(work, row);
        return true;
    }

    /// <summary>Nobody waits longer for a partner's answer than the law allows; a link that is down makes it no longer.</summary>
    private bool EndHold(Work work, EncounterRow row)
    {
        if (EncounterTable.Find(work, row.Id)?.Read() is not { } encounter || EncounterRules.HoldEnded(encounter, work.Now) is not { HoldIsOver: true } ended)
        {
            return false;
        }

        EncounterTable.Update(work, row.Id, ended with { Due = null });
        EncounterTable.Record(work, row.Id, "node", "", new Oversight.Purposes.Ground(row.Purpose, row.LegalBasis), ActionCode.EncounterHoldEnded, new { encounter.Owner });
        TellCarriers(work, row);
        return true;
    }

    private void TellCarriers(Work work, EncounterRow row)
    {
        if (Crossing.Find(work, row.CrossingId) is { } crossing)
        {
            new CarrierAnswers(work, keys, crossing, options.Value).TellChanges(new CrossingPeople(work, keys, crossing, row.TravellerId), screening.CanTell(screening.Lists));
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The clocks of encounters could not be looked at and will be: {Why}")]
    private partial void NotTold(string why);
}
