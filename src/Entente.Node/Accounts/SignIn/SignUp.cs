using Dapper;
using Entente.Node.Accounts.Sessions;
using Entente.Node.Configuration;
using Entente.Node.Oversight;
using Entente.Node.Oversight.Purposes;
using Entente.Node.Storage;
using Microsoft.AspNetCore.Identity;

namespace Entente.Node.Accounts.SignIn;

/// <summary>
/// A one-time link opens an account. 1. POST /sign-up/link says whose it is. 2. POST /sign-up/options offers to make a passkey. 3. POST /sign-up stores it, uses the link up,
/// gives ten recovery codes and begins a session.
/// </summary>
internal static class SignUp
{
    private const string Kind = "sign-up";

    public static void Map(WebApplication node)
    {
        node.MapPost("/sign-up/link", Look).WithName("sign-up-link").RequireRateLimiting(People.Guesses);
        node.MapPost("/sign-up/options", Offer).WithName("sign-up-options").RequireRateLimiting(People.Guesses);
        node.MapPost("/sign-up", Handle).WithName("sign-up");
    }

    private static IResult Look(LinkRequest request, Database database, KeyStore keys, TimeProvider time) =>
        Find(request, database, time) is not { } link ? OneTimeLink.Unknown : TypedResults.Ok(new Opened(link.Kind, NameOf(link, database, keys)));

    private static async Task<IResult> Offer(LinkRequest request, HttpContext context, Database database, KeyStore keys, Passkeys passkeys, TimeProvider time)
    {
        if (Find(request, database, time) is not { } link)
        {
            return OneTimeLink.Unknown;
        }

        var name = NameOf(link, database, keys) ?? AccountName.Parse(request.Name);
        if (name is null)
        {
            return Problems.Of(StatusCodes.Status400BadRequest, "A name is wanted", $"Give the name under which colleagues know you, 1 to {AccountName.Longest} characters.");
        }

        var account = link.AccountId ?? Guid.CreateVersion7(time.GetUtcNow()).ToString("N");
        return TypedResults.Ok(new BrowserChallenge(await passkeys.OfferAsync(context, account, name, state => new Ceremony(Kind, state, account, link.Hash, name))));
    }

    private static async Task<IResult> Handle(
        Answer answer, HttpContext context, TakingUp takingUp, Passkeys passkeys, Ceremonies ceremonies, AccountGround ground, SessionCookie cookie, CancellationToken cancellationToken)
    {
        if (ground.Value is not { } found)
        {
            return AccountGround.Missing;
        }

        if (ceremonies.Take(context, Kind) is not { } ceremony || await passkeys.AttestAsync(context, ceremony, answer.Credential) is not { } passkey)
        {
            return Passkeys.Refused;
        }

        if (await takingUp.WriteAsync(ceremony, passkey, answer.Label, cookie.Of(context.Request), found, cancellationToken) is not { } done)
        {
            return OneTimeLink.Unknown;
        }

        cookie.Set(context.Response, done.Secret);
        return TypedResults.Ok(new SignedIn(done.Codes));
    }

    private static OneTimeLink? Find(LinkRequest request, Database database, TimeProvider time)
    {
        using var connection = database.Open();
        return connection.QueryFirstOrDefault<OneTimeLink>(OneTimeLink.Select, new { hash = Secret.HashOf(request.Link ?? ""), Now = time.GetUtcNow() });
    }

    private static string? NameOf(OneTimeLink link, Database database, KeyStore keys)
    {
        using var connection = database.Open();
        return connection.QueryFirstOrDefault<AccountRow>("SELECT id, key_id, name FROM account WHERE id = @AccountId", new { link.AccountId })?.NameBy(keys);
    }

    /// <summary>What a link opens.</summary>
    /// <param name="Kind">first, sign-up or recover.</param>
    /// <param name="Name">Whose account it is; null where the first administrator has yet to say.</param>
    internal sealed record Opened(string Kind, string? Name);
}

/// <summary>An account is taken up, or taken back, by its link: what is stored of it.</summary>
internal sealed class TakingUp(LedgerWriter ledger, Passkeys passkeys, SessionTable sessions, KeyStore keys, FirstAdministrator first)
{
    /// <summary>Uses the link up. Null where it opens nothing any more.</summary>
    public async Task<(string Secret, IReadOnlyList<string> Codes)?> WriteAsync(
        Ceremony ceremony, UserPasskeyInfo passkey, string? label, string? before, Ground ground, CancellationToken cancellationToken)
    {
        // The key must be durable before the name that is sealed under it.
        var keyId = ceremony.Name is null ? "" : keys.Make();
        var done = await ledger.WriteAsync<(string Secret, IReadOnlyList<string> Codes, bool First)?>(
            work =>
            {
                if (OneTimeLink.Find(work, ceremony.Proof) is not { } link || AccountOf(work, link, ceremony, keyId, ground) is not { Locked: null } account)
                {
                    return null;
                }

                work.Execute("DELETE FROM account_link WHERE hash = @Hash", new { link.Hash });
                var me = Caller.UserPrefix + account.Id;
                if (link.Kind == LinkKind.Recover)
                {
                    Recover(work, account, me, ground);
                }
                else
                {
                    work.Record(Act.Of(me, ActionCode.AccountTakenUp, ground, me));
                }

                if (link.Role is { } role && (link.Kind == LinkKind.First || work.HasFirstAdministratorOnly()))
                {
                    work.Grant(account.Id, role, link.MadeBy, link.MadeBy);
                    work.Record(Act.Of(link.MadeBy, ActionCode.RoleGranted, ground, me, new { role, Alone = true }));
                }

                passkeys.Add(work, account, passkey, label);
                var codes = work.MakeRecoveryCodes(account.Id);
                return (sessions.Begin(work, account.Id, Manner.SignUp, before, ground), codes, link.Kind == LinkKind.First);
            },
            cancellationToken);
        if (done?.First == true)
        {
            first.Forget();
        }

        return done is { } d ? (d.Secret, d.Codes) : null;
    }

    private AccountRow? AccountOf(Work work, OneTimeLink link, Ceremony ceremony, string keyId, Ground ground)
    {
        if (link.Kind != LinkKind.First)
        {
            return link.AccountId is { } invited && invited == ceremony.Account ? work.FindAccount(invited) : null;
        }

        // The first link opens one account and no second, however often it was begun with.
        if (ceremony is not { Account: { } id, Name: { } name } || work.Value<long>("SELECT count(*) FROM account") > 0)
        {
            return null;
        }

        work.AddAccount(id, keyId, AccountName.Seal(keys, keyId, id, name), ground);
        return work.FindAccount(id);
    }

    /// <summary>Whoever holds the old passkeys and codes is not, or no longer alone, the holder.</summary>
    private static void Recover(Work work, AccountRow account, string me, Ground ground)
    {
        work.Execute("DELETE FROM account_passkey WHERE account_id = @Id", new { account.Id });
        work.EndSessions(account.Id);
        work.Record(Act.Of(me, ActionCode.AccountRecovered, ground, me, new { By = "confirmed-recovery" }));
    }
}
