using Entente.Node.Accounts;
using Entente.Node.Configuration;
using Entente.Node.Oversight;
using Entente.Node.Oversight.Purposes;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Entente.Node.Watchlist.Adoptions;

/// <summary>POST /adoptions/{id}/approve and /refuse by a second person; /withdraw by one. An adoption in force before gives way to the new one.</summary>
internal static class DecideAdoption
{
    public static void Map(WebApplication node)
    {
        node.MapPost("/adoptions/{id}/approve", Approve).Requires(Permission.Approve).WithName("approve-adoption");
        node.MapPost("/adoptions/{id}/refuse", Refuse).Requires(Permission.Approve).WithName("refuse-adoption");
        node.MapPost("/adoptions/{id}/withdraw", Withdraw).Requires(Permission.Nominate).WithName("withdraw-adoption");
    }

    private static async Task<Results<Ok<AdoptionAnswer>, ProblemHttpResult>> Approve(
        string id, CurrentLists lists, LedgerWriter ledger, AdoptionBook book, Catalogue catalogue, Caller caller, CancellationToken cancellationToken)
    {
        var answer = await ledger.WriteAsync<Results<Ok<AdoptionAnswer>, ProblemHttpResult>>(work =>
        {
            if (Waiting(work, id, caller, out var adoption) is { } problem)
            {
                return problem;
            }

            if (lists.Snapshot?.Sources.Find(adoption.ListingId) is not { } listing || listing.List != adoption.List || IdentityHash.Of(listing) != adoption.ContentHash || adoption.ExpiresOn < work.Now.Day())
            {
                return Problems.Of(StatusCodes.Status409Conflict, "The listing is not what was looked at", "It has changed or gone since the adoption was proposed, or the adoption has expired; propose it again.");
            }

            foreach (var before in work.Query<AdoptionRow>("SELECT * FROM adoption WHERE list = @List AND listing_id = @ListingId AND status IN ('in-force', 'lapsed', 'expired')", new { adoption.List, adoption.ListingId }))
            {
                work.EndAdoption(before.Id, "replaced", id, catalogue.After(work.Now, before.Ground));
            }

            work.Execute("UPDATE adoption SET status = 'in-force', decided_by = @by, decided_at = @Now WHERE id = @id", new { id, by = caller.Id, work.Now });
            work.Record(caller.Did(ActionCode.AdoptionApproved, id, new { Listing = adoption.ListingId, adoption.Action, adoption.ProposedBy, adoption.ContentHash }));
            return TypedResults.Ok(new AdoptionAnswer(id, "in-force"));
        }, cancellationToken);
        await book.RefreshAsync(cancellationToken);
        return answer;
    }

    private static Task<Results<Ok<AdoptionAnswer>, ProblemHttpResult>> Refuse(string id, LedgerWriter ledger, Catalogue catalogue, Caller caller, CancellationToken cancellationToken) =>
        ledger.WriteAsync<Results<Ok<AdoptionAnswer>, ProblemHttpResult>>(work =>
        {
            if (Waiting(work, id, caller, out var adoption) is { } problem)
            {
                return problem;
            }

            work.EndAdoption(id, "refused", null, catalogue.After(work.Now, adoption.Ground));
            work.Record(caller.Did(ActionCode.AdoptionRefused, id, new { Listing = adoption.ListingId, adoption.ProposedBy }));
            return TypedResults.Ok(new AdoptionAnswer(id, "refused"));
        }, cancellationToken);

    private static async Task<Results<Ok<AdoptionAnswer>, ProblemHttpResult>> Withdraw(
        string id, LedgerWriter ledger, AdoptionBook book, Catalogue catalogue, Caller caller, CancellationToken cancellationToken)
    {
        var answer = await ledger.WriteAsync<Results<Ok<AdoptionAnswer>, ProblemHttpResult>>(work =>
        {
            if (work.Adoption(id) is not { } adoption)
            {
                return AdoptionRow.Unknown;
            }

            if (adoption.Status is not ("proposed" or "in-force" or "lapsed" or "expired"))
            {
                return NotInForce(adoption);
            }

            work.EndAdoption(id, "withdrawn", null, catalogue.After(work.Now, adoption.Ground));
            work.Record(caller.Did(ActionCode.AdoptionWithdrawn, id, new { Listing = adoption.ListingId }));
            return TypedResults.Ok(new AdoptionAnswer(id, "withdrawn"));
        }, cancellationToken);
        await book.RefreshAsync(cancellationToken);
        return answer;
    }

    private static ProblemHttpResult? Waiting(Work work, string id, Caller caller, out AdoptionRow adoption)
    {
        var found = work.Adoption(id);
        adoption = found ?? new AdoptionRow();
        return found is null ? AdoptionRow.Unknown
            : found.Status != "proposed" ? NotInForce(found)
            : SecondPerson.Fault(caller, found.ProposedBy);
    }

    private static ProblemHttpResult NotInForce(AdoptionRow adoption) =>
        Problems.Of(StatusCodes.Status409Conflict, "The adoption does not wait", $"Its status is {adoption.Status}; somebody may have been first. Read it again.");
}
