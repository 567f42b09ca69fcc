using System.Security.Claims;
using System.Text.Json;
using Entente.Node.Accounts;

namespace Entente.Node.Oversight;

/// <summary>What somebody did, to be recorded before it has any effect outside the node.</summary>
/// <param name="Actor">Opaque id of who did it.</param>
/// <param name="Action">What was done, of <see cref="ActionCode"/>.</param>
/// <param name="LegalBasis">Code of the legal basis.</param>
/// <param name="Details">What is needed to reconstruct it, as JSON; destroyed with the entry.</param>
internal sealed record Act(string Actor, string Action, string LegalBasis, ReadOnlyMemory<byte> Details);

/// <summary>Makes acts of requests.</summary>
internal static class Acts
{
    /// <summary>What the holder of a token did.</summary>
    /// <param name="user">Whom the token stands for.</param>
    /// <param name="action">What was done, of <see cref="ActionCode"/>.</param>
    /// <param name="details">Anything that JSON can hold.</param>
    public static Act Of(ClaimsPrincipal user, string action, object details) => new(
        Claim(user, ClaimTypes.NameIdentifier), action, Claim(user, TokenAuthentication.LegalBasisClaim), JsonSerializer.SerializeToUtf8Bytes(details, JsonSerializerOptions.Web));

    private static string Claim(ClaimsPrincipal user, string type) =>
        user.FindFirst(type)?.Value ?? throw new InvalidOperationException($"Whoever is let in has the claim {type}.");
}

/// <summary>The codes of recorded acts. A code is never given another meaning.</summary>
internal static class ActionCode
{
    /// <summary>Somebody asked whether people are listed, and was answered.</summary>
    public const string PeopleAsked = "people.asked";

    /// <summary>Somebody searched the listings.</summary>
    public const string ListingsSearched = "listings.searched";

    /// <summary>Somebody read a listing.</summary>
    public const string ListingRead = "listing.read";
}
