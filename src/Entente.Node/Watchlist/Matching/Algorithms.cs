using Entente.Node.Accounts;
using Entente.Screening;

namespace Entente.Node.Watchlist.Matching;

/// <summary>GET /algorithms: there is one way of scoring here, the policy in force; a client that names another gets this one.</summary>
internal static class Algorithms
{
    public static void Map(WebApplication node) => node.MapGet("/algorithms", Handle).Requires(Permission.Match).WithName("algorithms");

    private static AlgorithmsAnswer Handle()
    {
        var policy = ScreeningPolicy.Default;
        var name = $"entente-{policy.Version}";
        return new AlgorithmsAnswer([new Algorithm(name, $"Evidence in bits by the policy {policy.Version}; alert threshold {policy.AlertThreshold}. A score orders work and is no probability.")], name, name);
    }

    /// <summary>The one there is.</summary>
    internal sealed record AlgorithmsAnswer(IReadOnlyList<Algorithm> Algorithms, string Default, string Best);

    /// <summary>One way of scoring.</summary>
    internal sealed record Algorithm(string Name, string Description);
}
