using Entente.Node.Desk;
using Microsoft.Extensions.Options;

namespace Entente.Node.Accounts;

/// <summary>GET /desk/tokens: which machines may ask what. They stand in the configuration; here they are read.</summary>
internal static class TokenPages
{
    public static void Map(WebApplication node) => node.MapGet("/desk/tokens", (HttpContext context, IOptions<TokenOptions> options, TokenUse use) => Desk.Pages.Show<TokensPage>(context, new TokensView(
            [.. options.Value.Tokens.Select(token => new TokenView(TokenAuthentication.IdOf(token), token.Name, token.Purpose, token.LegalBasis, token.Scopes, token.RequestsPerMinute, use.LastOf(TokenAuthentication.IdOf(token))))],
            use.Since)))
        .Requires(Permission.ReadTokens).ExcludeFromDescription();

    /// <summary>The tokens of the configuration.</summary>
    /// <param name="Tokens">Each of them.</param>
    /// <param name="Since">Since when the node knows of their use.</param>
    internal sealed record TokensView(IReadOnlyList<TokenView> Tokens, DateTimeOffset Since);

    /// <summary>A token, without its hash.</summary>
    internal sealed record TokenView(string Id, string Name, string Purpose, string LegalBasis, IReadOnlyList<string> Scopes, int RequestsPerMinute, DateTimeOffset? Used);
}
