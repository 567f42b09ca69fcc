using Dapper;
using Entente.Node.Accounts;
using Entente.Node.Configuration;
using Entente.Node.Oversight;
using Entente.Node.Storage;
using Entente.Node.Watchlist.Adoptions;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace Entente.Node.Watchlist.Listings;

/// <summary>GET /listings: own listings by status, the newest first. GET /listings/review: those that somebody has to look at.</summary>
internal static class ReadListings
{
    private const int MostLimit = 500;

    // A listing that was never in force is shown by the version that waits.
    private const string Select = """
        SELECT l.id, l.key_id, l.status, l.version, l.review_on, l.expires_on, v.number, v.content, v.proposed_by, w.number AS waiting, w.proposed_by AS waiting_of
        FROM listing l LEFT JOIN listing_version w ON w.listing_id = l.id AND w.state = 'proposed' LEFT JOIN listing_version v ON v.listing_id = l.id AND v.number = coalesce(l.version, w.number)
        """;

    public static void Map(WebApplication node)
    {
        node.MapGet("/listings", All).Requires(Permission.ReadListings).WithName("listings");
        node.MapGet("/listings/review", Review).Requires(Permission.ReadListings).WithName("review-listings");
    }

    private static async Task<Results<Ok<ListingsAnswer>, ProblemHttpResult>> All(
        Database database, KeyStore keys, LedgerWriter ledger, Caller caller, CancellationToken cancellationToken, string? status = null, int limit = 100, int offset = 0)
    {
        if (limit is < 1 or > MostLimit || offset < 0 || (status is not null && !ListingStatus.All.Contains(status)))
        {
            return Problems.Of(StatusCodes.Status400BadRequest, "The request is not as it should be",
                $"Give a limit of 1 to {MostLimit}, an offset of 0 or more, and as status one of {string.Join(", ", ListingStatus.All)}, or none.");
        }

        var (shown, _) = await FindAsync(new Wanted(status, null, limit, offset), database, keys, ledger, caller, cancellationToken);
        return TypedResults.Ok(new ListingsAnswer(shown, limit, offset));
    }

    /// <summary>Listings, the newest first, and whether there are more behind them. That they were read is recorded.</summary>
    public static async Task<(IReadOnlyList<ListingLine> Listings, bool More)> FindAsync(Wanted wanted, Database database, KeyStore keys, LedgerWriter ledger, Caller caller, CancellationToken cancellationToken)
    {
        using var connection = database.Open();
        var where = wanted.Status is null ? "" : "WHERE l.status = @Status";

        // A category stands in what is sealed, so it can only be looked for one by one.
        var rows = wanted.Category is null
            ? connection.Query<Row>($"{Select} {where} ORDER BY l.id DESC LIMIT @Limit + 1 OFFSET @Offset", wanted)
            : connection.Query<Row>($"{Select} {where} ORDER BY l.id DESC", wanted, buffered: false).Where(row => Shown(row, keys).Category == wanted.Category).Skip(wanted.Offset).Take(wanted.Limit + 1);
        var found = rows.ToList();
        var shown = found.Take(wanted.Limit).Select(row => Shown(row, keys)).ToList();
        await ledger.RecordAsync(caller.Did(ActionCode.ListingsRead, null, new { Listings = shown.Select(l => l.Id) }), cancellationToken);
        return (shown, found.Count > wanted.Limit);
    }

    /// <summary>Which listings.</summary>
    /// <param name="Status">Of <see cref="ListingStatus"/>; null for all.</param>
    /// <param name="Category">Why the person is looked for; null for all.</param>
    /// <param name="Limit">How many.</param>
    /// <param name="Offset">After how many.</param>
    internal sealed record Wanted(string? Status, ListingCategory? Category, int Limit, int Offset);

    private static async Task<Ok<ReviewAnswer>> Review(
        Database database, KeyStore keys, LedgerWriter ledger, IOptions<ListingOptions> options, TimeProvider time, Caller caller, CancellationToken cancellationToken) =>
        TypedResults.Ok(await FindDueAsync(database, keys, ledger, options.Value, time, caller, cancellationToken));

    /// <summary>What somebody has to look at. That it was read is recorded.</summary>
    public static async Task<ReviewAnswer> FindDueAsync(
        Database database, KeyStore keys, LedgerWriter ledger, ListingOptions options, TimeProvider time, Caller caller, CancellationToken cancellationToken)
    {
        using var connection = database.Open();
        var today = time.Today();
        var due = today.AddDays(options.DueBefore.Days);
        var rows = await connection.QueryAsync<Row>(
            $"{Select} WHERE l.status = 'expired' OR w.number IS NOT NULL OR (l.status = 'in-force' AND (l.review_on <= @due OR l.expires_on <= @due)) ORDER BY l.review_on, l.id LIMIT {MostLimit}", new { due });
        var shown = rows.Select(row => Shown(row, keys)).ToList();
        var adoptions = (await connection.QueryAsync<AdoptionRow>(
            $"SELECT * FROM adoption WHERE status IN ('proposed', 'lapsed', 'expired') OR (status = 'in-force' AND (review_on <= @due OR expires_on <= @due)) ORDER BY review_on, id LIMIT {MostLimit}", new { due })).AsList();
        await ledger.RecordAsync(caller.Did(ActionCode.ListingsRead, null, new { Listings = shown.Select(l => l.Id), Adoptions = adoptions.Select(a => a.Id) }), cancellationToken);
        var inForce = shown.Where(l => l.Status == ListingStatus.InForce).ToList();
        return new ReviewAnswer(
            [.. shown.Where(l => l.Waiting is not null)],
            [.. inForce.Where(l => l.ReviewOn >= today && (l.ReviewOn <= due || l.ExpiresOn <= due))],
            [.. inForce.Where(l => l.ReviewOn < today)],
            [.. shown.Where(l => l.Status == ListingStatus.Expired)],
            [.. adoptions.Select(a => AdoptionLine.Of(a, keys))]);
    }

    private static ListingLine Shown(Row row, KeyStore keys)
    {
        var fields = row.Number is { } number ? SealedListing.Open(keys, row.KeyId, row.Id, number, row.Content) : null;
        return new(row.Id, row.Status, row.Version, fields?.Names[0].Text, fields?.Category, fields?.Action, row.ReviewOn, row.ExpiresOn, row.Waiting, row.WaitingOf);
    }

    private sealed class Row
    {
        public string Id { get; init; } = "";
        public string KeyId { get; init; } = "";
        public string Status { get; init; } = "";
        public long? Version { get; init; }
        public DateOnly ReviewOn { get; init; }
        public DateOnly ExpiresOn { get; init; }
        public long? Number { get; init; }
        public byte[]? Content { get; init; }
        public long? Waiting { get; init; }
        public string? WaitingOf { get; init; }
    }

    /// <summary>A listing in a line.</summary>
    /// <param name="Id">Its id.</param>
    /// <param name="Status">Its status.</param>
    /// <param name="Version">The version in force.</param>
    /// <param name="Caption">Its first name; null once deleted.</param>
    /// <param name="Category">Why the person is looked for.</param>
    /// <param name="Action">What is asked for.</param>
    /// <param name="ReviewOn">Next review.</param>
    /// <param name="ExpiresOn">Last day in force.</param>
    /// <param name="Waiting">The version that waits for a second person; null for none.</param>
    /// <param name="WaitingOf">Who proposed it.</param>
    internal sealed record ListingLine(
        string Id, string Status, long? Version, string? Caption, ListingCategory? Category, EncounterAction? Action, DateOnly ReviewOn, DateOnly ExpiresOn, long? Waiting, string? WaitingOf);

    /// <summary>Listings.</summary>
    internal sealed record ListingsAnswer(IReadOnlyList<ListingLine> Listings, int Limit, int Offset);

    /// <summary>What has to be looked at.</summary>
    /// <param name="Waiting">Proposals that wait for a second person.</param>
    /// <param name="Due">Review or expiry is near.</param>
    /// <param name="Overdue">The review date has passed.</param>
    /// <param name="Expired">Out of force by their date: renew or remove.</param>
    /// <param name="Adoptions">Adoptions that wait, have lapsed or expired, or are due.</param>
    internal sealed record ReviewAnswer(
        IReadOnlyList<ListingLine> Waiting, IReadOnlyList<ListingLine> Due, IReadOnlyList<ListingLine> Overdue, IReadOnlyList<ListingLine> Expired, IReadOnlyList<AdoptionLine> Adoptions);
}
