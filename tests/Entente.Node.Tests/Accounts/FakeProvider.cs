using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Entente.Node.Tests.Accounts;

/// <summary>An OpenID Connect provider on this machine that recognises everybody as one person, and lies where a test tells it to.</summary>
internal sealed class FakeProvider : IAsyncDisposable
{
    public const string Client = "entente-test", ClientSecret = "a secret+with signs", Subject = "subject-1";

    private readonly WebApplication _server;
    private readonly RsaSecurityKey _key = new(RSA.Create(2048)) { KeyId = "1" }, _foreign = new(RSA.Create(2048)) { KeyId = "1" };
    private readonly ConcurrentDictionary<string, (string Nonce, string Challenge)> _codes = new(StringComparer.Ordinal);

    private FakeProvider(WebApplication server) => _server = server;

    /// <summary>Its issuer.</summary>
    public string Issuer => $"http://localhost:{new Uri(_server.Urls.First()).Port}";

    /// <summary>What it lies about: nothing, key, audience, issuer, nonce, expiry or none (no signature).</summary>
    public string Lie { get; set; } = "";

    public static async Task<FakeProvider> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var server = builder.Build();
        server.Urls.Add("http://127.0.0.1:0");
        var provider = new FakeProvider(server);
        server.MapGet("/.well-known/openid-configuration", () => Results.Json(new
        {
            issuer = provider.Issuer, authorization_endpoint = $"{provider.Issuer}/authorize", token_endpoint = $"{provider.Issuer}/token", jwks_uri = $"{provider.Issuer}/keys",
        }));
        server.MapGet("/keys", () =>
        {
            var key = JsonWebKeyConverter.ConvertFromRSASecurityKey(provider._key);
            return Results.Json(new { keys = new[] { new { kty = "RSA", kid = "1", use = "sig", n = key.N, e = key.E } } });
        });
        server.MapGet("/authorize", (string redirect_uri, string state, string nonce, string code_challenge, string client_id) =>
        {
            client_id.ShouldBe(Client);
            var code = Guid.NewGuid().ToString("N");
            provider._codes[code] = (nonce, code_challenge);
            return Results.Redirect($"{redirect_uri}?code={code}&state={state}");
        });
        server.MapPost("/token", (Delegate)provider.TokenAsync);
        await File.WriteAllTextAsync(provider.SecretFile, ClientSecret + "\n");
        await server.StartAsync();
        return provider;
    }

    /// <summary>A file that holds the secret of the node.</summary>
    public string SecretFile { get; } = Path.GetTempFileName();

    public ValueTask DisposeAsync()
    {
        File.Delete(SecretFile);
        return _server.DisposeAsync();
    }

    private async Task<IResult> TokenAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync();
        var basic = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Client}:{Uri.EscapeDataString(ClientSecret)}"));
        return context.Request.Headers.Authorization == $"Basic {basic}"
            && _codes.TryRemove(form["code"].ToString(), out var asked)
            && Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"].ToString()))) == asked.Challenge
            ? Results.Json(new { access_token = "x", token_type = "Bearer", id_token = IdToken(asked.Nonce) })
            : Results.BadRequest();
    }

    private string IdToken(string nonce)
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        var token = new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Lie == "issuer" ? "https://another.example" : Issuer,
            Audience = Lie == "audience" ? "another-client" : Client,
            IssuedAt = now.AddHours(-1),
            Expires = Lie == "expiry" ? now.AddMinutes(-5) : now.AddMinutes(5),
            Claims = new Dictionary<string, object>(StringComparer.Ordinal) { ["sub"] = Subject, ["nonce"] = Lie == "nonce" ? "another" : nonce },
            SigningCredentials = Lie == "none" ? null : new SigningCredentials(Lie == "key" ? _foreign : _key, SecurityAlgorithms.RsaSha256),
        });
        return token;
    }
}
