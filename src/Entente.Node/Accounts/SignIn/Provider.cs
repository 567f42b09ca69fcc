using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Buffers.Text;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Entente.Node.Accounts.SignIn;

/// <summary>
/// The service's own provider of identities: OpenID Connect Core 1.0, authorization code flow with PKCE (RFC 7636). The ID token's signature, issuer, audience, times and nonce are checked by
/// Microsoft.IdentityModel; only asymmetric signatures count.
/// </summary>
internal sealed class Provider : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private static readonly string[] Algorithms = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"];

    private readonly HttpClient _http = new() { Timeout = Patience };
    private readonly ProviderOption _options;
    private readonly PublicOrigin _origin;
    private readonly TimeProvider _time;
    private readonly string? _secretPath;
    private readonly ConfigurationManager<OpenIdConnectConfiguration>? _configuration;

    public Provider(IOptions<AccountOptions> options, IConfiguration configuration, PublicOrigin origin, TimeProvider time)
    {
        (_options, _origin, _time) = (options.Value.OpenIdConnect, origin, time);
        _secretPath = _options.SecretPath(configuration);
        if (_options.Authority.Length > 0)
        {
            _configuration = new ConfigurationManager<OpenIdConnectConfiguration>(
                $"{_options.Authority.TrimEnd('/')}/.well-known/openid-configuration",
                new OpenIdConnectConfigurationRetriever(),
                new HttpDocumentRetriever(_http) { RequireHttps = _options.Authority.StartsWith("https:", StringComparison.Ordinal) });
        }
    }

    /// <summary>Whether one is configured.</summary>
    public bool IsThere => _configuration is not null;

    /// <summary>Its issuer.</summary>
    public string Issuer => _options.Authority;

    private string CallbackAddress => _origin.To("/sign-in/provider/callback");

    /// <summary>Where to send a browser, and what its return is checked against.</summary>
    /// <exception cref="ProviderException">The provider does not answer as one does.</exception>
    public async Task<(string Address, Visit Visit)> BeginAsync(CancellationToken cancellationToken)
    {
        var configuration = await ConfigurationAsync(cancellationToken);
        var visit = new Visit(Secret.Make(), Secret.Make(), Secret.Make());
        return (QueryHelpers.AddQueryString(configuration.AuthorizationEndpoint, new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["response_type"] = "code",
            ["client_id"] = _options.ClientId,
            ["redirect_uri"] = CallbackAddress,
            ["scope"] = "openid",
            ["state"] = visit.State,
            ["nonce"] = visit.Nonce,
            ["code_challenge"] = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(visit.Verifier))),
            ["code_challenge_method"] = "S256",
        }), visit);
    }

    /// <summary>Whom the provider has recognised: its own id of him.</summary>
    /// <exception cref="ProviderException">The code or the ID token does not hold, or the provider does not answer.</exception>
    public async Task<string> SubjectAsync(string code, Visit visit, CancellationToken cancellationToken)
    {
        var configuration = await ConfigurationAsync(cancellationToken);
        var token = await ExchangeAsync(configuration, code, visit, cancellationToken);
        var result = await new JsonWebTokenHandler().ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = configuration.Issuer,
            ValidAudience = _options.ClientId,
            IssuerSigningKeys = configuration.SigningKeys,
            ValidAlgorithms = Algorithms,
            RequireSignedTokens = true,
            RequireExpirationTime = true,
            ClockSkew = TimeSpan.FromMinutes(1),
            LifetimeValidator = (from, until, _, p) => until + p.ClockSkew > Now && (from is null || from - p.ClockSkew <= Now),
        });
        if (!result.IsValid || result.SecurityToken is not JsonWebToken { Subject.Length: > 0 } checkedToken)
        {
            // A provider that has changed its keys is asked for them once more, the next time.
            _configuration?.RequestRefresh();
            throw new ProviderException("The ID token does not hold.", result.Exception);
        }

        return checkedToken.TryGetPayloadValue<string>("nonce", out var nonce) && nonce == visit.Nonce
            ? checkedToken.Subject
            : throw new ProviderException("The ID token was made for another sign-in.", null);
    }

    public void Dispose() => _http.Dispose();

    private DateTime Now => _time.GetUtcNow().UtcDateTime;

    private async Task<OpenIdConnectConfiguration> ConfigurationAsync(CancellationToken cancellationToken)
    {
        try
        {
            var found = await (_configuration ?? throw new InvalidOperationException("No provider is configured.")).GetConfigurationAsync(cancellationToken);
            return found.Issuer == Issuer ? found : throw new ProviderException("It gives another issuer than Accounts:OpenIdConnect:Authority.", null);
        }
        catch (Exception exception) when (exception is InvalidOperationException { InnerException: not null } or IOException or HttpRequestException)
        {
            throw new ProviderException("Its configuration cannot be read.", exception);
        }
    }

    private async Task<string> ExchangeAsync(OpenIdConnectConfiguration configuration, string code, Visit visit, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, configuration.TokenEndpoint)
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["grant_type"] = "authorization_code", ["code"] = code, ["redirect_uri"] = CallbackAddress, ["client_id"] = _options.ClientId, ["code_verifier"] = visit.Verifier,
            }),
        };
        try
        {
            if (_secretPath is { } file)
            {
                // RFC 6749 section 2.3.1: both parts are form-encoded before they are joined.
                var secret = (await File.ReadAllTextAsync(file, cancellationToken)).Trim();
                request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Uri.EscapeDataString(_options.ClientId)}:{Uri.EscapeDataString(secret)}")));
            }

            using var response = await _http.SendAsync(request, cancellationToken);
            response.EnsureSuccessStatusCode();
            return (await response.Content.ReadFromJsonAsync<JsonElement>(cancellationToken)).GetProperty("id_token").GetString() ?? "";
        }
        catch (Exception exception) when (exception is HttpRequestException or JsonException or KeyNotFoundException or InvalidOperationException or IOException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            throw new ProviderException("It gave no ID token for the code.", exception);
        }
    }
}

/// <summary>What a browser's return from the provider is checked against.</summary>
/// <param name="State">Comes back in the address.</param>
/// <param name="Nonce">Comes back in the ID token.</param>
/// <param name="Verifier">Proves that whoever redeems the code asked for it.</param>
internal sealed record Visit(string State, string Nonce, string Verifier);

/// <summary>The provider of identities did not answer, or what it answered does not hold. No personal data.</summary>
internal sealed class ProviderException(string message, Exception? inner) : Exception(message, inner);
