using Entente.Formats.DataSets;
using Entente.Formats.Spending;
using Entente.Formats.Transfers;
using Entente.Node.Accounts;
using Entente.Node.Desk;

namespace Entente.Node.Partnership.Spending;

/// <summary>GET /desk/programme/charts: what the countries of a data set spend, or receive and deliver, over years; beside their neighbours; ranked. Everything that is chosen stands in the address.</summary>
internal static class ChartPages
{
    public static void Map(WebApplication node) => node.MapGet("/desk/programme/charts", Page).Requires(Permission.ReadProgramme).ExcludeFromDescription();

    private static IResult Page(
        HttpContext context, DataSets sets, string[] country, string set = "", string measure = "", string near = "", string region = "", string side = "", string by = "", int from = 0, int to = 0)
    {
        var all = sets.Current();
        var row = all.FirstOrDefault(s => s.Id == set) ?? (all.Count > 0 ? all[0] : null);
        if (row is null || sets.ContentsOf(row.Id) is not { } contents || sets.SpendingOf(row.Id) is not { } spending)
        {
            return Pages.Show<ChartsPage>(context, new ChartsShown(all, null, null, null, ""));
        }

        return Pages.Show<ChartsPage>(context, row.IsSpending
            ? new ChartsShown(all, row, SpendingChoice.Of(spending, measure, country, from, to), null, spending.Find(near) is null ? "" : near)
            : new ChartsShown(all, row, null, TransferChoice.Of(contents, region, near, side, by, from, to), near));
    }

    /// <summary>What the page shows.</summary>
    /// <param name="Sets">The sets that can be chosen.</param>
    /// <param name="Set">The one that is chosen; null where there is none.</param>
    /// <param name="Spending">What of it is chosen where it is spending.</param>
    /// <param name="Transfers">What of it is chosen where it is a register.</param>
    /// <param name="Near">A country that is put beside its neighbours; blank for none.</param>
    internal sealed record ChartsShown(IReadOnlyList<DataSetRow> Sets, DataSetRow? Set, SpendingChoice? Spending, TransferChoice? Transfers, string Near);
}
