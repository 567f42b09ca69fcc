using Dapper;
using Entente.Node.Exchange.Partners;
using Entente.Node.Exchange.Sightings;
using Entente.Node.Oversight;
using Entente.Node.Oversight.Purposes;
using Entente.Node.Storage;
using Entente.Node.Watchlist;
using Entente.Node.Watchlist.Adoptions;
using Entente.Node.Watchlist.Listings;
using Microsoft.Extensions.Options;

namespace Entente.Node.Exchange.Notices;

/// <summary>
/// Puts in force what partners have shared, lets copies follow the listings, lets them expire on their day, and destroys the keys of what has ended. It looks when
/// something of it was committed, and by itself from time to time.
/// </summary>
internal sealed partial class NoticeClock : BackgroundService
{
    // Acts after which a listing is in force in another version, or not at all; whoever reads one changes nothing.
    private static readonly HashSet<string> ChangesOfListings =
        [ActionCode.ListingApproved, ActionCode.ListingLowered, ActionCode.ListingRenewed, ActionCode.ListingRemoved, ActionCode.ListingExpired, ActionCode.ListingDeleted];

    private readonly SemaphoreSlim _bell = new(1, 1);
    private readonly OwnService _own;
    private readonly Database _database;
    private readonly KeyStore _keys;
    private readonly LedgerWriter _ledger;
    private readonly Catalogue _catalogue;
    private readonly ForeignListings _foreign;
    private readonly FollowListings _follow;
    private readonly AdoptionBook _adoptions;
    private readonly CurrentLists _lists;
    private readonly ClockWatch _clock;
    private readonly IOptions<ListingOptions> _options;
    private readonly TimeProvider _time;
    private readonly ILogger<NoticeClock> _logger;

    public NoticeClock(
        OwnService own, Database database, KeyStore keys, LedgerWriter ledger, Catalogue catalogue, ForeignListings foreign, FollowListings follow, AdoptionBook adoptions, CurrentLists lists, ClockWatch clock,
        IOptions<ListingOptions> options, TimeProvider time, ILogger<NoticeClock> logger)
    {
        (_own, _database, _keys, _ledger, _catalogue, _foreign, _follow, _adoptions, _lists, _clock, _options, _time, _logger) =
            (own, database, keys, ledger, catalogue, foreign, follow, adoptions, lists, clock, options, time, logger);
        ledger.Committed += Hear;
    }

    /// <summary>Does what is due now.</summary>
    public async Task TickAsync(CancellationToken cancellationToken)
    {
        // By a clock that has jumped, every listing could have expired.
        if (_own.IsUsed && _clock.IsTrusted)
        {
            await ExpireAsync(cancellationToken);
            await DeleteAsync(cancellationToken);
            await _follow.FollowAsync(cancellationToken);
        }

        await _foreign.RefreshAsync(cancellationToken);
        if (_own.IsUsed)
        {
            await _adoptions.SettleAsync(cancellationToken);
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
        while (true)
        {
            await _bell.WaitAsync(_options.Value.CheckEvery, stoppingToken);
            try
            {
                await TickAsync(stoppingToken);
                _lists.Say("notices", null);
            }
            catch (Exception exception) when (StorageFault.IsOne(exception) || exception is InvalidDataException or InvalidOperationException)
            {
                _lists.Say("notices", $"what partners have shared cannot be read or written: {exception.GetType().Name}");
                Failed(exception.Message);
                await Task.Delay(TimeSpan.FromSeconds(1), _time, stoppingToken);
            }
        }
    }

    private void Hear(IReadOnlySet<string> actions)
    {
        if (_own.IsUsed && _bell.CurrentCount == 0 && actions.Any(a => ChangesOfListings.Contains(a) || a.StartsWith("notice.", StringComparison.Ordinal) || a.StartsWith("partner.", StringComparison.Ordinal)))
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

    private async Task ExpireAsync(CancellationToken cancellationToken)
    {
        foreach (var row in Query<ForeignRow>("SELECT * FROM foreign_listing WHERE status IN ('held', 'in-force') AND expires_on < @today", new { today = _time.Today() }))
        {
            await _ledger.WriteAsync(
                work =>
                {
                    if (ForeignRow.Find(work, row.Thing, row.Partner) is { Status: ForeignRow.Held or ForeignRow.IsInForce } still && still.ExpiresOn < work.Now.Day() && PartnerRow.Find(work, row.Partner) is { } partner)
                    {
                        work.Execute("UPDATE foreign_listing SET status = 'expired', ended_at = @Now, delete_after = @after WHERE thing = @Thing AND partner = @Partner",
                            new { work.Now, after = _catalogue.After(work.Now, partner.Ground), row.Thing, row.Partner });
                        work.Record(Act.Of(AdoptionBook.Node, ActionCode.NoticeExpired, partner.Ground, row.Thing, new { row.Partner, row.Version }));
                    }

                    return true;
                },
                cancellationToken);
        }
    }

    private async Task DeleteAsync(CancellationToken cancellationToken)
    {
        foreach (var row in Query<ForeignRow>("SELECT * FROM foreign_listing WHERE delete_after IS NOT NULL AND delete_after <= @now", new { now = _time.GetUtcNow() }))
        {
            await _ledger.WriteAsync(
                work =>
                {
                    DestroyedKeys.Mark(work, [row.KeyId]);
                    work.Execute("UPDATE foreign_listing SET status = CASE WHEN status = 'recalled' THEN status ELSE 'deleted' END, content = NULL, delete_after = NULL WHERE thing = @Thing AND partner = @Partner", new { row.Thing, row.Partner });
                    work.Record(Act.Of(AdoptionBook.Node, ActionCode.NoticeDeleted, Ground.OfTheNode, row.Thing, new { row.Partner }));
                    return true;
                },
                cancellationToken);
            _keys.Destroy([row.KeyId]);
        }

        await DeleteSightingsAsync(cancellationToken);
    }

    private async Task DeleteSightingsAsync(CancellationToken cancellationToken)
    {
        foreach (var row in Query<SightingRow>("SELECT * FROM sighting WHERE content IS NOT NULL AND delete_after <= @now", new { now = _time.GetUtcNow() }))
        {
            await _ledger.WriteAsync(
                work =>
                {
                    DestroyedKeys.Mark(work, [row.KeyId]);
                    work.Execute("UPDATE sighting SET content = NULL WHERE id = @Id", new { row.Id });
                    work.Record(Act.Of(AdoptionBook.Node, ActionCode.RetentionDeleted, Ground.OfTheNode, row.Id, new { Table = "sighting" }));
                    return true;
                },
                cancellationToken);
            _keys.Destroy([row.KeyId]);
        }
    }

    private List<T> Query<T>(string sql, object parameters)
    {
        using var connection = _database.Open();
        return connection.Query<T>(sql, parameters).AsList();
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "What partners have shared cannot be read or written: {Why}")]
    private partial void Failed(string why);
}
