using System.Text.Json.Serialization;
using Entente.Node.Accounts;
using Entente.Node.Configuration;
using Entente.Node.Oversight;
using Entente.Node.Oversight.Purposes;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Entente.Node.Watchlist.Listings;

/// <summary>POST /listings/{id}/refuse: a second person refuses a proposed version, with a reason.</summary>
internal static class Refuse
{
    public static void Map(WebApplication node) =>
        node.MapPost("/listings/{id}/refuse", Handle).Accepts<RefuseRequest>("application/json").Requires(Permission.Approve).WithName("refuse-listing");

    private static async Task<Results<Ok<ListingAnswer>, ProblemHttpResult>> Handle(
        string id, StrictBody<RefuseRequest> body, LedgerWriter ledger, Catalogue catalogue, Caller caller, CancellationToken cancellationToken) =>
        body.Value is not { Reason: { } reason, Version: { } version }
            ? Problems.Of(StatusCodes.Status400BadRequest, "The refusal is not as it should be", body.Fault ?? $"Give version and reason; reasons are {Codes.All<RefusalReason>()}.")
            : await ledger.WriteAsync(work => Do(work, id, version, reason, catalogue, caller), cancellationToken);

    /// <summary>Refuses a version.</summary>
    public static Results<Ok<ListingAnswer>, ProblemHttpResult> Do(Work work, string id, long version, RefusalReason reason, Catalogue catalogue, Caller caller)
    {
        if (work.Listing(id) is not { } listing)
        {
            return ListingRows.Unknown;
        }

        if (work.Pending(id) is not { } proposed || proposed.Number != version)
        {
            return Approve.NotWaiting;
        }

        if (SecondPerson.Fault(caller, proposed.ProposedBy) is { } oneself)
        {
            return oneself;
        }

        work.Execute("UPDATE listing_version SET state = 'refused', decided_by = @by, decided_at = @Now WHERE listing_id = @id AND number = @version", new { id, version, by = caller.Id, work.Now });
        var status = listing.Status;
        if (status == ListingStatus.Proposed)
        {
            status = ListingStatus.Refused;
            work.End(id, status, Codes.Of(reason), caller.Id, catalogue.After(work.Now, listing.Ground));
        }

        work.Record(caller.Did(ActionCode.ListingRefused, id, new { Version = version, Reason = reason, proposed.ProposedBy }));
        return TypedResults.Ok(new ListingAnswer(id, status, version, Waits: false));
    }

    /// <summary>What is refused, and why.</summary>
    internal sealed record RefuseRequest
    {
        /// <summary>The version that was looked at.</summary>
        public long? Version { get; init; }

        /// <summary>Why.</summary>
        public RefusalReason? Reason { get; init; }
    }

    /// <summary>Why a proposal is refused.</summary>
    [JsonConverter(typeof(CodeConverter<RefusalReason>))]
    internal enum RefusalReason
    {
        /// <summary>The supporting file does not carry it.</summary>
        NotSupported,

        /// <summary>The identity data fit too many people, or are wrong.</summary>
        IdentityInsufficient,

        /// <summary>The action asks for more than is justified.</summary>
        NotProportionate,

        /// <summary>It rests on protected activity, belief, opinion or origin.</summary>
        ProtectedGround,

        /// <summary>The law does not allow it.</summary>
        NoLegalBasis,

        /// <summary>The person is listed already.</summary>
        ListedAlready,
    }
}
