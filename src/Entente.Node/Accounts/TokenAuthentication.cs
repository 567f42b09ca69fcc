using System.Globalization;
using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Entente.Node.Accounts;

/// <summary>
/// Takes "Authorization: Token …", "Bearer …" or "ApiKey …". What arrives is hashed and the hash looked up, so that the time of an answer says nothing of
/// how near a guess was.
/// </summary>
internal sealed class TokenAuthentication(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, IOptions<TokenOptions> tokens, TokenUse use)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    /// <summary>The claim that holds a scope.</summary>
    public const string ScopeClaim = "scope";

    /// <summary>The claim that holds how many requests a minute are allowed.</summary>
    public const string LimitClaim = "requests-per-minute";

    /// <summary>The claim that holds the code of the legal basis.</summary>
    public const string LegalBasisClaim = "legal-basis";

    /// <summary>The claim that holds the code of the purpose.</summary>
    public const string PurposeClaim = "purpose";

    // Enough of the hash to tell tokens apart, and no more than that of who holds it.
    private const int IdLength = 16;

    private static readonly string[] Schemes = ["Token ", "Bearer ", "ApiKey "];

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        var scheme = Array.Find(Schemes, s => header.StartsWith(s, StringComparison.OrdinalIgnoreCase));
        if (scheme is null)
        {
            return Task.FromResult(AuthenticateResult.NoResult());
        }

        var hash = NewToken.HashOf(header[scheme.Length..].Trim());
        var token = tokens.Value.Tokens.FirstOrDefault(t => string.Equals(t.Sha256, hash, StringComparison.OrdinalIgnoreCase));
        if (token is null)
        {
            return Task.FromResult(AuthenticateResult.Fail("The token is not known here."));
        }

        use.Note(IdOf(token));
        return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(PrincipalOf(token), Scheme.Name)));
    }

    /// <summary>The id under which what is asked with a token stands in the record.</summary>
    public static string IdOf(TokenOption token) => $"token:{token.Sha256[..IdLength].ToLowerInvariant()}";

    private ClaimsPrincipal PrincipalOf(TokenOption token) => new(new ClaimsIdentity(
        [
            new Claim(ClaimTypes.Name, token.Name),
            new Claim(ClaimTypes.NameIdentifier, IdOf(token)),
            new Claim(PurposeClaim, token.Purpose),
            new Claim(LegalBasisClaim, token.LegalBasis),
            new Claim(LimitClaim, token.RequestsPerMinute.ToString(CultureInfo.InvariantCulture)),
            .. token.Scopes.Select(scope => new Claim(ScopeClaim, scope)),
        ],
        Scheme.Name));
}
