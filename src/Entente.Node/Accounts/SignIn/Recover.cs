using Dapper;
using Entente.Node.Accounts.Sessions;
using Entente.Node.Configuration;
using Entente.Node.Oversight;
using Microsoft.AspNetCore.Http.HttpResults;
using Entente.Node.Storage;

namespace Entente.Node.Accounts.SignIn;

/// <summary>
/// Who has lost his passkeys comes back by a recovery code. 1. POST /recover/options takes the code and offers to make a passkey. 2. POST /recover stores it, uses the code up, ends every
/// other session and begins a new one.
/// </summary>
internal static class Recover
{
    private const string Kind = "recover";

    public static void Map(WebApplication node)
    {
        node.MapPost("/recover/options", Offer).WithName("recover-options").RequireRateLimiting(People.Guesses);
        node.MapPost("/recover", Handle).WithName("recover");
    }

    private static async Task<IResult> Offer(CodeRequest request, HttpContext context, Database database, KeyStore keys, Passkeys passkeys)
    {
        var hash = Secret.HashOfCode(request.Code ?? "");
        AccountRow? account;
        using (var connection = database.Open())
        {
            account = connection.QueryFirstOrDefault<AccountRow>(
                "SELECT a.id, a.key_id, a.name, a.locked FROM account_recovery_code c JOIN account a ON a.id = c.account_id WHERE c.hash = @hash", new { hash });
        }

        return account switch
        {
            null => Unknown(),
            { Locked: not null } => SignInWithPasskey.LockedAccount,
            _ => TypedResults.Ok(new BrowserChallenge(await passkeys.OfferAsync(context, account.Id, account.NameBy(keys), state => new Ceremony(Kind, state, account.Id, hash)))),
        };
    }

    private static async Task<IResult> Handle(
        Answer answer, HttpContext context, Passkeys passkeys, Ceremonies ceremonies, AccountGround ground, SessionTable sessions, SessionCookie cookie, LedgerWriter ledger, CancellationToken cancellationToken)
    {
        if (ground.Value is not { } found)
        {
            return AccountGround.Missing;
        }

        if (ceremonies.Take(context, Kind) is not { Account: { } id } ceremony || await passkeys.AttestAsync(context, ceremony, answer.Credential) is not { } passkey)
        {
            return Passkeys.Refused;
        }

        var secret = await ledger.WriteAsync(
            work =>
            {
                if (work.FindAccount(id) is not { Locked: null } account || work.Value<long>("SELECT count(*) FROM account_recovery_code WHERE hash = @Proof AND account_id = @id", new { ceremony.Proof, id }) == 0)
                {
                    return null;
                }

                var me = Caller.UserPrefix + id;
                work.Execute("DELETE FROM account_recovery_code WHERE hash = @Proof", new { ceremony.Proof });
                work.EndSessions(id);
                passkeys.Add(work, account, passkey, answer.Label);
                work.Tell(id, NoticeCode.RecoveryCodeUsed, me);
                work.Record(Act.Of(me, ActionCode.AccountRecovered, found, me, new { By = "recovery-code" }));
                return sessions.Begin(work, id, Manner.Recovery, cookie.Of(context.Request), found);
            },
            cancellationToken);
        if (secret is null)
        {
            return Unknown();
        }

        cookie.Set(context.Response, secret);
        return TypedResults.Ok(new SignedIn([]));
    }

    private static ProblemHttpResult Unknown() => Problems.Of(StatusCodes.Status404NotFound, "The code opens nothing", "Each recovery code works once; type another one as it is printed, or ask an administrator for a recovery.");

    /// <summary>A recovery code.</summary>
    /// <param name="Code">As it was shown; case, blanks and hyphens do not matter.</param>
    internal sealed record CodeRequest(string? Code);
}
