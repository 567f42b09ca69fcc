using Dapper;
using Entente.Node.Configuration;
using Entente.Node.Oversight;
using Entente.Node.Oversight.Purposes;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Entente.Node.Watchlist.Listings;

/// <summary>A row of the table listing.</summary>
internal sealed class ListingRow
{
    public string Id { get; init; } = "";
    public string KeyId { get; init; } = "";
    public string Purpose { get; init; } = "";
    public string LegalBasis { get; init; } = "";
    public string Marking { get; init; } = "";
    public string Status { get; init; } = "";
    public long? Version { get; init; }
    public DateOnly ReviewOn { get; init; }
    public DateOnly ExpiresOn { get; init; }
    public DateTimeOffset? EndedAt { get; init; }
    public string? EndedWhy { get; init; }
    public string? EndedBy { get; init; }

    /// <summary>On what it rests.</summary>
    public Ground Ground => new(Purpose, LegalBasis);
}

/// <summary>A row of the table listing_version.</summary>
internal sealed class VersionRow
{
    public string ListingId { get; init; } = "";
    public long Number { get; init; }
    public long? Base { get; init; }
    public byte[]? Content { get; init; }
    public string State { get; init; } = "";
    public string ProposedBy { get; init; } = "";
    public DateTimeOffset ProposedAt { get; init; }
    public string? DecidedBy { get; init; }
    public DateTimeOffset? DecidedAt { get; init; }
}

/// <summary>The states of a listing, as they stand in the table.</summary>
internal static class ListingStatus
{
    public const string Proposed = "proposed", InForce = "in-force", Refused = "refused", Expired = "expired", Removed = "removed", Deleted = "deleted";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Proposed, InForce, Refused, Expired, Removed, Deleted];
}

/// <summary>What the use cases of listings do to the tables, within a work.</summary>
internal static class ListingRows
{
    /// <summary>What answers where there is no such listing.</summary>
    public static ProblemHttpResult Unknown { get; } = Problems.Of(StatusCodes.Status404NotFound, "Unknown listing", "No listing of one's own has that id.");

    /// <summary>The listing; null where there is none.</summary>
    public static ListingRow? Listing(this Work work, string id) => work.Find<ListingRow>("SELECT * FROM listing WHERE id = @id", new { id });

    /// <summary>The version that waits for a second person; null where none does.</summary>
    public static VersionRow? Pending(this Work work, string id) =>
        work.Find<VersionRow>("SELECT * FROM listing_version WHERE listing_id = @id AND state = 'proposed'", new { id });

    /// <summary>The version in force, or that last was.</summary>
    public static VersionRow? Version(this Work work, ListingRow listing) =>
        work.Find<VersionRow>("SELECT * FROM listing_version WHERE listing_id = @Id AND number = @Version", new { listing.Id, listing.Version });

    /// <summary>The number of the next version.</summary>
    public static long NextNumber(this Work work, string id) => work.Value<long>("SELECT coalesce(max(number), 0) + 1 FROM listing_version WHERE listing_id = @id", new { id });

    /// <summary>Adds a version that waits for a second person; one that waited before is replaced.</summary>
    public static void Propose(this Work work, ListingRow listing, long number, byte[] content, string by)
    {
        work.ReplacePending(listing.Id);
        work.Execute(
            "INSERT INTO listing_version (listing_id, number, base, content, state, proposed_by, proposed_at) VALUES (@Id, @number, @Version, @content, 'proposed', @by, @Now)",
            new { listing.Id, number, listing.Version, content, by, work.Now });
    }

    /// <summary>Adds a version that one person may put in force: it asks for nothing more than the one before.</summary>
    public static void PutInForce(this Work work, ListingRow listing, long number, byte[] content, string by, ListingFields fields)
    {
        work.ReplacePending(listing.Id);
        work.Execute("UPDATE listing_version SET state = 'replaced' WHERE listing_id = @Id AND state = 'in-force'", new { listing.Id });
        work.Execute(
            "INSERT INTO listing_version (listing_id, number, base, content, state, proposed_by, proposed_at, decided_by, decided_at) VALUES (@Id, @number, @Version, @content, 'in-force', @by, @Now, @by, @Now)",
            new { listing.Id, number, listing.Version, content, by, work.Now });
        work.Execute("UPDATE listing SET version = @number, review_on = @ReviewOn, expires_on = @ExpiresOn WHERE id = @Id", new { listing.Id, number, fields.ReviewOn, fields.ExpiresOn });
    }

    /// <summary>What waited for a second person waits no more.</summary>
    public static void ReplacePending(this Work work, string id) =>
        work.Execute("UPDATE listing_version SET state = 'replaced' WHERE listing_id = @id AND state = 'proposed'", new { id });

    /// <summary>Ends a listing; its key lives until <paramref name="deleteAfter"/>.</summary>
    public static void End(this Work work, string id, string status, string why, string by, DateTimeOffset deleteAfter)
    {
        work.ReplacePending(id);
        work.Execute("UPDATE listing SET status = @status, ended_at = @Now, ended_why = @why, ended_by = @by, delete_after = @deleteAfter WHERE id = @id", new { id, status, work.Now, why, by, deleteAfter });
    }
}

/// <summary>What the change of a listing is answered with.</summary>
/// <param name="Id">Id of the listing.</param>
/// <param name="Status">Its status.</param>
/// <param name="Version">The version that the change made or decided; null where it made none.</param>
/// <param name="Waits">Whether that version waits for a second person.</param>
internal sealed record ListingAnswer(string Id, string Status, long? Version, bool Waits);

/// <summary>Where a listing stands, for whoever follows it.</summary>
internal sealed class ListingState
{
    /// <summary>Its status, of <see cref="ListingStatus"/>.</summary>
    public string Status { get; init; } = "";

    /// <summary>Its version in force; null where none is.</summary>
    public long? Version { get; init; }

    /// <summary>The state of a listing; null where there is none.</summary>
    public static ListingState? Find(System.Data.Common.DbConnection connection, string id) => connection.QueryFirstOrDefault<ListingState>("SELECT status, version FROM listing WHERE id = @id", new { id });
}
