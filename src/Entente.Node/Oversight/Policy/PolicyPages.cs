using Entente.Node.Accounts;
using Entente.Node.Border;
using Entente.Node.Border.Posts;
using Entente.Node.Desk;
using Entente.Node.Oversight.Purposes;
using Entente.Node.Storage;
using Entente.Node.Watchlist;
using Entente.Node.Watchlist.Listings;
using Entente.Screening;
using Microsoft.Extensions.Options;

namespace Entente.Node.Oversight.Policy;

/// <summary>GET /desk/purposes: what may be done for which purpose and how long it is kept. GET /desk/policy: the rules in force, and which were in force before. Both are read here and changed in the configuration.</summary>
internal static class PolicyPages
{
    public static void Map(WebApplication node)
    {
        node.MapGet("/desk/purposes", (HttpContext context, Catalogue catalogue) => Pages.Show<PurposesPage>(context, catalogue)).Requires(Permission.ReadRules).ExcludeFromDescription();
        node.MapGet("/desk/policy", Policy).Requires(Permission.ReadRules).ExcludeFromDescription();
    }

    private static IResult Policy(
        HttpContext context, Database database, Catalogue catalogue, IOptions<ListOptions> lists, IOptions<ListingOptions> listings, IOptions<BorderOptions> border, IOptions<OfflinePostOptions> post, IOptions<AccountOptions> accounts)
    {
        using var connection = database.Open();
        return Pages.Show<PolicyPage>(context, new PolicyView(
            ScreeningPolicy.Default, catalogue.Version, lists.Value, listings.Value, border.Value, post.Value, accounts.Value, RulesBefore.Of(connection)));
    }

    /// <summary>The rules in force.</summary>
    /// <param name="Screening">Weights and thresholds.</param>
    /// <param name="Catalogue">Version of the catalogue of purposes.</param>
    /// <param name="Lists">When lists wait for a person.</param>
    /// <param name="Listings">How long listings hold.</param>
    /// <param name="Border">The clocks of the border.</param>
    /// <param name="Post">How long posts without a link may use the lists.</param>
    /// <param name="Accounts">How long sessions last.</param>
    /// <param name="Before">The rules before.</param>
    internal sealed record PolicyView(
        ScreeningPolicy Screening, string Catalogue, ListOptions Lists, ListingOptions Listings, BorderOptions Border, OfflinePostOptions Post, AccountOptions Accounts, IReadOnlyList<RulesBefore> Before);
}
