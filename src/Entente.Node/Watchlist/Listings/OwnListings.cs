using System.Security.Cryptography;
using System.Text.Json;
using Dapper;
using Entente.Formats.Reading;
using Entente.Formats.Watchlists;
using Entente.Node.Storage;
using Entente.Screening;
using Entente.Screening.Subjects;
using Microsoft.Extensions.Options;

namespace Entente.Node.Watchlist.Listings;

/// <summary>
/// Keeps the own listings in force compiled. Whoever changed one calls <see cref="RefreshAsync"/> before he answers; where nothing has changed it
/// costs one look into the table.
/// </summary>
internal sealed class OwnListings(Database database, KeyStore keys, CurrentLists lists, IOptions<ListingOptions> options, TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim _one = new(1);
    private Dictionary<string, Opened> _opened = [];
    private string _state = "";

    /// <summary>Puts in force what the tables say.</summary>
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
        var today = time.Today();
        var rows = connection.Query<Row>("SELECT id, key_id, version FROM listing WHERE status = 'in-force' AND expires_on >= @today ORDER BY id", new { today }).AsList();
        var others = connection.Query<OtherRow>(
            "SELECT m.id, m.listing_id, l.key_id, m.content FROM listing_misidentified m JOIN listing l ON l.id = m.listing_id WHERE l.status = 'in-force' AND m.ended_at IS NULL AND m.until >= @today ORDER BY m.id",
            new { today }).AsList();
        var state = CompiledLists.HashOf([.. rows.Select(r => $"{r.Id} {r.Version}"), .. others.Select(o => o.Id)]);
        if (state == _state)
        {
            return;
        }

        var opened = rows.Select(row => _opened.TryGetValue(row.Id, out var known) && known.Version == row.Version ? known : Open(row, connection)).OfType<Opened>().ToList();
        var misidentified = others.Select(Open).OfType<Clearance>().ToList();
        lists.UseOwn(Compile(opened, misidentified, state, cancellationToken));
        var missing = rows.Count - opened.Count + others.Count - misidentified.Count;
        lists.Say("own listings", missing == 0 ? null : $"{missing} records of own listings cannot be opened, see the keys");
        (_opened, _state) = (opened.ToDictionary(o => o.Listing.Id, StringComparer.Ordinal), state);
    }

    private OwnLists Compile(List<Opened> opened, List<Clearance> misidentified, string state, CancellationToken cancellationToken)
    {
        var journal = new Journal();
        opened.ForEach(_ => journal.Accept());
        var file = new WatchlistFileReport(new ListVersion(OwnLists.Name, state, time.Today()), "own", journal);
        var compiled = new CompiledLists(new WatchlistContents([.. opened.Select(o => o.Listing)], [file]), time.GetUtcNow(), cancellationToken);
        return new OwnLists(compiled, opened.ToDictionary(o => o.Listing.Id, o => o.Terms, StringComparer.Ordinal), misidentified);
    }

    private Opened? Open(Row row, System.Data.Common.DbConnection connection)
    {
        var content = connection.ExecuteScalar<byte[]?>("SELECT content FROM listing_version WHERE listing_id = @Id AND number = @Version", new { row.Id, row.Version });
        var fields = OrNull(() => SealedListing.Open(keys, row.KeyId, row.Id, row.Version, content));
        return fields is null ? null : new Opened(row.Version, SealedListing.ToListing(row.Id, fields), SealedListing.TermsOf(fields, options.Value.Service));
    }

    private Clearance? Open(OtherRow row) =>
        OrNull(() => SealedListing.Open(keys, row.KeyId, row.Id, row.Content)) is { } person ? SealedListing.ToClearance(row.ListingId, person) : null;

    // One record that was changed by a strange hand must not take all the others out of force.
    private static T? OrNull<T>(Func<T?> open)
        where T : class
    {
        try
        {
            return open();
        }
        catch (Exception exception) when (exception is CryptographicException or JsonException)
        {
            return null;
        }
    }

    private sealed record Opened(long Version, Listing Listing, ListingTerms Terms);

    private sealed class Row
    {
        public string Id { get; init; } = "";
        public string KeyId { get; init; } = "";
        public long Version { get; init; }
    }

    private sealed class OtherRow
    {
        public string Id { get; init; } = "";
        public string ListingId { get; init; } = "";
        public string KeyId { get; init; } = "";
        public byte[]? Content { get; init; }
    }
}
