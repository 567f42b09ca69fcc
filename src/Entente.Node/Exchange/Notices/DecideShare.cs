using Entente.Node.Accounts;
using Entente.Node.Configuration;
using Entente.Node.Exchange.Release;
using Entente.Node.Oversight;
using Entente.Node.Oversight.Purposes;
using Entente.Node.Storage;
using Entente.Node.Watchlist;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Entente.Node.Exchange.Notices;

/// <summary>
/// POST /shares/{id}/approve: a second person, who may release to that partner, lets it go; it leaves in the same moment. POST /shares/{id}/refuse: it does not go. POST
/// /shares/{id}/recall: one person takes it back; the partner has to say what became of it.
/// </summary>
internal static class DecideShare
{
    public static void Map(WebApplication node)
    {
        node.MapPost("/shares/{id}/approve", ApproveAsync).Requires(Permission.Release).WithName("approve-share");
        node.MapPost("/shares/{id}/refuse", RefuseAsync).Requires(Permission.Release).WithName("refuse-share");
        node.MapPost("/shares/{id}/recall", RecallAsync).Requires(Permission.Release).WithName("recall-share");
    }

    private static async Task<Results<Ok<ShareAnswer>, ProblemHttpResult>> ApproveAsync(string id, NoticeSender sender, LedgerWriter ledger, Caller caller, CancellationToken cancellationToken) =>
        await ledger.WriteAsync(work => Approve(work, id, sender, caller), cancellationToken);

    private static async Task<Results<Ok<ShareAnswer>, ProblemHttpResult>> RefuseAsync(string id, LedgerWriter ledger, Caller caller, CancellationToken cancellationToken) =>
        await ledger.WriteAsync(work => Refuse(work, id, caller), cancellationToken);

    private static async Task<Results<Ok<ShareAnswer>, ProblemHttpResult>> RecallAsync(string id, NoticeSender sender, LedgerWriter ledger, Caller caller, CancellationToken cancellationToken) =>
        await ledger.WriteAsync(work => Recall(work, id, sender, caller), cancellationToken);

    /// <summary>Lets a share go.</summary>
    public static Results<Ok<ShareAnswer>, ProblemHttpResult> Approve(Work work, string id, NoticeSender sender, Caller caller)
    {
        if (ShareRow.Find(work, id) is not { } share)
        {
            return ShareRow.Unknown;
        }

        if (share.Status != ShareRow.Proposed)
        {
            return Decided(share);
        }

        if (SecondPerson.Fault(caller, share.ProposedBy) is { } oneself)
        {
            return oneself;
        }

        if (!Recipients.MayRelease(work, share.Partner, caller))
        {
            return Problems.Of(StatusCodes.Status403Forbidden, "Not yours to release", "The terms with that partner name the roles whose holders release something to it; you hold none of them.");
        }

        if (sender.Find(work, share) is not { } thing)
        {
            return Problems.Of(StatusCodes.Status409Conflict, "The listing is not in force", "It has ended since this was proposed; refuse the share.");
        }

        if (sender.Bars(work, share, thing) is { Count: > 0 } bars)
        {
            return ShareListing.Barred(bars);
        }

        work.Execute("UPDATE share SET status = 'shared', decided_by = @by, decided_at = @Now WHERE id = @id", new { id, by = caller.Id, work.Now });
        work.Record(caller.Did(ActionCode.ShareApproved, share.Thing, new { Share = id, share.Partner, share.ProposedBy }));
        sender.Send(work, share, thing, caller.Id, caller.Ground);
        return TypedResults.Ok(new ShareAnswer(id, ShareRow.Shared));
    }

    /// <summary>Refuses a share.</summary>
    public static Results<Ok<ShareAnswer>, ProblemHttpResult> Refuse(Work work, string id, Caller caller)
    {
        if (ShareRow.Find(work, id) is not { } share)
        {
            return ShareRow.Unknown;
        }

        if (share.Status != ShareRow.Proposed)
        {
            return Decided(share);
        }

        work.Execute("UPDATE share SET status = 'refused', decided_by = @by, decided_at = @Now WHERE id = @id", new { id, by = caller.Id, work.Now });
        work.Record(caller.Did(ActionCode.ShareRefused, share.Thing, new { Share = id, share.Partner }));
        return TypedResults.Ok(new ShareAnswer(id, ShareRow.Refused));
    }

    /// <summary>Takes a share back.</summary>
    public static Results<Ok<ShareAnswer>, ProblemHttpResult> Recall(Work work, string id, NoticeSender sender, Caller caller)
    {
        if (ShareRow.Find(work, id) is not { } share)
        {
            return ShareRow.Unknown;
        }

        if (share.Status != ShareRow.Shared)
        {
            return Decided(share);
        }

        sender.Recall(work, share, RecallForm.NoLongerShared, caller.Id, caller.Ground);
        return TypedResults.Ok(new ShareAnswer(id, ShareRow.Recalled));
    }

    private static ProblemHttpResult Decided(ShareRow share) =>
        Problems.Of(StatusCodes.Status409Conflict, "The share is elsewhere", $"It is {share.Status}; somebody was first. Read it again.");
}
