using Entente.Node.Accounts;
using Entente.Node.Configuration;
using Entente.Node.Oversight;
using Entente.Node.Oversight.Purposes;
using Entente.Node.Storage;
using Entente.Node.Watchlist.Listings;
using Entente.Screening.Subjects;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace Entente.Node.Watchlist.Adoptions;

/// <summary>POST /adoptions: proposes that a listing of others asks for more here than to inform. It waits for a second person.</summary>
internal static class Adopt
{
    public static void Map(WebApplication node) => node.MapPost("/adoptions", Handle).Accepts<AdoptRequest>("application/json").Requires(Permission.Nominate).WithName("adopt");

    private static async Task<Results<Ok<AdoptionAnswer>, ProblemHttpResult>> Handle(
        StrictBody<AdoptRequest> body, CurrentLists lists, LedgerWriter ledger, KeyStore keys, IOptions<ListingOptions> options, TimeProvider time, Caller caller, CancellationToken cancellationToken)
    {
        if (Fault(body, options.Value, time, out var request) is { } fault)
        {
            return Problems.Of(StatusCodes.Status400BadRequest, "The adoption is not as it should be", fault);
        }

        if (lists.Snapshot?.FindOfOthers(request.Listing) is not { Kind: SubjectKind.Person } listing)
        {
            return Problems.Of(StatusCodes.Status404NotFound, "Unknown listing", "No list of others has a person of that id; an own listing is raised with /listings/{id}/correct.");
        }

        return TypedResults.Ok(new AdoptionAnswer(await ProposeAsync(listing, request, ledger, keys, time, caller, cancellationToken), "proposed"));
    }

    /// <summary>Proposes an adoption without faults; its id.</summary>
    public static async Task<string> ProposeAsync(Listing listing, AdoptRequest request, LedgerWriter ledger, KeyStore keys, TimeProvider time, Caller caller, CancellationToken cancellationToken)
    {
        var id = $"adopted-{Guid.CreateVersion7(time.GetUtcNow()):N}";
        var key = keys.Make();
        var row = new
        {
            id, key, listing.List, listing = listing.Id, hash = IdentityHash.Of(listing),
            content = AdoptionRow.Seal(keys, key, id, new AdoptionContent(request.Warrant, request.Reason)),
            action = Codes.Of(request.Action ?? EncounterAction.Inform), caller.Ground.Purpose, caller.Ground.LegalBasis, marking = Marking.OwnService.ToText(),
            request.ReviewOn, request.ExpiresOn, by = caller.Id, now = time.GetUtcNow(),
        };
        return await ledger.WriteAsync(work =>
        {
            work.Execute(
                """
                INSERT INTO adoption (id, key_id, list, listing_id, content_hash, content, action, purpose, legal_basis, marking, status, review_on, expires_on, proposed_by, proposed_at)
                VALUES (@id, @key, @List, @listing, @hash, @content, @action, @Purpose, @LegalBasis, @marking, 'proposed', @ReviewOn, @ExpiresOn, @by, @now)
                """, row);
            work.Record(caller.Did(ActionCode.AdoptionProposed, id, new { Listing = listing.Id, request.Action, ContentHash = row.hash }));
            return id;
        }, cancellationToken);
    }

    private static string? Fault(StrictBody<AdoptRequest> body, ListingOptions options, TimeProvider time, out AdoptRequest request)
    {
        request = Completed(body.Value ?? new AdoptRequest(), options, time.Today());
        return body.Fault ?? (FaultsOf(request, options, time.Today()) is { Count: > 0 } faults ? string.Join(' ', faults) : null);
    }

    /// <summary>With the days that stand where none is stated: as late as they may be.</summary>
    public static AdoptRequest Completed(AdoptRequest request, ListingOptions options, DateOnly today) => request with
    {
        ReviewOn = request.ReviewOn ?? today.AddDays(Math.Min(options.ReviewWithin.Days, options.ExpireWithin.Days)),
        ExpiresOn = request.ExpiresOn ?? today.AddDays(options.ExpireWithin.Days),
    };

    /// <summary>What is wrong with a request, each fault beginning with the name of its field; none where it may be proposed.</summary>
    public static IReadOnlyList<string> FaultsOf(AdoptRequest request, ListingOptions options, DateOnly today)
    {
        List<string> faults = [.. new ListingRules(options, today).FaultsOf(request.Action, request.Warrant, request.ReviewOn, request.ExpiresOn)];
        if (request.Action is EncounterAction.Inform)
        {
            faults.Add("action is inform, which every listing of others does anyhow.");
        }

        if (!ListingRules.IsText(request.Reason, 1, 1000))
        {
            faults.Add("reason is missing or longer than 1000 characters; say why this service asks for more.");
        }

        return faults;
    }

    /// <summary>What is adopted for what.</summary>
    internal sealed record AdoptRequest
    {
        /// <summary>Id of the listing, as /entities has it.</summary>
        public string Listing { get; init; } = "";

        /// <summary>What it shall ask for.</summary>
        public EncounterAction? Action { get; init; }

        /// <summary>Number of the warrant; empty unless detention is asked for.</summary>
        public string Warrant { get; init; } = "";

        /// <summary>Why.</summary>
        public string Reason { get; init; } = "";

        /// <summary>Next review; as late as it may be where missing.</summary>
        public DateOnly? ReviewOn { get; init; }

        /// <summary>Last day in force; as late as it may be where missing.</summary>
        public DateOnly? ExpiresOn { get; init; }
    }
}
