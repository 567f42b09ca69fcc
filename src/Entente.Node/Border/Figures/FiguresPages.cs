using Entente.Node.Accounts;
using Entente.Node.Desk;
using Entente.Node.Oversight;
using Entente.Node.Storage;
using Microsoft.Extensions.Options;

namespace Entente.Node.Border.Figures;

/// <summary>GET /desk/figures: how much arrived and what came of it, over a day, seven or thirty. Counts alone: nobody is in them, and nothing is told by nationality.</summary>
internal static class FiguresPages
{
    public static void Map(WebApplication node) => node.MapGet("/desk/figures", Page).Requires(Permission.Figures).ExcludeFromDescription();

    private static IResult Page(
        HttpContext context, Database database, IOptions<BorderOptions> border, IOptions<LedgerOptions> ledger, TimeProvider time, string post = "", string day = "", int days = 1)
    {
        var period = FiguresPeriod.Of(border.Value, post, day, days, time.GetUtcNow());
        return Pages.Show<FiguresPage>(context, new FiguresShown(Counts.Of(database, period), period, border.Value.Posts, ledger.Value.LogName));
    }
}

/// <summary>What the page of figures shows.</summary>
/// <param name="Counts">What was counted.</param>
/// <param name="Period">In which time, at which post.</param>
/// <param name="Posts">The posts that can be chosen.</param>
/// <param name="Node">The name of the node.</param>
internal sealed record FiguresShown(Counts Counts, FiguresPeriod Period, IReadOnlyList<PostOption> Posts, string Node);
