using Entente.Formats.Regions;

namespace Entente.Formats.Transfers;

/// <summary>
/// Who received or delivered most in a period. A record counts where all its years of delivery lie in the period; one that lies in it only in
/// part is not split, since no source says how much came when, but is shown beside as not allotted. Volumes that the source does not have
/// are counted, not filled in.
/// </summary>
/// <param name="Rows">Largest first; equal ones have the same rank and stand by name.</param>
/// <param name="Total">Volume of all that counts, in millions of trend-indicator values.</param>
public sealed record TransferRanking(IReadOnlyList<TransferRank> Rows, decimal Total)
{
    /// <summary>Ranks the parties on one side of transfers.</summary>
    /// <param name="transfers">Those to be looked at; a region or a pair of parties is chosen by the caller.</param>
    /// <param name="side">Whom to rank.</param>
    /// <param name="by">By what.</param>
    /// <param name="from">First year of delivery.</param>
    /// <param name="to">Last year of delivery, not before the first.</param>
    public static TransferRanking Of(IEnumerable<TransferRecord> transfers, TransferSide side, RankedBy by, int from, int to)
    {
        ArgumentNullException.ThrowIfNull(transfers);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(from, to);
        var sums = transfers
            .Where(t => t.DeliveryYears.Any(y => y >= from && y <= to))
            .GroupBy(t => (side == TransferSide.Recipient ? t.Recipient : t.Supplier).Key)
            .Select(group => Sum([.. group], side, from, to))
            .OrderByDescending(row => by == RankedBy.Volume ? row.Tiv : row.Deals)
            .ThenBy(row => row.Party.Name, StringComparer.Ordinal)
            .ToList();
        var total = sums.Sum(row => row.Tiv);
        var rows = new List<TransferRank>(sums.Count);
        foreach (var (index, row) in sums.Index())
        {
            var same = index > 0 && (by == RankedBy.Volume ? rows[^1].Tiv == row.Tiv : rows[^1].Deals == row.Deals);
            rows.Add(row with { Rank = same ? rows[^1].Rank : index + 1, Share = total == 0 ? 0 : row.Tiv / total * 100 });
        }

        return new TransferRanking(rows, total);
    }

    private static TransferRank Sum(List<TransferRecord> transfers, TransferSide side, int from, int to)
    {
        var whole = transfers.Where(t => t.DeliveryYears.All(y => y >= from && y <= to)).ToList();
        return new TransferRank(
            side == TransferSide.Recipient ? transfers[0].Recipient : transfers[0].Supplier,
            whole.Sum(t => t.Tiv ?? 0),
            transfers.Where(t => t.DealId.Length > 0).Select(t => t.DealId).Distinct().Count() + transfers.Count(t => t.DealId.Length == 0))
        {
            Deliveries = transfers.Count,
            Unsure = transfers.Count(t => !t.IsSure),
            WithoutVolume = transfers.Count(t => t.Tiv is null),
            NotAllotted = transfers.Where(t => t.DeliveryYears.Any(y => y < from || y > to)).Sum(t => t.Tiv ?? 0),
        };
    }
}

/// <summary>A row of a ranking.</summary>
/// <param name="Party">Who.</param>
/// <param name="Tiv">Volume of what lies wholly in the period, in millions of trend-indicator values.</param>
/// <param name="Deals">Deals of which something was delivered in the period.</param>
public sealed record TransferRank(Party Party, decimal Tiv, int Deals)
{
    /// <summary>Place, from 1; equal rows have the same.</summary>
    public int Rank { get; init; }

    /// <summary>Per cent of the volume of all rows.</summary>
    public decimal Share { get; init; }

    /// <summary>Records behind the row.</summary>
    public int Deliveries { get; init; }

    /// <summary>Records of which the source marks something as an estimate or leaves open whether it is one.</summary>
    public int Unsure { get; init; }

    /// <summary>Records for which the source has no volume.</summary>
    public int WithoutVolume { get; init; }

    /// <summary>Volume of records that lie in the period only in part; not in <see cref="Tiv"/>.</summary>
    public decimal NotAllotted { get; init; }
}

/// <summary>A side of a transfer.</summary>
public enum TransferSide
{
    /// <summary>Who receives.</summary>
    Recipient,

    /// <summary>Who delivers.</summary>
    Supplier,
}

/// <summary>By what parties are ranked.</summary>
public enum RankedBy
{
    /// <summary>Volume in trend-indicator values.</summary>
    Volume,

    /// <summary>Number of deals.</summary>
    Deals,
}
