using System.Security.Claims;
using Entente.Node.Oversight.Purposes;
using Microsoft.AspNetCore.Authorization;

namespace Entente.Node.Accounts;

/// <summary>A route's requirement of a permission.</summary>
internal sealed record PermissionRequirement(Permission Permission) : IAuthorizationRequirement;

/// <summary>
/// Lets in who has the scope or the role, and a purpose for which the catalogue allows what is asked. A machine's purpose stands in its token; a person
/// states one in the header Purpose, or works for the first purpose that allows it.
/// </summary>
internal sealed class PermissionCheck(Catalogue catalogue) : AuthorizationHandler<PermissionRequirement>
{
    /// <summary>The header in which a person states the purpose.</summary>
    public const string PurposeHeader = "Purpose";

    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, PermissionRequirement requirement)
    {
        if (context.Resource is HttpContext http && GroundOf(context.User, http, requirement.Permission) is { } ground)
        {
            http.Features.Set(ground);
            context.Succeed(requirement);
        }

        return Task.CompletedTask;
    }

    private Ground? GroundOf(ClaimsPrincipal user, HttpContext http, Permission permission)
    {
        if (user.FindFirst(TokenAuthentication.PurposeClaim) is { } purpose)
        {
            var ground = new Ground(purpose.Value, user.FindFirst(TokenAuthentication.LegalBasisClaim)?.Value ?? "");
            return permission.Scope is { } scope && user.HasClaim(TokenAuthentication.ScopeClaim, scope) && catalogue.Allows(ground, permission.Doing) ? ground : null;
        }

        return !permission.Roles.Any(user.IsInRole) ? null
            : http.Request.Headers.TryGetValue(PurposeHeader, out var stated) ? catalogue.GroundOf(stated.ToString(), permission.Doing)
            : catalogue.FirstFor(permission.Doing);
    }
}

/// <summary>How a route says what it requires.</summary>
internal static class PermissionRoutes
{
    /// <summary>Requires a permission of whoever asks.</summary>
    public static RouteHandlerBuilder Requires(this RouteHandlerBuilder route, Permission permission) =>
        route.RequireAuthorization(policy => policy.RequireAuthenticatedUser().AddRequirements(new PermissionRequirement(permission))).WithMetadata(permission);
}
