using Entente.Node.Configuration;
using Entente.Node.Oversight;

namespace Entente.Node.Accounts.Administration;

/// <summary>
/// POST /accounts/{id}/lock: one administrator locks an account at once and ends its sessions; to unlock takes two. POST /accounts/{id}/sessions/end ends its sessions. A lock never leaves fewer than two
/// administrators who can act, or nobody could undo it.
/// </summary>
internal static class LockAccount
{
    public static void Map(WebApplication node)
    {
        node.MapPost("/accounts/{id}/lock", LockAsync).Requires(Permission.Administer).WithName("account-lock");
        node.MapPost("/accounts/{id}/sessions/end", EndSessionsAsync).Requires(Permission.Administer).WithName("account-sessions-end");
    }

    /// <summary>Locks an account and ends its sessions.</summary>
    internal static async Task<IResult> LockAsync(string id, Caller caller, LedgerWriter ledger, CancellationToken cancellationToken)
    {
        var refused = await ledger.WriteAsync(
            work =>
            {
                if (work.FindAccount(id) is not { } account)
                {
                    return Invite.NoAccount;
                }

                if (account.Locked is not null)
                {
                    return Problems.Of(StatusCodes.Status409Conflict, "It is locked", "The account has been locked already; propose to unlock it, which another administrator confirms.");
                }

                if (work.ActingAdministrators() is var acting && acting.Contains(id) && acting.Count <= AccountChange.FewestAdministrators)
                {
                    return AccountChange.TooFewAdministrators;
                }

                work.Execute("UPDATE account SET locked = @Now WHERE id = @id", new { work.Now, id });
                work.Execute("DELETE FROM account_link WHERE account_id = @id", new { id });
                work.EndSessions(id);
                work.Tell(id, NoticeCode.Locked, caller.Id);
                work.Record(caller.Did(ActionCode.AccountLocked, Caller.UserPrefix + id));
                return null;
            },
            cancellationToken);
        return refused ?? TypedResults.NoContent();
    }

    /// <summary>Ends the sessions of an account.</summary>
    internal static async Task<IResult> EndSessionsAsync(string id, Caller caller, LedgerWriter ledger, CancellationToken cancellationToken)
    {
        var refused = await ledger.WriteAsync(
            work =>
            {
                if (work.FindAccount(id) is null)
                {
                    return Invite.NoAccount;
                }

                var ended = work.EndSessions(id);
                work.Tell(id, NoticeCode.SessionsEnded, caller.Id);
                work.Record(caller.Did(ActionCode.SessionsEnded, Caller.UserPrefix + id, new { ended }));
                return null;
            },
            cancellationToken);
        return refused ?? TypedResults.NoContent();
    }
}
