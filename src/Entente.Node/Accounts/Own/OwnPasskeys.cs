using System.Security.Claims;
using Entente.Node.Accounts.Sessions;
using Entente.Node.Accounts.SignIn;
using Entente.Node.Configuration;
using Entente.Node.Oversight;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Entente.Node.Accounts.Own;

/// <summary>
/// The holder adds and removes passkeys and makes new recovery codes: POST /account/passkeys/options, /account/passkeys, /account/passkeys/{credential}/remove, /account/recovery-codes. Only soon
/// after the sign-in, so that a desk left open does not give the account away for good.
/// </summary>
internal static class OwnPasskeys
{
    private const string Kind = "add-passkey";

    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(10);

    public static void Map(WebApplication node)
    {
        node.MapPost("/account/passkeys/options", Offer).RequiresSignedIn().WithName("passkey-options");
        node.MapPost("/account/passkeys", Add).RequiresSignedIn().WithName("passkey-add");
        node.MapPost("/account/passkeys/{credential}/remove", Remove).RequiresSignedIn().WithName("passkey-remove");
        node.MapPost("/account/recovery-codes", MakeCodes).RequiresSignedIn().WithName("recovery-codes");
    }

    private static async Task<IResult> Offer(Caller caller, ClaimsPrincipal user, HttpContext context, Passkeys passkeys, TimeProvider time) =>
        IsFresh(user, time) ? TypedResults.Ok(new BrowserChallenge(await passkeys.OfferAsync(context, caller.Account, caller.Name, state => new Ceremony(Kind, state, caller.Account)))) : NotFresh;

    private static async Task<IResult> Add(
        Answer answer, Caller caller, ClaimsPrincipal user, HttpContext context, Passkeys passkeys, Ceremonies ceremonies, LedgerWriter ledger, TimeProvider time, CancellationToken cancellationToken)
    {
        if (!IsFresh(user, time))
        {
            return NotFresh;
        }

        if (ceremonies.Take(context, Kind) is not { } ceremony || ceremony.Account != caller.Account || await passkeys.AttestAsync(context, ceremony, answer.Credential) is not { } passkey)
        {
            return Passkeys.Refused;
        }

        var added = await ledger.WriteAsync(
            work =>
            {
                if (work.FindAccount(caller.Account) is not { Locked: null } account)
                {
                    return false;
                }

                passkeys.Add(work, account, passkey, answer.Label);
                work.Tell(account.Id, NoticeCode.PasskeyAdded, caller.Id);
                work.Record(caller.Did(ActionCode.PasskeyAdded, caller.Id));
                return true;
            },
            cancellationToken);
        return added ? TypedResults.NoContent() : SignInWithPasskey.LockedAccount;
    }

    private static async Task<IResult> Remove(string credential, Caller caller, ClaimsPrincipal user, LedgerWriter ledger, TimeProvider time, CancellationToken cancellationToken)
    {
        if (!IsFresh(user, time))
        {
            return NotFresh;
        }

        var refused = await ledger.WriteAsync(
            work =>
            {
                var mine = work.Query<string>("SELECT credential FROM account_passkey WHERE account_id = @Account", new { caller.Account });
                if (!mine.Contains(credential))
                {
                    return Problems.Of(StatusCodes.Status404NotFound, "No such passkey", "The account has no passkey of that id; it may have been removed already.");
                }

                if (mine.Count == 1)
                {
                    return Problems.Of(StatusCodes.Status409Conflict, "The last passkey", "An account keeps at least one passkey; add another one first.");
                }

                work.Execute("DELETE FROM account_passkey WHERE credential = @credential", new { credential });
                work.Tell(caller.Account, NoticeCode.PasskeyRemoved, caller.Id);
                work.Record(caller.Did(ActionCode.PasskeyRemoved, caller.Id));
                return null;
            },
            cancellationToken);
        return refused is null ? TypedResults.NoContent() : refused;
    }

    private static async Task<IResult> MakeCodes(Caller caller, ClaimsPrincipal user, LedgerWriter ledger, TimeProvider time, CancellationToken cancellationToken)
    {
        if (!IsFresh(user, time))
        {
            return NotFresh;
        }

        var codes = await ledger.WriteAsync(
            work =>
            {
                var made = work.MakeRecoveryCodes(caller.Account);
                work.Tell(caller.Account, NoticeCode.RecoveryCodesMade, caller.Id);
                work.Record(caller.Did(ActionCode.RecoveryCodesMade, caller.Id));
                return made;
            },
            cancellationToken);
        return TypedResults.Ok(new SignedIn(codes));
    }

    private static bool IsFresh(ClaimsPrincipal user, TimeProvider time) =>
        long.TryParse(user.FindFirst(SessionAuthentication.BeganClaim)?.Value, out var began) && time.GetUtcNow() - DateTimeOffset.FromUnixTimeMilliseconds(began) <= Fresh;

    private static ProblemHttpResult NotFresh => Problems.Of(
        StatusCodes.Status409Conflict, "Sign in again", $"Passkeys and recovery codes are changed within {Fresh.TotalMinutes:0} minutes of the sign-in; sign out, sign in and do it again.");
}
