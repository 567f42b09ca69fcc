using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Entente.Node.Accounts.Sessions;

/// <summary>Takes the cookie of somebody who is signed in. A page sends whoever is not to the sign-in.</summary>
internal sealed class SessionAuthentication(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, SessionTable sessions, SessionCookie cookie)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    /// <summary>Name of the scheme.</summary>
    public const string SchemeName = "Session";

    /// <summary>The claim that holds the id of the session.</summary>
    public const string SessionClaim = "session";

    /// <summary>The claim that holds when it began, in milliseconds since 1970.</summary>
    public const string BeganClaim = "session-began";

    /// <summary>The header of what an open page asks by itself, again and again: nobody is there for that, so it does not make a session last.</summary>
    public const string ByItselfHeader = "By-Itself";

    // A person at a desk with live pages; a script that runs away is held back.
    private const string RequestsPerMinute = "6000";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (cookie.Of(Request) is not { Length: > 0 } secret)
        {
            return Task.FromResult(AuthenticateResult.NoResult());
        }

        return Task.FromResult(sessions.Find(secret, counts: !Request.Headers.ContainsKey(ByItselfHeader)) is { } session
            ? AuthenticateResult.Success(new AuthenticationTicket(PrincipalOf(session), Scheme.Name))
            : AuthenticateResult.Fail("The session has ended."));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        if (HttpMethods.IsGet(Request.Method) && Request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal))
        {
            Response.Redirect("/sign-in");
            return Task.CompletedTask;
        }

        return base.HandleChallengeAsync(properties);
    }

    private ClaimsPrincipal PrincipalOf(Session session) => new(new ClaimsIdentity(
        [
            new Claim(ClaimTypes.Name, session.Name),
            new Claim(ClaimTypes.NameIdentifier, Caller.UserPrefix + session.Account),
            new Claim(SessionClaim, session.Id),
            new Claim(BeganClaim, session.Began.ToUnixTimeMilliseconds().ToString()),
            new Claim(TokenAuthentication.LimitClaim, RequestsPerMinute),
            .. session.Roles.Select(role => new Claim(ClaimTypes.Role, role)),
        ],
        Scheme.Name));
}
