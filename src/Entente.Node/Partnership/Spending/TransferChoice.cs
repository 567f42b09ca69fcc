using Entente.Formats.DataSets;
using Entente.Formats.Regions;
using Entente.Formats.Spending;
using Entente.Formats.Transfers;

namespace Entente.Node.Partnership.Spending;

/// <summary>Which transfers of a register are looked at: to a region, or to a country and its neighbours, in a period.</summary>
/// <param name="Contents">The register.</param>
/// <param name="Region">The code of a region; blank for all.</param>
/// <param name="Near">A country beside which its neighbours are looked at, by key; blank for none. It goes before the region.</param>
/// <param name="Side">Whom to rank.</param>
/// <param name="By">By what.</param>
/// <param name="From">First year of delivery.</param>
/// <param name="To">Last year of delivery.</param>
internal sealed record TransferChoice(DataSetContents Contents, string Region, string Near, TransferSide Side, RankedBy By, int From, int To)
{
    private const int UsualCountries = 5;

    /// <summary>The choice that was asked for; what is not in the register is left out.</summary>
    public static TransferChoice Of(DataSetContents contents, string region, string near, string side, string by, int from, int to)
    {
        var years = contents.Transfers.SelectMany(t => t.DeliveryYears).DefaultIfEmpty(2000).ToHashSet();
        var (first, last) = (years.Min(), years.Max());
        var start = from == 0 ? first : Math.Clamp(from, first, last);
        var end = to == 0 ? last : Math.Clamp(to, first, last);
        return new TransferChoice(
            contents, RegionIndex.CountriesOf(region).Count > 0 ? region : "", contents.Transfers.Any(t => t.Recipient.Key == near) ? near : "",
            Configuration.Codes.Find<TransferSide>(side) ?? TransferSide.Recipient, Configuration.Codes.Find<RankedBy>(by) ?? RankedBy.Volume, Math.Min(start, end), Math.Max(start, end));
    }

    /// <summary>The recipients of the register, by name.</summary>
    public IReadOnlyList<Party> Recipients { get; } = [.. Contents.Transfers.Select(t => t.Recipient).DistinctBy(p => p.Key).OrderBy(p => p.Name, StringComparer.Ordinal)];

    /// <summary>Regions in which some recipient lies.</summary>
    public IReadOnlyList<Region> Regions => [.. RegionIndex.All.Where(r => Recipients.Any(p => RegionIndex.CountriesOf(r.Code).Contains(p.Code)))];

    /// <summary>The ranking over the chosen transfers.</summary>
    public TransferRanking Ranking() => TransferRanking.Of(Chosen(), Side, By, From, To);

    /// <summary>From whom one country received, in the chosen period.</summary>
    public TransferRanking SuppliersOf(string recipient) => TransferRanking.Of(Contents.Transfers.Where(t => t.Recipient.Key == recipient), TransferSide.Supplier, RankedBy.Volume, From, To);

    /// <summary>
    /// What the first of a ranking received or delivered, year by year. A year in which the register lists nothing for them is a gap, not nought; a delivery that the source puts into several years is in none.
    /// </summary>
    public IReadOnlyList<FigureLine> Yearly(TransferRanking ranking)
    {
        var first = ranking.Rows.Take(UsualCountries).Select(row => row.Party.Key).ToHashSet(StringComparer.Ordinal);
        var chosen = Chosen().Where(t => t.DeliveryYears.Count == 1 && t.Tiv is not null && first.Contains(KeyOf(t))).ToLookup(t => (KeyOf(t), t.DeliveryYears[0]));
        return [.. ranking.Rows.Take(UsualCountries).Select((row, i) => new FigureLine(row.Party.Name, [.. Enumerable.Range(From, To - From + 1).Select(year => PointOf(year, [.. chosen[(row.Party.Key, year)]]))], i))];
    }

    private static SpendingPoint PointOf(int year, List<TransferRecord> deliveries) => deliveries.Count == 0
        ? new SpendingPoint(year, null, Standing.NotListed)
        : new SpendingPoint(year, deliveries.Sum(t => t.Tiv), deliveries.Exists(t => (t.Doubts & (TransferDoubts.Number | TransferDoubts.DeliveryYear)) != TransferDoubts.None) ? Standing.Estimated : Standing.Stated);

    private string KeyOf(TransferRecord transfer) => (Side == TransferSide.Recipient ? transfer.Recipient : transfer.Supplier).Key;

    private IEnumerable<TransferRecord> Chosen()
    {
        if (Near.Length > 0)
        {
            var beside = RegionIndex.NeighboursOf(Near).Append(Near).ToHashSet(StringComparer.Ordinal);
            return Contents.Transfers.Where(t => beside.Contains(t.Recipient.Key));
        }

        var countries = RegionIndex.CountriesOf(Region);
        return Region.Length > 0 ? Contents.Transfers.Where(t => countries.Contains(t.Recipient.Code)) : Contents.Transfers;
    }
}
