using Entente.Node.Accounts;
using Entente.Node.Configuration;
using Entente.Node.Oversight;
using Entente.Node.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace Entente.Node.Watchlist.Listings;

/// <summary>
/// POST /listings/{id}/renew: somebody has looked and the listing goes on, to be reviewed again on another day. Within its expiry date, or with an
/// earlier one, at once; beyond it, or after it, when a second person has approved.
/// </summary>
internal static class Renew
{
    public static void Map(WebApplication node) =>
        node.MapPost("/listings/{id}/renew", Handle).Accepts<RenewRequest>("application/json").Requires(Permission.Nominate).WithName("renew-listing");

    private static async Task<Results<Ok<ListingAnswer>, ProblemHttpResult>> Handle(
        string id, StrictBody<RenewRequest> body, LedgerWriter ledger, KeyStore keys, OwnListings own, IOptions<ListingOptions> options, Caller caller, CancellationToken cancellationToken)
    {
        if (body.Value is not { } request)
        {
            return Problems.Of(StatusCodes.Status400BadRequest, "The request is not as it should be", body.Fault ?? "Give reviewOn.");
        }

        var answer = await ledger.WriteAsync(work => Do(work, id, request, keys, options.Value, caller), cancellationToken);
        await own.RefreshAsync(cancellationToken);
        return answer;
    }

    /// <summary>Lets a listing go on, or proposes it.</summary>
    public static Results<Ok<ListingAnswer>, ProblemHttpResult> Do(Work work, string id, RenewRequest request, KeyStore keys, ListingOptions options, Caller caller)
    {
        if (work.Listing(id) is not { } listing)
        {
            return ListingRows.Unknown;
        }

        if (listing.Status is not (ListingStatus.InForce or ListingStatus.Expired) || work.Version(listing) is not { } version
            || SealedListing.Open(keys, listing.KeyId, id, version.Number, version.Content) is not { } fields)
        {
            return Correct.Ended(listing);
        }

        var renewed = fields with { ReviewOn = request.ReviewOn, ExpiresOn = request.ExpiresOn ?? fields.ExpiresOn };
        if (new ListingRules(options, work.Now.Day()).FaultsOf(renewed.ReviewOn, renewed.ExpiresOn) is { Count: > 0 } faults)
        {
            return Problems.Of(StatusCodes.Status400BadRequest, "The dates are not as they should be", string.Join(' ', faults));
        }

        if (listing.Status == ListingStatus.Expired || renewed.ExpiresOn > fields.ExpiresOn)
        {
            return Correct.Do(work, id, renewed, keys, caller, ActionCode.ListingRenewed);
        }

        var number = work.NextNumber(id);
        work.PutInForce(listing, number, SealedListing.Seal(keys, listing.KeyId, id, number, renewed), caller.Id, renewed);
        work.Record(caller.Did(ActionCode.ListingRenewed, id, new { Version = number, renewed.ReviewOn, renewed.ExpiresOn }));
        return TypedResults.Ok(new ListingAnswer(id, listing.Status, number, Waits: false));
    }

    /// <summary>Until when.</summary>
    internal sealed record RenewRequest
    {
        /// <summary>The next review.</summary>
        public DateOnly? ReviewOn { get; init; }

        /// <summary>The last day in force; as it is where missing.</summary>
        public DateOnly? ExpiresOn { get; init; }
    }
}
