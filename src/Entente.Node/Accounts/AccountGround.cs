using Entente.Node.Configuration;
using Entente.Node.Oversight.Purposes;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Entente.Node.Accounts;

/// <summary>For which purpose people have accounts: the first of the catalogue that allows to run the node. Without one nobody can sign in.</summary>
internal sealed class AccountGround(Catalogue catalogue)
{
    /// <summary>The ground; null where the catalogue has none.</summary>
    public Ground? Value => catalogue.FirstFor(Doing.Run);

    /// <summary>What is answered where there is none.</summary>
    public static ProblemHttpResult Missing => Problems.Of(StatusCodes.Status503ServiceUnavailable, "No accounts here", "No purpose in Catalogue:Purposes allows \"run\", so nobody can have an account; add it to one and start the node anew.");
}

/// <summary>A route's requirement that somebody is signed in, in whatever role: what concerns his own account.</summary>
internal sealed class SignedInRequirement : IAuthorizationRequirement;

/// <summary>Lets in people, whatever their roles, and no machine.</summary>
internal sealed class SignedInCheck(AccountGround ground) : AuthorizationHandler<SignedInRequirement>
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, SignedInRequirement requirement)
    {
        var id = context.User.FindFirst(System.Security.Claims.ClaimTypes.NameIdentifier)?.Value;
        if (id?.StartsWith(Caller.UserPrefix, StringComparison.Ordinal) == true && context.Resource is HttpContext http && ground.Value is { } found)
        {
            http.Features.Set(found);
            context.Succeed(requirement);
        }

        return Task.CompletedTask;
    }
}

/// <summary>How a route says that it is about the caller's own account.</summary>
internal static class SignedInRoutes
{
    /// <summary>Requires somebody who is signed in.</summary>
    public static RouteHandlerBuilder RequiresSignedIn(this RouteHandlerBuilder route) =>
        route.RequireAuthorization(policy => policy.RequireAuthenticatedUser().AddRequirements(new SignedInRequirement()));
}
