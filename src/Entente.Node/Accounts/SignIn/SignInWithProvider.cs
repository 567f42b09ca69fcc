using System.Text.Json;
using Entente.Node.Accounts.Administration;
using Entente.Node.Accounts.Pages;
using Entente.Node.Accounts.Sessions;
using Entente.Node.Configuration;
using Entente.Node.Oversight;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Entente.Node.Accounts.SignIn;

/// <summary>
/// 1. GET /sign-in/provider sends the browser to the service's provider. 2. GET /sign-in/provider/callback takes it back, and begins a session of the account that two administrators have linked to whom the
/// provider recognised. Nobody gets an account by it.
/// </summary>
internal static partial class SignInWithProvider
{
    private const string Kind = "provider";

    public static void Map(WebApplication node)
    {
        node.MapGet("/sign-in/provider", Begin).ExcludeFromDescription();
        node.MapGet("/sign-in/provider/callback", Return).ExcludeFromDescription();
    }

    private static async Task<IResult> Begin(HttpContext context, Provider provider, Ceremonies ceremonies, ILogger<Provider> logger, CancellationToken cancellationToken)
    {
        if (!provider.IsThere)
        {
            return NoProvider;
        }

        try
        {
            var (address, visit) = await provider.BeginAsync(cancellationToken);
            ceremonies.Begin(context, new Ceremony(Kind, JsonSerializer.Serialize(visit)), fromElsewhere: true);
            return TypedResults.Redirect(address);
        }
        catch (ProviderException exception)
        {
            ProviderFailed(logger, exception);
            return Failed;
        }
    }

    private static async Task<IResult> Return(
        string? code, string? state, HttpContext context, Provider provider, Ceremonies ceremonies, AccountGround ground, SessionTable sessions, SessionCookie cookie, LedgerWriter ledger,
        ILogger<Provider> logger, CancellationToken cancellationToken)
    {
        if (!provider.IsThere)
        {
            return NoProvider;
        }

        if (ground.Value is not { } found)
        {
            return AccountGround.Missing;
        }

        // The address alone signs nobody in: the browser must be the one that was sent away.
        if (ceremonies.Take(context, Kind) is not { } ceremony || JsonSerializer.Deserialize<Visit>(ceremony.State) is not { } visit || state != visit.State || code is null)
        {
            return Problems.Of(StatusCodes.Status400BadRequest, "Not signed in", "The sign-in was broken off, came too late or was begun in another browser; begin again.");
        }

        string subject;
        try
        {
            subject = ProviderSubject.HashOf(provider.Issuer, await provider.SubjectAsync(code, visit, cancellationToken));
        }
        catch (ProviderException exception)
        {
            ProviderFailed(logger, exception);
            return Failed;
        }

        var secret = await ledger.WriteAsync(
            work => work.Value<string>("SELECT id FROM account WHERE provider = @subject AND locked IS NULL", new { subject }) is { } account
                ? sessions.Begin(work, account, Manner.Provider, cookie.Of(context.Request), found)
                : null,
            cancellationToken);
        if (secret is null)
        {
            return Problems.Of(StatusCodes.Status403Forbidden, "No account is linked", "Your service knows you, and no account here that is not locked is linked to you; ask an administrator.");
        }

        cookie.Set(context.Response, secret);

        return Desk.Pages.Show<ContinuePage>(context, null);
    }

    private static ProblemHttpResult NoProvider => Problems.Of(StatusCodes.Status404NotFound, "No provider", "This node has no provider of identities; sign in with a passkey.");

    private static ProblemHttpResult Failed => Problems.Of(StatusCodes.Status502BadGateway, "The provider did not help", "What your service's sign-in answered does not hold, or it did not answer; try again, or sign in with a passkey.");

    [LoggerMessage(Level = LogLevel.Warning, Message = "The provider of identities did not sign somebody in")]
    private static partial void ProviderFailed(ILogger logger, Exception why);
}
