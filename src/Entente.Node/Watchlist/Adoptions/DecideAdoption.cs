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
        node.MapPost("/adoptions/{id}/approve", async (string id, CurrentLists lists, LedgerWriter ledger, AdoptionBook book, Catalogue catalogue, Caller caller, CancellationToken ct) => Answer(id, await ApproveAsync(id, lists, ledger, book, catalogue, caller, ct))).Requires(Permission.Approve).WithName("approve-adoption");
        node.MapPost("/adoptions/{id}/refuse", async (string id, LedgerWriter ledger, Catalogue catalogue, Caller caller, CancellationToken ct) => Answer(id, await RefuseAsync(id, ledger, catalogue, caller, ct))).Requires(Permission.Approve).WithName("refuse-adoption");
        node.MapPost("/adoptions/{id}/withdraw", async (string id, LedgerWriter ledger, AdoptionBook book, Catalogue catalogue, Caller caller, CancellationToken ct) => Answer(id, await WithdrawAsync(id, ledger, book, catalogue, caller, ct))).Requires(Permission.Nominate).WithName("withdraw-adoption");
    }

    /// <summary>A second person puts an adoption in force, if the listing is still what was looked at.</summary>
    public static async Task<AdoptionStep> ApproveAsync(string id, CurrentLists lists, LedgerWriter ledger, AdoptionBook book, Catalogue catalogue, Caller caller, CancellationToken cancellationToken)
    {
        var step = await ledger.WriteAsync(work =>
        {
            if (Waiting(work, id, caller, out var adoption) is { } refused)
            {
                return refused;
            }

            if (lists.Snapshot?.FindOfOthers(adoption.ListingId) is not { } listing || listing.List != adoption.List || IdentityHash.Of(listing) != adoption.ContentHash || adoption.ExpiresOn < work.Now.Day())
            {
                return new AdoptionStep(AdoptionRefusal.ListingChanged, Problems.Of(StatusCodes.Status409Conflict, "The listing is not what was looked at", "It has changed or gone since the adoption was proposed, or the adoption has expired; propose it again."));
            }

            foreach (var before in work.Query<AdoptionRow>("SELECT * FROM adoption WHERE list = @List AND listing_id = @ListingId AND status IN ('in-force', 'lapsed', 'expired')", new { adoption.List, adoption.ListingId }))
            {
                work.EndAdoption(before.Id, "replaced", id, catalogue.After(work.Now, before.Ground));
            }

            work.Execute("UPDATE adoption SET status = 'in-force', decided_by = @by, decided_at = @Now WHERE id = @id", new { id, by = caller.Id, work.Now });
            work.Record(caller.Did(ActionCode.AdoptionApproved, id, new { Listing = adoption.ListingId, adoption.Action, adoption.ProposedBy, adoption.ContentHash }));
            return new AdoptionStep("in-force");
        }, cancellationToken);
        await book.RefreshAsync(cancellationToken);
        return step;
    }

    /// <summary>A second person refuses an adoption.</summary>
    public static Task<AdoptionStep> RefuseAsync(string id, LedgerWriter ledger, Catalogue catalogue, Caller caller, CancellationToken cancellationToken) => ledger.WriteAsync(work =>
    {
        if (Waiting(work, id, caller, out var adoption) is { } refused)
        {
            return refused;
        }

        work.EndAdoption(id, "refused", null, catalogue.After(work.Now, adoption.Ground));
        work.Record(caller.Did(ActionCode.AdoptionRefused, id, new { Listing = adoption.ListingId, adoption.ProposedBy }));
        return new AdoptionStep("refused");
    }, cancellationToken);

    /// <summary>One person ends an adoption: it asks for no more than to inform from then on.</summary>
    public static async Task<AdoptionStep> WithdrawAsync(string id, LedgerWriter ledger, AdoptionBook book, Catalogue catalogue, Caller caller, CancellationToken cancellationToken)
    {
        var step = await ledger.WriteAsync(work =>
        {
            if (work.Adoption(id) is not { } adoption)
            {
                return new AdoptionStep(AdoptionRefusal.Unknown, AdoptionRow.Unknown);
            }

            if (adoption.Status is not ("proposed" or "in-force" or "lapsed" or "expired"))
            {
                return NotWaiting(adoption);
            }

            work.EndAdoption(id, "withdrawn", null, catalogue.After(work.Now, adoption.Ground));
            work.Record(caller.Did(ActionCode.AdoptionWithdrawn, id, new { Listing = adoption.ListingId }));
            return new AdoptionStep("withdrawn");
        }, cancellationToken);
        await book.RefreshAsync(cancellationToken);
        return step;
    }

    private static Results<Ok<AdoptionAnswer>, ProblemHttpResult> Answer(string id, AdoptionStep step) => step.Problem is { } problem ? problem : TypedResults.Ok(new AdoptionAnswer(id, step.Status));

    private static AdoptionStep? Waiting(Work work, string id, Caller caller, out AdoptionRow adoption)
    {
        var found = work.Adoption(id);
        adoption = found ?? new AdoptionRow();
        return found is null ? new AdoptionStep(AdoptionRefusal.Unknown, AdoptionRow.Unknown)
            : found.Status != "proposed" ? NotWaiting(found)
            : SecondPerson.Fault(caller, found.ProposedBy) is { } fault ? new AdoptionStep(AdoptionRefusal.SamePerson, fault)
            : null;
    }

    private static AdoptionStep NotWaiting(AdoptionRow adoption) => new(AdoptionRefusal.NotWaiting,
        Problems.Of(StatusCodes.Status409Conflict, "The adoption does not wait", $"Its status is {adoption.Status}; somebody may have been first. Read it again."));
}

/// <summary>What came of a step with an adoption.</summary>
/// <param name="Status">The status it has now; blank where the step was refused.</param>
/// <param name="Refused">Why it was refused; null where it was taken.</param>
/// <param name="Problem">The same for a program.</param>
internal sealed record AdoptionStep(string Status, AdoptionRefusal? Refused = null, ProblemHttpResult? Problem = null)
{
    /// <summary>A step that was refused.</summary>
    public AdoptionStep(AdoptionRefusal refused, ProblemHttpResult problem)
        : this("", refused, problem)
    {
    }
}

/// <summary>Why a step with an adoption is refused.</summary>
internal enum AdoptionRefusal
{
    /// <summary>There is no such adoption.</summary>
    Unknown,

    /// <summary>It waits for nothing; somebody may have been first.</summary>
    NotWaiting,

    /// <summary>Whoever proposed it cannot be the second person, and neither can a machine.</summary>
    SamePerson,

    /// <summary>The listing has changed or gone since, or the adoption has expired.</summary>
    ListingChanged,
}
