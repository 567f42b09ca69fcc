using Dapper;
using Entente.Node.Accounts;
using Entente.Node.Configuration;
using Entente.Node.Oversight;
using Entente.Node.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Entente.Node.Watchlist.Listings;

/// <summary>GET /listings/{id}: one listing with what waits for a second person, who is known not to be the person, and what was changed by whom.</summary>
internal static class ReadListing
{
    public static void Map(WebApplication node) => node.MapGet("/listings/{id}", Handle).Requires(Permission.ReadListings).WithName("listing");

    private static async Task<Results<Ok<ListingView>, ProblemHttpResult>> Handle(
        string id, Database database, KeyStore keys, LedgerWriter ledger, Caller caller, CancellationToken cancellationToken)
    {
        return await FindAsync(id, database, keys, ledger, caller, cancellationToken) is { } found ? TypedResults.Ok(found.View) : ListingRows.Unknown;
    }

    /// <summary>A listing with the contents of its versions; null where there is none. That it was read is recorded.</summary>
    public static async Task<ListingFile?> FindAsync(string id, Database database, KeyStore keys, LedgerWriter ledger, Caller caller, CancellationToken cancellationToken)
    {
        using var connection = database.Open();
        if (await connection.QueryFirstOrDefaultAsync<ListingRow>("SELECT * FROM listing WHERE id = @id", new { id }) is not { } listing)
        {
            return null;
        }

        var versions = (await connection.QueryAsync<VersionRow>("SELECT * FROM listing_version WHERE listing_id = @id ORDER BY number", new { id })).AsList();
        var misidentified = (await connection.QueryAsync<MisidentifiedRow>("SELECT * FROM listing_misidentified WHERE listing_id = @id ORDER BY id", new { id })).AsList();
        var shown = versions.Find(v => v.Number == listing.Version);
        var waiting = versions.Find(v => v.State == "proposed");
        await ledger.RecordAsync(caller.Did(ActionCode.ListingRead, id), cancellationToken);
        var view = new ListingView(
            id, listing.Status, listing.Version, listing.Purpose, listing.LegalBasis, listing.ReviewOn, listing.ExpiresOn, listing.EndedAt, listing.EndedWhy, listing.EndedBy,
            FieldsOf(shown), waiting?.Number, FieldsOf(waiting),
            [.. misidentified.Where(m => m.EndedAt is null).Select(m => new MisidentifiedView(m.Id, m.Until, m.AddedBy, m.AddedAt, SealedListing.Open(keys, listing.KeyId, m.Id, m.Content)))],
            [.. versions.Select(v => new VersionView(v.Number, v.Base, v.State, v.ProposedBy, v.ProposedAt, v.DecidedBy, v.DecidedAt))]);
        return new ListingFile(view, versions.ToDictionary(v => v.Number, FieldsOf), [.. misidentified.Select(m => new MisidentifiedStep(m.AddedBy, m.AddedAt, m.EndedBy, m.EndedAt))], await EncountersAsync());

        async Task<ListingEncounters> EncountersAsync() => await connection.QuerySingleAsync<ListingEncounters>(
            """
            SELECT count(*) AS total, coalesce(sum(CASE WHEN e.status <> 'decided' THEN 1 ELSE 0 END), 0) AS undecided,
                coalesce(sum(CASE WHEN e.conclusion = 'this-person' THEN 1 ELSE 0 END), 0) AS this_person,
                coalesce(sum(CASE WHEN e.conclusion = 'not-this-person' THEN 1 ELSE 0 END), 0) AS not_this_person
            FROM encounter e WHERE e.id IN (SELECT encounter_id FROM encounter_listing WHERE listing_id = @id)
            """,
            new { id });

        ListingFields? FieldsOf(VersionRow? version) => version is null ? null : SealedListing.Open(keys, listing.KeyId, id, version.Number, version.Content);
    }

    private sealed class MisidentifiedRow
    {
        public string Id { get; init; } = "";
        public byte[]? Content { get; init; }
        public DateOnly Until { get; init; }
        public string AddedBy { get; init; } = "";
        public DateTimeOffset AddedAt { get; init; }
        public DateTimeOffset? EndedAt { get; init; }
        public string? EndedBy { get; init; }
    }

    /// <summary>A listing as its page tells it.</summary>
    /// <param name="View">What anybody may read of it who reads listings.</param>
    /// <param name="Said">What each version says, by its number; null once deleted.</param>
    /// <param name="Misidentified">When somebody was recorded who is not the person, and when that was taken back.</param>
    /// <param name="Encounters">What came of it.</param>
    internal sealed record ListingFile(ListingView View, IReadOnlyDictionary<long, ListingFields?> Said, IReadOnlyList<MisidentifiedStep> Misidentified, ListingEncounters Encounters);

    /// <summary>The encounters that name a listing and are still kept: whoever reviews it sees what it is worth, and whom it stops in vain.</summary>
    internal sealed class ListingEncounters
    {
        public long Total { get; init; }
        public long Undecided { get; init; }
        public long ThisPerson { get; init; }
        public long NotThisPerson { get; init; }
    }

    /// <summary>That somebody is not the listed person was recorded, and perhaps taken back.</summary>
    internal sealed record MisidentifiedStep(string AddedBy, DateTimeOffset AddedAt, string? EndedBy, DateTimeOffset? EndedAt);

    /// <summary>A listing.</summary>
    /// <param name="Id">Its id, also in /entities.</param>
    /// <param name="Status">proposed, in-force, refused, expired, removed or deleted.</param>
    /// <param name="Version">The version in force, or that last was; null for none.</param>
    /// <param name="Purpose">Code of the purpose.</param>
    /// <param name="LegalBasis">Code of the legal basis.</param>
    /// <param name="ReviewOn">Next review.</param>
    /// <param name="ExpiresOn">Last day in force.</param>
    /// <param name="EndedAt">When it ended.</param>
    /// <param name="EndedWhy">Why, a code.</param>
    /// <param name="EndedBy">Who ended it; null for the node itself.</param>
    /// <param name="Fields">What that version says; null once deleted.</param>
    /// <param name="Waiting">The version that waits for a second person.</param>
    /// <param name="Proposed">What that version says.</param>
    /// <param name="Misidentified">Who is not the person.</param>
    /// <param name="Versions">All versions, the oldest first.</param>
    internal sealed record ListingView(
        string Id, string Status, long? Version, string Purpose, string LegalBasis, DateOnly ReviewOn, DateOnly ExpiresOn, DateTimeOffset? EndedAt, string? EndedWhy, string? EndedBy,
        ListingFields? Fields, long? Waiting, ListingFields? Proposed, IReadOnlyList<MisidentifiedView> Misidentified, IReadOnlyList<VersionView> Versions);

    /// <summary>Somebody who is not the listed person.</summary>
    internal sealed record MisidentifiedView(string Entry, DateOnly Until, string AddedBy, DateTimeOffset AddedAt, Misidentified? Person);

    /// <summary>One version.</summary>
    internal sealed record VersionView(long Number, long? Base, string State, string ProposedBy, DateTimeOffset ProposedAt, string? DecidedBy, DateTimeOffset? DecidedAt);
}
