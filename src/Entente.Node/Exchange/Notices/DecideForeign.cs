using Entente.Node.Accounts;
using Entente.Node.Configuration;
using Entente.Node.Exchange.Partners;
using Entente.Node.Oversight;
using Entente.Node.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Entente.Node.Exchange.Notices;

/// <summary>
/// POST /foreign/{thing}/{partner}/accept and /refuse: a person decides about a held listing. /recall: lets a recall through that the brake holds. /account: says what
/// became of a copy that was recalled. /keep: a recalled copy is kept on a ground of law.
/// </summary>
internal static class DecideForeign
{
    public static void Map(WebApplication node)
    {
        node.MapPost("/foreign/{thing}/{partner}/accept", AcceptAsync).Requires(Permission.Release).WithName("accept-foreign");
        node.MapPost("/foreign/{thing}/{partner}/refuse", RefuseAsync).Requires(Permission.Release).WithName("refuse-foreign");
        node.MapPost("/foreign/{thing}/{partner}/recall", RecallAsync).Requires(Permission.Release).WithName("let-recall-through");
        node.MapPost("/foreign/{thing}/{partner}/account", AccountAsync).Accepts<AccountRequest>("application/json").Requires(Permission.Release).WithName("account-for-foreign");
    }

    private static Task<Results<Ok<ForeignAnswer>, ProblemHttpResult>> AcceptAsync(string thing, string partner, KeyStore keys, LedgerWriter ledger, Caller caller, CancellationToken cancellationToken) =>
        ledger.WriteAsync(work => Accept(work, thing, partner, keys, caller), cancellationToken);

    private static Task<Results<Ok<ForeignAnswer>, ProblemHttpResult>> RefuseAsync(string thing, string partner, LedgerWriter ledger, Caller caller, CancellationToken cancellationToken) =>
        ledger.WriteAsync(work => Refuse(work, thing, partner, caller), cancellationToken);

    private static Task<Results<Ok<ForeignAnswer>, ProblemHttpResult>> RecallAsync(string thing, string partner, RecallAccounts accounts, LedgerWriter ledger, Caller caller, CancellationToken cancellationToken) =>
        ledger.WriteAsync(work => LetThrough(work, thing, partner, accounts, caller), cancellationToken);

    private static async Task<Results<Ok<ForeignAnswer>, ProblemHttpResult>> AccountAsync(
        string thing, string partner, StrictBody<AccountRequest> body, RecallAccounts accounts, LedgerWriter ledger, Caller caller, CancellationToken cancellationToken) =>
        body.Value is not { } request ? Problems.Of(StatusCodes.Status400BadRequest, "The account is not as it should be", body.Fault ?? "Send one JSON object; it may be empty.")
        : await ledger.WriteAsync(work => Account(work, thing, partner, request.Keep, accounts, caller), cancellationToken);

    /// <summary>Puts a held listing in force: a person has read what its marking obliges to.</summary>
    public static Results<Ok<ForeignAnswer>, ProblemHttpResult> Accept(Work work, string thing, string partner, KeyStore keys, Caller caller)
    {
        if (ForeignRow.Find(work, thing, partner) is not { } row)
        {
            return ForeignRow.Unknown;
        }

        return row.Status != ForeignRow.Held ? Elsewhere(row)
            : row.Open(keys) is null || row.Bars.Split(' ').Contains(TakeNotice.Incomplete) ? Problems.Of(StatusCodes.Status409Conflict, "It cannot be put in force", "It lacks what a listing needs, or cannot be read; ask its owner for a correction, and refuse it.")
            : Decide(work, row, ForeignRow.IsInForce, ActionCode.NoticeAccepted, caller);
    }

    /// <summary>Refuses a held listing.</summary>
    public static Results<Ok<ForeignAnswer>, ProblemHttpResult> Refuse(Work work, string thing, string partner, Caller caller) =>
        ForeignRow.Find(work, thing, partner) is not { } row ? ForeignRow.Unknown
        : row.Status != ForeignRow.Held ? Elsewhere(row)
        : Decide(work, row, ForeignRow.Refused, ActionCode.NoticeRefused, caller);

    /// <summary>Lets a recall through that the brake holds.</summary>
    public static Results<Ok<ForeignAnswer>, ProblemHttpResult> LetThrough(Work work, string thing, string partner, RecallAccounts accounts, Caller caller)
    {
        if (ForeignRow.Find(work, thing, partner) is not { } row || PartnerRow.Find(work, partner) is not { } owner)
        {
            return ForeignRow.Unknown;
        }

        if (row.Recall != ForeignRow.Braked)
        {
            return Elsewhere(row);
        }

        work.Record(caller.Did(ActionCode.RecallLetThrough, thing, new { partner }));
        accounts.Withdraw(work, thing, owner);
        return TypedResults.Ok(new ForeignAnswer(thing, partner, ForeignRow.Recalled));
    }

    /// <summary>Gives the account of a recalled listing: that it was used and how, as the tables say, or that it is kept on a ground.</summary>
    public static Results<Ok<ForeignAnswer>, ProblemHttpResult> Account(Work work, string thing, string partner, RefusalGround? keep, RecallAccounts accounts, Caller caller)
    {
        if (ForeignRow.Find(work, thing, partner) is not { } row || PartnerRow.Find(work, partner) is not { } owner)
        {
            return ForeignRow.Unknown;
        }

        // What is kept on a ground of law is kept until somebody says that the ground has gone.
        if (row.Recall != ForeignRow.Due && (row.Account != Codes.Of(CopyAccount.Refused) || keep is not null))
        {
            return Elsewhere(row);
        }

        if (keep is null && RecallAccounts.HasOpenCopies(work, thing))
        {
            return Problems.Of(StatusCodes.Status409Conflict, "Copies are not accounted for", "It was handed on, and whoever has it has not answered yet; the account is given when they have.");
        }

        var uses = RecallAccounts.UsesOf(work, thing);
        var (account, how) = keep is { } ground ? (CopyAccount.Refused, [Codes.Of(ground)]) : uses.Count > 0 ? (CopyAccount.Used, uses) : (CopyAccount.Destroyed, uses);
        accounts.Answer(work, thing, owner, account, how, caller.Id, caller.Ground);
        return TypedResults.Ok(new ForeignAnswer(thing, partner, Codes.Of(account)));
    }

    private static Results<Ok<ForeignAnswer>, ProblemHttpResult> Decide(Work work, ForeignRow row, string status, string action, Caller caller)
    {
        work.Execute("UPDATE foreign_listing SET status = @status, decided_by = @by, decided_at = @Now WHERE thing = @Thing AND partner = @Partner", new { status, by = caller.Id, work.Now, row.Thing, row.Partner });
        work.Record(caller.Did(action, row.Thing, new { row.Partner, row.Version, Bars = row.Bars.Split(' ') }));
        return TypedResults.Ok(new ForeignAnswer(row.Thing, row.Partner, status));
    }

    private static ProblemHttpResult Elsewhere(ForeignRow row) =>
        Problems.Of(StatusCodes.Status409Conflict, "The listing is elsewhere", $"It is {row.Status}{(row.Recall.Length > 0 ? $", its recall {row.Recall}" : "")}; somebody was first. Read it again.");

    /// <summary>What is said of a copy.</summary>
    internal sealed record AccountRequest
    {
        /// <summary>On which ground of law it is kept; null where it is destroyed.</summary>
        public RefusalGround? Keep { get; init; }
    }

    /// <summary>A foreign listing and where it stands.</summary>
    internal sealed record ForeignAnswer(string Thing, string Partner, string Status);
}
