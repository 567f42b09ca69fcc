using System.Data.Common;
using Dapper;
using Entente.Node.Oversight;
using Entente.Node.Oversight.Purposes;
using Entente.Node.Storage;
using Entente.Node.Watchlist.Adoptions;
using Entente.Node.Watchlist.Documents;
using Entente.Node.Watchlist.Listings;
using Microsoft.Extensions.Options;

namespace Entente.Node.Watchlist;

/// <summary>
/// Lets listings and adoptions expire on their day, destroys the keys of what has ended when its retention has, and puts in force what a change
/// could not because the node was stopped in between.
/// </summary>
internal sealed partial class WatchlistClock(
    Database database, KeyStore keys, LedgerWriter ledger, Catalogue catalogue, CurrentLists lists, OwnListings own, AdoptionBook adoptions, DocumentBook documents,
    IOptions<ListingOptions> options, ClockWatch clock, TimeProvider time, ILogger<WatchlistClock> logger) : BackgroundService
{
    private const int MostAtOnce = 500;

    /// <summary>Does what is due now.</summary>
    public async Task TickAsync(CancellationToken cancellationToken)
    {
        await EndAsync(cancellationToken);
        await RefreshAsync(cancellationToken);
    }

    /// <summary>Lets expire and deletes what is due now.</summary>
    private async Task EndAsync(CancellationToken cancellationToken)
    {
        await ExpireAsync("listing", ActionCode.ListingExpired, cancellationToken);
        await ExpireAsync("adoption", ActionCode.AdoptionExpired, cancellationToken);
        await DeleteAsync("listing", ActionCode.ListingDeleted, cancellationToken);
        await DeleteAsync("adoption", ActionCode.AdoptionDeleted, cancellationToken);
        await DeleteAsync("lost_document", ActionCode.DocumentDeleted, cancellationToken);
    }

    private async Task RefreshAsync(CancellationToken cancellationToken)
    {
        await own.RefreshAsync(cancellationToken);
        await documents.RefreshAsync(cancellationToken);
        await adoptions.RefreshAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        using var timer = new PeriodicTimer(options.Value.CheckEvery, time);
        do
        {
            try
            {
                // By a clock that has jumped, every listing could have expired.
                await (clock.IsTrusted ? TickAsync(stoppingToken) : RefreshAsync(stoppingToken));
                lists.Say("watchlist", null);
            }
            catch (Exception exception) when (exception is DbException or IOException or TimeoutException or InvalidDataException)
            {
                lists.Say("watchlist", $"own listings cannot be read or written: {exception.GetType().Name}");
                Failed(exception.Message);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task ExpireAsync(string table, string action, CancellationToken cancellationToken)
    {
        var today = time.Today();
        foreach (var row in await RowsAsync($"SELECT id, key_id, purpose, legal_basis FROM {table} WHERE status = 'in-force' AND expires_on < @today LIMIT {MostAtOnce}", new { today }))
        {
            await ledger.WriteAsync(work =>
            {
                // Somebody may have renewed it in between.
                if (work.Value<long>($"SELECT count(*) FROM {table} WHERE id = @Id AND status = 'in-force' AND expires_on < @today", new { row.Id, today }) == 1)
                {
                    work.Execute($"UPDATE {table} SET status = 'expired', ended_at = @Now, ended_why = 'expired', delete_after = @after WHERE id = @Id",
                        new { row.Id, work.Now, after = catalogue.After(work.Now, row.Ground) });
                    work.Record(Act.Of(AdoptionBook.Node, action, row.Ground, row.Id));
                }

                return true;
            }, cancellationToken);
        }
    }

    private async Task DeleteAsync(string table, string action, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var due = await RowsAsync($"SELECT id, key_id, purpose, legal_basis FROM {table} WHERE delete_after IS NOT NULL AND delete_after < @now LIMIT {MostAtOnce}", new { now });
        foreach (var row in due)
        {
            var deleted = await ledger.WriteAsync(work =>
            {
                if (work.Value<long>($"SELECT count(*) FROM {table} WHERE id = @Id AND delete_after < @now", new { row.Id, now }) == 0)
                {
                    return false;
                }

                DestroyedKeys.Mark(work, [row.KeyId]);
                Empty(work, table, row.Id);
                work.Record(Act.Of(AdoptionBook.Node, action, row.Ground, row.Id));
                return true;
            }, cancellationToken);
            if (deleted)
            {
                keys.Destroy([row.KeyId]);
                Deleted(row.Id);
            }
        }
    }

    private static void Empty(Work work, string table, string id)
    {
        work.Execute($"UPDATE {table} SET status = 'deleted', delete_after = NULL WHERE id = @id", new { id });
        if (table == "listing")
        {
            work.ReplacePending(id);
            work.Execute("UPDATE listing_version SET content = NULL WHERE listing_id = @id", new { id });
            work.Execute("UPDATE listing_misidentified SET content = NULL WHERE listing_id = @id", new { id });
        }
        else
        {
            work.Execute($"UPDATE {table} SET content = NULL WHERE id = @id", new { id });
        }
    }

    private async Task<IReadOnlyList<Row>> RowsAsync(string sql, object parameters)
    {
        using var connection = database.Open();
        return (await connection.QueryAsync<Row>(sql, parameters)).AsList();
    }

    private sealed class Row
    {
        public string Id { get; init; } = "";
        public string KeyId { get; init; } = "";
        public string Purpose { get; init; } = "";
        public string LegalBasis { get; init; } = "";

        public Ground Ground => new(Purpose, LegalBasis);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Id} has reached the end of its retention and is deleted")]
    private partial void Deleted(string id);

    [LoggerMessage(Level = LogLevel.Error, Message = "Own listings cannot be read or written: {Why}")]
    private partial void Failed(string why);
}
