using Dapper;
using Entente.Node.Exchange.Keys;
using Entente.Node.Exchange.Partners;
using Entente.Node.Exchange.Receiving;
using Entente.Node.Exchange.Sending;
using Entente.Node.Oversight;
using Entente.Node.Storage;

namespace Entente.Node.Exchange;

/// <summary>
/// What happens to messages by time, for each partner: 1. those that have waited too long lose their effect, and let go of what stands behind them; 2. those that
/// expired without a receipt are stated as not delivered; 3. contents whose time is over are deleted. And own keys
/// that nothing needs any more are destroyed.
/// </summary>
internal sealed partial class ExchangeClock(
    OwnService own, Database database, LedgerWriter ledger, WaitingMessages waiting, NonDeliveries undelivered, ExchangeRetention retention, OldKeys old, ClockWatch clock, TimeProvider time, ILogger<ExchangeClock> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    /// <summary>Does what is due now.</summary>
    public async Task TickAsync(CancellationToken cancellationToken)
    {
        foreach (var partner in All())
        {
            try
            {
                await TickAsync(partner, cancellationToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                // An effect, or the database: nothing of it remains, the other partners have their turn, and the next tick tries again.
                Failed(exception, partner.Code);
            }
        }

        await DestroyAsync(cancellationToken);
    }

    private async Task DestroyAsync(CancellationToken cancellationToken)
    {
        if (own.IsUsed)
        {
            await old.DestroyAsync(time.GetUtcNow(), cancellationToken);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        using var timer = new PeriodicTimer(Every, time);
        do
        {
            try
            {
                // By a clock that has jumped, every message could have expired.
                await (clock.IsTrusted ? TickAsync(stoppingToken) : Task.CompletedTask);
            }
            catch (Exception exception) when (StorageFault.IsOne(exception))
            {
                Failed(exception, "all");
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task TickAsync(PartnerRow partner, CancellationToken cancellationToken)
    {
        if (own.IsUsed)
        {
            if (partner.IsConfirmed && HasWaitedTooLong(partner.Code))
            {
                await ledger.WriteAsync(work => Release(work, partner), cancellationToken);
            }

            await undelivered.StateAsync(partner, cancellationToken);
        }

        await retention.DeleteAsync(partner, cancellationToken);
    }

    private bool Release(Work work, PartnerRow partner)
    {
        waiting.Release(work, partner);
        return true;
    }

    private bool HasWaitedTooLong(string partner)
    {
        using var connection = database.Open();
        return connection.ExecuteScalar<long>("SELECT count(*) FROM exchange_inbox WHERE partner = @partner AND state = 'waiting' AND expires <= @now", new { partner, now = time.GetUtcNow() }) > 0;
    }

    private IReadOnlyList<PartnerRow> All()
    {
        using var connection = database.Open();
        return PartnerRow.All(connection);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "What is due by time at the partner {Partner} could not be done, it is tried again")]
    private partial void Failed(Exception exception, string partner);
}
