using System.Reflection;
using System.Security.Claims;
using Entente.Node.Oversight;
using Entente.Node.Oversight.Purposes;

namespace Entente.Node.Accounts;

/// <summary>Who asks, in which roles and on which ground. A use case takes it as a parameter; it is there because the route requires a permission.</summary>
/// <param name="Id">Opaque id: "user:…" or "token:…".</param>
/// <param name="Name">Name as shown to colleagues.</param>
/// <param name="Roles">Roles of a person; empty for a machine.</param>
/// <param name="Ground">The purpose for which it asks.</param>
internal sealed record Caller(string Id, string Name, IReadOnlyList<string> Roles, Ground Ground)
{
    /// <summary>Whether it is a person, who can decide; a machine never can.</summary>
    public bool IsPerson => Id.StartsWith(UserPrefix, StringComparison.Ordinal);

    /// <summary>The beginning of every person's id.</summary>
    public const string UserPrefix = "user:";

    /// <summary>Somebody who has not signed in and looks at a page that is for everybody.</summary>
    public static Caller Nobody { get; } = new("nobody", "", [], Ground.OfTheNode);

    /// <summary>Id of a person's account.</summary>
    public string Account => IsPerson ? Id[UserPrefix.Length..] : throw new InvalidOperationException("A machine has no account.");

    /// <summary>What the caller did, as an act.</summary>
    public Act Did(string action, string? subject, object? details = null) => Act.Of(Id, action, Ground, subject, details);

    /// <summary>Binds the parameter of a use case.</summary>
    public static ValueTask<Caller?> BindAsync(HttpContext context, ParameterInfo parameter) => ValueTask.FromResult<Caller?>(Of(context));

    /// <summary>Who asks.</summary>
    /// <exception cref="InvalidOperationException">The route requires no permission, so nobody's ground is known.</exception>
    public static Caller Of(HttpContext context)
    {
        var ground = context.Features.Get<Ground>() ?? throw new InvalidOperationException($"The route {context.Request.Method} {context.GetEndpoint()?.DisplayName} requires no permission, so nobody's ground is known.");
        var user = context.User;
        return new Caller(
            user.FindFirst(ClaimTypes.NameIdentifier)?.Value ?? throw new InvalidOperationException("Whoever is let in has an id."),
            user.Identity?.Name ?? "",
            [.. user.FindAll(ClaimTypes.Role).Select(c => c.Value)],
            ground);
    }
}
