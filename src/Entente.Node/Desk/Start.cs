using Entente.Node.Accounts;

namespace Entente.Node.Desk;

/// <summary>GET /: whoever has signed in comes to where his work begins; to his account where there is none here.</summary>
internal static class Start
{
    public static void Map(WebApplication node)
    {
        node.MapGet("/", (Caller caller) => Results.LocalRedirect("~" + Of(caller))).RequiresSignedIn().ExcludeFromDescription();
    }

    private static string Of(Caller caller) =>
        May(caller, Permission.ReadEncounters) ? "/desk"
        : May(caller, Permission.Liaise) ? "/desk/conversations"
        : May(caller, Permission.KeepProgramme) ? "/desk/programme"
        : May(caller, Permission.Administer) ? "/desk/accounts"
        : May(caller, Permission.Oversee) ? "/desk/record"
        : "/account";

    private static bool May(Caller caller, Permission permission) => permission.Roles.Any(caller.Roles.Contains);
}
