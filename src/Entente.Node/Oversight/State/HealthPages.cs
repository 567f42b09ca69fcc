using Entente.Node.Accounts;
using Entente.Node.Desk;

namespace Entente.Node.Oversight.State;

/// <summary>GET /desk/health: how every part of the node is, and what to do. GET /desk/health/lines: that alone, fetched again and again by an open page.</summary>
internal static class HealthPages
{
    public static void Add(IServiceCollection services) => services.AddSingleton<NodeHealth>();

    public static void Map(WebApplication node)
    {
        node.MapGet("/desk/health", (HttpContext context, NodeHealth health) => Pages.Show<HealthPage>(context, health.Look())).Requires(Permission.ReadRules).ExcludeFromDescription();
        node.MapGet("/desk/health/lines", (HttpContext context, NodeHealth health) => Pages.Show<HealthLines>(context, health.Look())).Requires(Permission.ReadRules).ExcludeFromDescription();
    }
}
