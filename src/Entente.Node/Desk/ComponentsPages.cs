using Entente.Node.Accounts;

namespace Entente.Node.Desk;

/// <summary>GET /desk/components: every component of the desk in each of its states, for whoever builds pages. Nobody on it exists.</summary>
internal static class ComponentsPages
{
    public static void Map(WebApplication node) => node.MapGet("/desk/components", (HttpContext context) => Pages.Show<ComponentsPage>(context, null)).RequiresSignedIn().ExcludeFromDescription();
}
