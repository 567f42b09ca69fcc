using Entente.Node.Accounts;

namespace Entente.Node.Desk;

/// <summary>GET /: whoever has signed in comes to what needs him now, or to his account where he sees no cases.</summary>
internal static class Start
{
    public static void Map(WebApplication node)
    {
        node.MapGet("/", (Caller caller) => Results.LocalRedirect(Permission.ReadEncounters.Roles.Any(caller.Roles.Contains) ? "~/desk" : "~/account"))
            .RequiresSignedIn().ExcludeFromDescription();
    }
}
