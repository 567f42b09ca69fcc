using Entente.Node.Accounts;
using Entente.Node.Configuration;
using Entente.Node.Oversight;
using Entente.Node.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Entente.Node.Watchlist.Listings;

/// <summary>POST /listings/{id}/lower: asks for less from now on. One person is enough.</summary>
internal static class Lower
{
    public static void Map(WebApplication node) =>
        node.MapPost("/listings/{id}/lower", Handle).Accepts<LowerRequest>("application/json").Requires(Permission.Nominate).WithName("lower-listing");

    private static async Task<Results<Ok<ListingAnswer>, ProblemHttpResult>> Handle(
        string id, StrictBody<LowerRequest> body, LedgerWriter ledger, KeyStore keys, OwnListings own, Caller caller, CancellationToken cancellationToken)
    {
        if (body.Value is not { Action: { } action })
        {
            return Problems.Of(StatusCodes.Status400BadRequest, "The request is not as it should be", body.Fault ?? $"Give the action; allowed are {Codes.All<EncounterAction>()}.");
        }

        var answer = await ledger.WriteAsync(work => Do(work, id, action, keys, caller), cancellationToken);
        await own.RefreshAsync(cancellationToken);
        return answer;
    }

    /// <summary>Asks for less.</summary>
    public static Results<Ok<ListingAnswer>, ProblemHttpResult> Do(Work work, string id, EncounterAction action, KeyStore keys, Caller caller)
    {
        if (work.Listing(id) is not { } listing)
        {
            return ListingRows.Unknown;
        }

        if (listing.Status != ListingStatus.InForce || work.Version(listing) is not { } version || SealedListing.Open(keys, listing.KeyId, id, version.Number, version.Content) is not { } fields)
        {
            return Correct.Ended(listing);
        }

        if (action >= fields.Action)
        {
            return Problems.Of(StatusCodes.Status409Conflict, "That asks for no less", "The listing asks for this or for less already. To ask for more, propose it with /correct; a second person approves it.");
        }

        var number = work.NextNumber(id);
        var lowered = fields with { Action = action, Warrant = "" };
        work.PutInForce(listing, number, SealedListing.Seal(keys, listing.KeyId, id, number, lowered), caller.Id, lowered);
        work.Record(caller.Did(ActionCode.ListingLowered, id, new { Version = number, From = fields.Action, To = action }));
        return TypedResults.Ok(new ListingAnswer(id, listing.Status, number, Waits: false));
    }

    /// <summary>What is asked for from now on.</summary>
    internal sealed record LowerRequest
    {
        /// <summary>The weaker action.</summary>
        public EncounterAction? Action { get; init; }
    }
}
