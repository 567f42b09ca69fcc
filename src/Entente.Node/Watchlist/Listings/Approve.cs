using Entente.Node.Accounts;
using Entente.Node.Configuration;
using Entente.Node.Oversight;
using Entente.Node.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Entente.Node.Watchlist.Listings;

/// <summary>POST /listings/{id}/approve: a second person puts a proposed version in force.</summary>
internal static class Approve
{
    public static void Map(WebApplication node) =>
        node.MapPost("/listings/{id}/approve", Handle).Accepts<VersionRequest>("application/json").Requires(Permission.Approve).WithName("approve-listing");

    private static async Task<Results<Ok<ListingAnswer>, ProblemHttpResult>> Handle(
        string id, StrictBody<VersionRequest> body, LedgerWriter ledger, KeyStore keys, OwnListings own, Caller caller, CancellationToken cancellationToken)
    {
        if (body.Fault is { } fault)
        {
            return Problems.Of(StatusCodes.Status400BadRequest, "The approval is not as it should be", fault);
        }

        var answer = await ledger.WriteAsync(work => Do(work, id, body.Value?.Version, keys, caller), cancellationToken);
        await own.RefreshAsync(cancellationToken);
        return answer;
    }

    /// <summary>Approves a version.</summary>
    public static Results<Ok<ListingAnswer>, ProblemHttpResult> Do(Work work, string id, long? version, KeyStore keys, Caller caller)
    {
        if (work.Listing(id) is not { } listing)
        {
            return ListingRows.Unknown;
        }

        if (work.Pending(id) is not { } proposed || proposed.Number != version || proposed.Base != listing.Version)
        {
            return NotWaiting;
        }

        if (SecondPerson.Fault(caller, proposed.ProposedBy) is { } oneself)
        {
            return oneself;
        }

        if (SealedListing.Open(keys, listing.KeyId, id, proposed.Number, proposed.Content) is not { ExpiresOn: { } expiresOn } fields || expiresOn < work.Now.Day())
        {
            return Problems.Of(StatusCodes.Status409Conflict, "The proposed version has expired", "Its expiry date has passed while it waited; have it proposed again.");
        }

        work.Execute("UPDATE listing_version SET state = 'replaced' WHERE listing_id = @id AND state = 'in-force'", new { id });
        work.Execute("UPDATE listing_version SET state = 'in-force', decided_by = @by, decided_at = @Now WHERE listing_id = @id AND number = @Number", new { id, proposed.Number, by = caller.Id, work.Now });
        work.Execute(
            "UPDATE listing SET status = 'in-force', version = @Number, marking = @marking, review_on = @ReviewOn, expires_on = @ExpiresOn, ended_at = NULL, ended_why = NULL, ended_by = NULL, delete_after = NULL WHERE id = @id",
            new { id, proposed.Number, marking = SealedListing.MarkingOf(fields).ToText(), fields.ReviewOn, fields.ExpiresOn });
        work.Record(caller.Did(ActionCode.ListingApproved, id, new { Version = proposed.Number, fields.Action, proposed.ProposedBy }));
        return TypedResults.Ok(new ListingAnswer(id, ListingStatus.InForce, proposed.Number, Waits: false));
    }

    /// <summary>Nothing of that number waits.</summary>
    public static ProblemHttpResult NotWaiting { get; } = Problems.Of(StatusCodes.Status409Conflict, "That version waits for nobody",
        "Somebody was first, or the listing has changed since. Read the listing again and name the version that waits, as in {\"version\":2}.");

    /// <summary>Which version was looked at.</summary>
    internal sealed record VersionRequest
    {
        /// <summary>Its number.</summary>
        public long? Version { get; init; }
    }
}
