using System.Security.Claims;
using System.Text.Encodings.Web;
using Entente.Node.Accounts;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Entente.Testing;

/// <summary>Signs people in by a header that names them and their roles, so that a test of a use case needs no browser.</summary>
internal sealed class TestPeople(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    /// <summary>The header: "amina officer supervisor".</summary>
    public const string Header = "Test-Person";

    public static void Add(IServiceCollection services)
    {
        string? usual = null;
        services.AddAuthentication()
            .AddScheme<AuthenticationSchemeOptions, TestPeople>("Test", null)
            .AddPolicyScheme("Either", null, scheme => scheme.ForwardDefaultSelector = context => context.Request.Headers.ContainsKey(Header) ? "Test" : usual);
        services.PostConfigure<AuthenticationOptions>(authentication => (usual, authentication.DefaultScheme) = (authentication.DefaultScheme, "Either"));
    }

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var words = Request.Headers[Header].ToString().Split(' ');
        var identity = new ClaimsIdentity(
            [
                new Claim(ClaimTypes.Name, words[0]),
                new Claim(ClaimTypes.NameIdentifier, Caller.UserPrefix + words[0]),
                new Claim(TokenAuthentication.LimitClaim, "1000000"),
                .. words[1..].Select(role => new Claim(ClaimTypes.Role, role)),
            ],
            Scheme.Name);
        return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Scheme.Name)));
    }
}
