using System.Threading.RateLimiting;
using Entente.Node.Accounts.Administration;
using Entente.Node.Accounts.Own;
using Entente.Node.Accounts.Pages;
using Entente.Node.Accounts.Sessions;
using Entente.Node.Accounts.SignIn;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace Entente.Node.Accounts;

/// <summary>The accounts of people: how they sign in, what they may see of their own account, and how two administrators run all of them.</summary>
internal static class People
{
    /// <summary>The scheme that takes a token where one is sent, and the cookie of a session otherwise.</summary>
    public const string Scheme = "TokenOrSession";

    /// <summary>The limit on trying links and recovery codes.</summary>
    public const string Guesses = "guesses";

    // Whoever mistypes a code tries some times; whoever guesses 100 bits tries for ever.
    private const int GuessesPerMinute = 20;

    public static void Add(WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<AccountOptions>().BindConfiguration("Accounts").ValidateOnStart();
        services.AddSingleton<IValidateOptions<AccountOptions>, AccountOptionsValidator>();
        services.AddSingleton<PublicOrigin>().AddSingleton<AccountGround>().AddSingleton<Colleagues>();
        services.AddSingleton<SessionTable>().AddSingleton<SessionCookie>().AddSingleton<Ceremonies>();
        services.AddSingleton<ShownOnce>().AddSingleton<TokenUse>();
        services.AddSingleton<FirstAdministrator>().AddHostedService(s => s.GetRequiredService<FirstAdministrator>());
        services.AddScoped<Passkeys>().AddScoped<TakingUp>().AddSingleton<DemoLinks>().AddSingleton<Provider>();
        services.AddSingleton<IAuthorizationHandler, SignedInCheck>();

        services.AddIdentityCore<AccountUser>().AddUserStore<AccountStore>();
        services.AddScoped<IPasskeyHandler<AccountUser>, PasskeyHandler<AccountUser>>();
        services.AddOptions<IdentityPasskeyOptions>().Configure<PublicOrigin>((passkeys, origin) =>
        {
            passkeys.ServerDomain = origin.Uri.Host;
            passkeys.ValidateOrigin = asked => ValueTask.FromResult(!asked.CrossOrigin && asked.Origin == origin.Text);
            passkeys.UserVerificationRequirement = "required";
            passkeys.ResidentKeyRequirement = "required";
        });

        services.AddAuthentication(Scheme)
            .AddScheme<AuthenticationSchemeOptions, SessionAuthentication>(SessionAuthentication.SchemeName, null)
            .AddPolicyScheme(Scheme, null, scheme => scheme.ForwardDefaultSelector = context =>
                context.Request.Headers.ContainsKey("Authorization") ? Tokens.Scheme : SessionAuthentication.SchemeName);
        services.Configure<RateLimiterOptions>(limits => limits.AddPolicy(Guesses, context => RateLimitPartition.GetFixedWindowLimiter(
            $"{context.Connection.RemoteIpAddress}", _ => new FixedWindowRateLimiterOptions { PermitLimit = GuessesPerMinute, Window = TimeSpan.FromMinutes(1) })));
    }

    public static void Map(WebApplication node)
    {
        SignInWithPasskey.Map(node);
        SignInWithProvider.Map(node);
        SignUp.Map(node);
        Recover.Map(node);
        Notices.Map(node);
        OwnPasskeys.Map(node);
        OwnSessions.Map(node);
        ListAccounts.Map(node);
        Invite.Map(node);
        Changes.Map(node);
        LockAccount.Map(node);
        AccountPages.Map(node);
    }
}
