using Dapper;
using Entente.Node.Exchange.Release;
using Entente.Node.Oversight;
using Entente.Node.Oversight.Purposes;
using Entente.Node.Storage;
using Entente.Node.Watchlist.Adoptions;
using Entente.Node.Watchlist.Listings;
using Microsoft.Extensions.Options;

namespace Entente.Node.Exchange.Notices;

/// <summary>
/// Keeps the copies at partners as the listings are: a corrected listing goes out corrected, one that was removed is recalled, one whose time is over ends. It compares
/// states, so whatever happened while the node was down follows at its start. Accounts that are owed are asked for again.
/// </summary>
internal sealed class FollowListings(Database database, LedgerWriter ledger, NoticeSender sender, IOptions<NoticeOptions> options, TimeProvider time)
{
    /// <summary>Does what is due.</summary>
    public async Task FollowAsync(CancellationToken cancellationToken)
    {
        foreach (var share in Behind())
        {
            await ledger.WriteAsync(work => Follow(work, share.Id), cancellationToken);
        }

        foreach (var share in Owing())
        {
            await ledger.WriteAsync(work => Chase(work, share.Id), cancellationToken);
        }
    }

    /// <summary>Shares of which the listing is another than what was sent.</summary>
    private List<ShareRow> Behind()
    {
        using var connection = database.Open();
        return [.. connection.Query<ShareRow>("SELECT * FROM share WHERE status = 'shared' ORDER BY id").AsList()
            .Where(share => ListingStateOf(connection, share) is not { Status: ListingStatus.InForce } state || state.Version != share.SentVersion)];
    }

    private bool Follow(Work work, string id)
    {
        if (ShareRow.Find(work, id) is not { Status: ShareRow.Shared } share)
        {
            return false;
        }

        if (sender.Find(work, share) is { } thing)
        {
            if (thing.Version != share.SentVersion)
            {
                Correct(work, share, thing);
            }

            return true;
        }

        var listing = work.Listing(share.ListingId);
        if (listing?.Status == ListingStatus.Expired)
        {
            NoticeSender.End(work, share, "expired", AdoptionBook.Node, share.Ground);
        }
        else
        {
            sender.Recall(work, share, listing?.EndedWhy ?? RecallForm.NoLongerShared, AdoptionBook.Node, share.Ground);
        }

        return true;
    }

    /// <summary>What must not go there any more is not corrected there but taken back.</summary>
    private void Correct(Work work, ShareRow share, SharedThing thing)
    {
        var bars = sender.Bars(work, share, thing);
        if (bars.Count == 0)
        {
            sender.Send(work, share, thing, AdoptionBook.Node, share.Ground);
        }
        else if (!bars.SequenceEqual([ReleaseBar.NoTerms]))
        {
            sender.Recall(work, share, RecallForm.NoLongerShared, AdoptionBook.Node, share.Ground);
        }
    }

    private bool Chase(Work work, string id)
    {
        if (ShareRow.Find(work, id) is not { IsOwed: true } share || !(share.AskedAt < work.Now - options.Value.ChaseEvery))
        {
            return false;
        }

        sender.Ask(work, share, share.EndedWhy ?? RecallForm.NoLongerShared, AdoptionBook.Node, share.Ground);
        return true;
    }

    private List<ShareRow> Owing()
    {
        using var connection = database.Open();
        return connection.Query<ShareRow>("SELECT * FROM share WHERE status = 'recalled' AND account IS NULL AND asked_at < @before ORDER BY id", new { before = time.GetUtcNow() - options.Value.ChaseEvery }).AsList();
    }

    private static ListingState? ListingStateOf(System.Data.Common.DbConnection connection, ShareRow share) =>
        ListingState.Find(connection, share.ListingId) ?? ForeignRow.StateOf(connection, share.ListingId);
}
