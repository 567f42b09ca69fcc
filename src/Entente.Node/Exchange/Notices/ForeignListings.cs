using Dapper;
using Entente.Formats.Reading;
using Entente.Formats.Watchlists;
using Entente.Node.Oversight.Purposes;
using Entente.Node.Storage;
using Entente.Node.Watchlist;
using Entente.Node.Watchlist.Foreign;
using Entente.Node.Watchlist.Listings;
using Entente.Screening;
using Entente.Screening.Subjects;

namespace Entente.Node.Exchange.Notices;

/// <summary>
/// Keeps the listings of partners in force compiled, a list for each partner. Where two partners have shared one thing, the owner's copy counts. Whoever changed one calls
/// <see cref="RefreshAsync"/>; where nothing has changed it costs one look into the table.
/// </summary>
internal sealed class ForeignListings(Database database, KeyStore keys, CurrentLists lists, TimeProvider time) : IForeignListings, IDisposable
{
    private readonly SemaphoreSlim _one = new(1);
    private string? _state;

    /// <summary>Puts in force what the table says.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            Refresh(cancellationToken);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <inheritdoc />
    public void Dispose() => _one.Dispose();

    private void Refresh(CancellationToken cancellationToken)
    {
        using var connection = database.Open();
        var partners = connection.Query<string>("SELECT code FROM partner ORDER BY code").AsList();
        var rows = connection.Query<ForeignRow>("SELECT * FROM foreign_listing WHERE status = 'in-force' AND expires_on >= @today ORDER BY thing, partner", new { today = time.Today() })
            .GroupBy(r => r.Thing, StringComparer.Ordinal).Select(g => g.OrderBy(r => r.Partner != NoticeForm.OwnerOf(r.Thing)).First()).ToList();
        var state = CompiledLists.HashOf([.. partners, .. rows.Select(r => $"{r.Partner} {r.Thing} {r.Version}")]);
        if (state == _state)
        {
            return;
        }

        var opened = rows.Select(r => (Row: r, Notice: OrNull(r))).Where(r => r.Notice is not null).Select(r => (r.Row, Notice: r.Notice!)).ToList(); // Those without were left out.
        var files = partners.Select(partner => FileOf(partner, [.. opened.Where(o => o.Row.Partner == partner).Select(o => o.Row)])).ToList();
        var compiled = new CompiledLists(
            new WatchlistContents([.. opened.Select(o => SealedListing.ToListing(o.Row.Thing, o.Notice.Listing) with { List = o.Row.Partner })], files), time.GetUtcNow(), cancellationToken);
        lists.UseForeign(new ForeignLists(compiled, opened.ToDictionary(o => o.Row.Thing, o => TermsOf(o.Row, o.Notice), StringComparer.Ordinal), partners.ToHashSet(StringComparer.Ordinal)));
        lists.Say("foreign listings", opened.Count == rows.Count ? null : $"{rows.Count - opened.Count} listings of partners cannot be opened, see the keys");
        _state = state;
    }

    private NoticeForm? OrNull(ForeignRow row)
    {
        try
        {
            return row.Open(keys);
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            // One record that was changed by a strange hand must not take all the others out of force.
            return null;
        }
    }

    private WatchlistFileReport FileOf(string partner, List<ForeignRow> rows)
    {
        var journal = new Journal();
        rows.ForEach(_ => journal.Accept());
        return new WatchlistFileReport(new ListVersion(partner, CompiledLists.HashOf(rows.Select(r => $"{r.Thing} {r.Version}")), time.Today()), "partner", journal);
    }

    private static ListingTerms TermsOf(ForeignRow row, NoticeForm notice) =>
        new(EncounterAction.Inform, "", row.Partner, notice.Listing.Handling, Marking.Parse(row.Marking)) { OwnerAsks = notice.Listing.Action ?? EncounterAction.Inform };
}
