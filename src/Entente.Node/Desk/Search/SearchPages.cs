using Entente.Node.Accounts;

namespace Entente.Node.Desk.Search;

/// <summary>GET /desk/search?q=: everything that is like what was typed. It looks when somebody asks and not while he types, since every search is recorded.</summary>
internal static class SearchPages
{
    public static void Map(WebApplication node) => node.MapGet("/desk/search", async (HttpContext context, DeskSearch search, Caller caller, CancellationToken cancellationToken, string q = "") =>
        Pages.Show<SearchPage>(context, await search.FindAsync(Sought.Of(q), caller, cancellationToken))).Requires(Permission.Entities).ExcludeFromDescription();
}
