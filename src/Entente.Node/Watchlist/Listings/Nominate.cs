using Entente.Node.Accounts;
using Entente.Node.Configuration;
using Entente.Node.Oversight;
using Entente.Node.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace Entente.Node.Watchlist.Listings;

/// <summary>POST /listings: nominates somebody. The listing waits until a second person has approved it.</summary>
internal static class Nominate
{
    public static void Map(WebApplication node) =>
        node.MapPost("/listings", Handle).Accepts<ListingFields>("application/json").Requires(Permission.Nominate).WithName("nominate");

    private static async Task<Results<Ok<ListingAnswer>, ProblemHttpResult>> Handle(
        StrictBody<ListingFields> body, LedgerWriter ledger, KeyStore keys, IOptions<ListingOptions> options, TimeProvider time, Caller caller, CancellationToken cancellationToken)
    {
        if (Problem(body, options.Value, time, out var fields) is { } problem)
        {
            return problem;
        }

        return await DoAsync(fields, ledger, keys, time, caller, cancellationToken);
    }

    /// <summary>Nominates somebody, on the ground of the caller.</summary>
    public static async Task<Ok<ListingAnswer>> DoAsync(ListingFields fields, LedgerWriter ledger, KeyStore keys, TimeProvider time, Caller caller, CancellationToken cancellationToken)
    {
        var id = $"own-{Guid.CreateVersion7(time.GetUtcNow()):N}";
        var key = keys.Make();
        var listing = new ListingRow { Id = id, KeyId = key, Status = ListingStatus.Proposed };
        return await ledger.WriteAsync(work =>
        {
            work.Execute(
                "INSERT INTO listing (id, key_id, purpose, legal_basis, marking, status, review_on, expires_on) VALUES (@id, @key, @Purpose, @LegalBasis, @marking, 'proposed', @ReviewOn, @ExpiresOn)",
                new { id, key, caller.Ground.Purpose, caller.Ground.LegalBasis, marking = SealedListing.MarkingOf(fields).ToText(), fields.ReviewOn, fields.ExpiresOn });
            work.Propose(listing, 1, SealedListing.Seal(keys, key, id, 1, fields), caller.Id);
            work.Record(caller.Did(ActionCode.ListingNominated, id, new { Version = 1, fields.Category, fields.Action }));
            return TypedResults.Ok(new ListingAnswer(id, ListingStatus.Proposed, 1, Waits: true));
        }, cancellationToken);
    }

    /// <summary>What is wrong with a listing as it was sent; null where nothing is.</summary>
    public static ProblemHttpResult? Problem(StrictBody<ListingFields> body, ListingOptions options, TimeProvider time, out ListingFields fields)
    {
        fields = body.Value ?? new ListingFields();
        var faults = body.Fault is { } fault ? [fault] : new ListingRules(options, time.Today()).FaultsOf(fields);
        return faults.Count == 0 ? null : Problems.Of(StatusCodes.Status400BadRequest, "The listing is not as it should be", string.Join(' ', faults));
    }
}
