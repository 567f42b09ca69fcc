using System.Text.Json.Serialization;
using Entente.Node.Accounts;
using Entente.Node.Configuration;
using Entente.Node.Oversight;
using Entente.Node.Oversight.Purposes;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Entente.Node.Watchlist.Listings;

/// <summary>POST /listings/{id}/remove: takes a listing out of force, or back before it came into force. One person is enough.</summary>
internal static class Remove
{
    public static void Map(WebApplication node) =>
        node.MapPost("/listings/{id}/remove", Handle).Accepts<RemoveRequest>("application/json").Requires(Permission.Nominate).WithName("remove-listing");

    private static async Task<Results<Ok<ListingAnswer>, ProblemHttpResult>> Handle(
        string id, StrictBody<RemoveRequest> body, LedgerWriter ledger, Catalogue catalogue, OwnListings own, Caller caller, CancellationToken cancellationToken)
    {
        if (body.Value is not { Reason: { } reason })
        {
            return Problems.Of(StatusCodes.Status400BadRequest, "The removal is not as it should be", body.Fault ?? $"Give the reason; allowed are {Codes.All<RemovalReason>()}.");
        }

        var answer = await ledger.WriteAsync(work => Do(work, id, reason, catalogue, caller), cancellationToken);
        await own.RefreshAsync(cancellationToken);
        return answer;
    }

    /// <summary>Takes a listing out of force.</summary>
    public static Results<Ok<ListingAnswer>, ProblemHttpResult> Do(Work work, string id, RemovalReason reason, Catalogue catalogue, Caller caller)
    {
        if (work.Listing(id) is not { } listing)
        {
            return ListingRows.Unknown;
        }

        if (listing.Status is not (ListingStatus.Proposed or ListingStatus.InForce or ListingStatus.Expired))
        {
            return Correct.Ended(listing);
        }

        work.End(id, ListingStatus.Removed, Codes.Of(reason), caller.Id, catalogue.After(work.Now, listing.Ground));
        work.Record(caller.Did(ActionCode.ListingRemoved, id, new { Reason = reason, listing.Version }));
        return TypedResults.Ok(new ListingAnswer(id, ListingStatus.Removed, listing.Version, Waits: false));
    }

    /// <summary>Why.</summary>
    internal sealed record RemoveRequest
    {
        /// <summary>The reason.</summary>
        public RemovalReason? Reason { get; init; }
    }

    /// <summary>Why a listing is removed.</summary>
    [JsonConverter(typeof(CodeConverter<RemovalReason>))]
    internal enum RemovalReason
    {
        /// <summary>The ground has gone.</summary>
        NoLongerSought,

        /// <summary>The person has been found.</summary>
        Found,

        /// <summary>The person has died.</summary>
        Deceased,

        /// <summary>It named the wrong person, or should never have been.</summary>
        Error,

        /// <summary>A court or an oversight body has ordered it.</summary>
        Ordered,

        /// <summary>A person's complaint was found right.</summary>
        Redress,

        /// <summary>Another listing takes its place.</summary>
        Superseded,
    }
}
