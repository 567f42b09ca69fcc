using System.Text.Json;
using Entente.Node.Accounts.Sessions;
using Entente.Node.Configuration;
using Entente.Node.Oversight;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Entente.Node.Accounts.SignIn;

/// <summary>POST /sign-in/options asks the browser for a passkey, POST /sign-in takes the answer and begins a session. Demo accounts sign in by POST /sign-in/link.</summary>
internal static class SignInWithPasskey
{
    private const string Kind = "sign-in";

    public static void Map(WebApplication node)
    {
        node.MapPost("/sign-in/options", Ask).WithName("sign-in-options");
        node.MapPost("/sign-in", Handle).WithName("sign-in");
        node.MapPost("/sign-in/link", WithLink).WithName("sign-in-link").RequireRateLimiting(People.Guesses);
    }

    private static async Task<IResult> Ask(HttpContext context, Passkeys passkeys, AccountGround ground) =>
        ground.Value is null ? AccountGround.Missing : TypedResults.Ok(new BrowserChallenge(await passkeys.AskAsync(context, Kind)));

    private static async Task<IResult> Handle(
        Answer answer, HttpContext context, Passkeys passkeys, Ceremonies ceremonies, AccountGround ground, SessionTable sessions, SessionCookie cookie, LedgerWriter ledger, CancellationToken cancellationToken)
    {
        if (ground.Value is not { } found)
        {
            return AccountGround.Missing;
        }

        if (ceremonies.Take(context, Kind) is not { } ceremony || await passkeys.AssertAsync(context, ceremony, answer.Credential) is not { } proven)
        {
            return Passkeys.Refused;
        }

        var secret = await ledger.WriteAsync(
            work =>
            {
                if (work.FindAccount(proven.User.Id) is not { Locked: null })
                {
                    return null;
                }

                Passkeys.Used(work, proven.Passkey);
                return sessions.Begin(work, proven.User.Id, Manner.Passkey, cookie.Of(context.Request), found);
            },
            cancellationToken);
        return Begun(context, cookie, secret);
    }

    private static async Task<IResult> WithLink(
        LinkRequest request, HttpContext context, AccountGround ground, SessionTable sessions, SessionCookie cookie, LedgerWriter ledger, CancellationToken cancellationToken)
    {
        if (ground.Value is not { } found)
        {
            return AccountGround.Missing;
        }

        var hash = Secret.HashOf(request.Link ?? "");
        var (known, secret) = await ledger.WriteAsync(
            work =>
            {
                var account = work.Value<string>("SELECT account_id FROM account_link WHERE hash = @hash AND kind = @Demo AND expires > @Now", new { hash, LinkKind.Demo, work.Now });
                if (account is null || work.FindAccount(account) is not { Locked: null })
                {
                    return (account is not null, null);
                }

                work.Execute("DELETE FROM account_link WHERE hash = @hash", new { hash });
                return (true, (string?)sessions.Begin(work, account, Manner.Demo, cookie.Of(context.Request), found));
            },
            cancellationToken);
        return known ? Begun(context, cookie, secret) : OneTimeLink.Unknown;
    }

    private static IResult Begun(HttpContext context, SessionCookie cookie, string? secret)
    {
        if (secret is null)
        {
            return LockedAccount;
        }

        cookie.Set(context.Response, secret);
        return TypedResults.Ok(new SignedIn([]));
    }

    /// <summary>What is answered for an account that is locked.</summary>
    public static ProblemHttpResult LockedAccount => Problems.Of(StatusCodes.Status403Forbidden, "The account is locked", "Ask an administrator why; two of them can unlock it.");
}

/// <summary>What a browser is asked.</summary>
/// <param name="PublicKey">The options of navigator.credentials, as JSON (WebAuthn level 3).</param>
internal sealed record BrowserChallenge(JsonElement PublicKey);

/// <summary>What a browser answers.</summary>
/// <param name="Credential">The credential, as its toJSON gives it.</param>
/// <param name="Label">How the holder calls the passkey.</param>
internal sealed record Answer(JsonElement Credential, string? Label = null);

/// <summary>A one-time link.</summary>
/// <param name="Link">What stands behind the # of its address.</param>
/// <param name="Name">Name of the first administrator; nobody else's.</param>
internal sealed record LinkRequest(string? Link, string? Name = null);

/// <summary>Somebody is signed in.</summary>
/// <param name="RecoveryCodes">New recovery codes, shown only now; empty where there are none.</param>
internal sealed record SignedIn(IReadOnlyList<string> RecoveryCodes);
