using Entente.Node.Accounts;
using Entente.Node.Configuration;
using Entente.Node.Oversight;
using Entente.Node.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace Entente.Node.Watchlist.Listings;

/// <summary>
/// POST /listings/{id}/correct: proposes what the listing shall say from now on, as a whole: another action, other identity data, further names. It
/// waits for a second person; what is in force stays in force until then.
/// </summary>
internal static class Correct
{
    public static void Map(WebApplication node) =>
        node.MapPost("/listings/{id}/correct", Handle).Accepts<ListingFields>("application/json").Requires(Permission.Nominate).WithName("correct-listing");

    private static async Task<Results<Ok<ListingAnswer>, ProblemHttpResult>> Handle(
        string id, StrictBody<ListingFields> body, LedgerWriter ledger, KeyStore keys, IOptions<ListingOptions> options, TimeProvider time, Caller caller, CancellationToken cancellationToken) =>
        Nominate.Problem(body, options.Value, time, out var fields) is { } problem ? problem
            : await ledger.WriteAsync(work => Do(work, id, fields, keys, caller, ActionCode.ListingCorrected), cancellationToken);

    /// <summary>Proposes a version.</summary>
    public static Results<Ok<ListingAnswer>, ProblemHttpResult> Do(Work work, string id, ListingFields fields, KeyStore keys, Caller caller, string action)
    {
        if (work.Listing(id) is not { } listing)
        {
            return ListingRows.Unknown;
        }

        if (listing.Status is not (ListingStatus.Proposed or ListingStatus.InForce or ListingStatus.Expired))
        {
            return Ended(listing);
        }

        if (work.Pending(id) is { } pending && pending.ProposedBy != caller.Id)
        {
            return Problems.Of(StatusCodes.Status409Conflict, "Another proposal waits", $"Version {pending.Number}, of somebody else, waits for a second person; approve or refuse it first.");
        }

        var number = work.NextNumber(id);
        work.Propose(listing, number, SealedListing.Seal(keys, listing.KeyId, id, number, fields), caller.Id);
        work.Record(caller.Did(action, id, new { Version = number, Base = listing.Version, fields.Action, Waits = true }));
        return TypedResults.Ok(new ListingAnswer(id, listing.Status, number, Waits: true));
    }

    /// <summary>The listing is over.</summary>
    public static ProblemHttpResult Ended(ListingRow listing) =>
        Problems.Of(StatusCodes.Status409Conflict, "The listing is not in force", $"Its status is {listing.Status}; nominate the person again where there is a ground to.");
}
