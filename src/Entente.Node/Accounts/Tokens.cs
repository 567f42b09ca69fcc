using System.Security.Claims;
using System.Threading.RateLimiting;
using Entente.Node.Accounts.Sessions;
using Entente.Node.Configuration;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;

namespace Entente.Node.Accounts;

/// <summary>Who may ask what: a token in the header Authorization, its scopes, and how often it may be used.</summary>
internal static class Tokens
{
    /// <summary>Name of the scheme.</summary>
    public const string Scheme = "Token";

    public static void Add(WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<TokenOptions>().BindConfiguration("Accounts").ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<TokenOptions>, TokenOptionsValidator>();

        // Authentication brings keys for cookies, which nothing here needs, sessions included: none are written to disk.
        builder.Services.AddDataProtection().UseEphemeralDataProtectionProvider();
        builder.Services.AddAuthentication(Scheme).AddScheme<AuthenticationSchemeOptions, TokenAuthentication>(Scheme, null);
        builder.Services.AddAuthorization();
        builder.Services.AddSingleton<IAuthorizationHandler, PermissionCheck>();

        builder.Services.AddRateLimiter(options =>
        {
            options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            options.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(LimitOf);
        });
    }

    public static void Use(WebApplication node)
    {
        SameOrigin.Use(node);
        node.UseAuthentication();
        node.UseRateLimiter();
        node.UseAuthorization();
    }

    /// <summary>Each token has its own count; routes of those who show themselves by other means than a token have one for each address; whoever has none shares one with his address, so that tokens are not guessed.</summary>
    private static RateLimitPartition<string> LimitOf(HttpContext context)
    {
        var token = context.User.FindFirst(TokenAuthentication.LimitClaim);
        return token is null && context.GetEndpoint()?.Metadata.GetMetadata<AddressLimit>() is { } limit
            ? RateLimitPartition.GetFixedWindowLimiter($"{limit.Name} {context.Connection.RemoteIpAddress}", _ => PerMinute(limit.RequestsPerMinute))
            : token is null
            ? RateLimitPartition.GetFixedWindowLimiter($"address {context.Connection.RemoteIpAddress}", _ => PerMinute(Unknown))
            : RateLimitPartition.GetFixedWindowLimiter($"caller {context.User.FindFirst(ClaimTypes.NameIdentifier)?.Value}", _ => PerMinute(int.Parse(token.Value)));
    }

    // Enough for health checks, too few to guess.
    private const int Unknown = 120;

    private static FixedWindowRateLimiterOptions PerMinute(int requests) => new() { PermitLimit = requests, Window = TimeSpan.FromMinutes(1) };
}

/// <summary>A route whose callers show themselves by something that cannot be guessed, so that each address has a count of its own there.</summary>
/// <param name="Name">Routes of one name share it.</param>
/// <param name="RequestsPerMinute">Most requests of an address in a minute.</param>
internal sealed record AddressLimit(string Name, int RequestsPerMinute);
