using Entente.Formats.Regions;

namespace Entente.Formats.Spending;

/// <summary>Countries side by side in one measure and year: the last year of a period in which each has a figure, which may differ.</summary>
/// <param name="Party">Which country.</param>
/// <param name="Latest">Its last figure in the period; null where it has none.</param>
/// <param name="Change">By how many per cent its last figure is above its first one of the period; null where there is one figure or none, or the first is 0.</param>
/// <param name="First">Its first figure in the period; null where it has none.</param>
/// <param name="Gaps">Years of the period without a figure.</param>
/// <param name="Unsure">Years of the period whose figure is an estimate or uncertain.</param>
public sealed record SpendingComparison(Party Party, SpendingPoint? Latest, SpendingPoint? First, decimal? Change, int Gaps, int Unsure)
{
    /// <summary>Compares series, the largest last figure first; those without a figure come last, by name.</summary>
    public static IReadOnlyList<SpendingComparison> Of(IEnumerable<SpendingSeries> series)
    {
        ArgumentNullException.ThrowIfNull(series);
        return [.. series.Select(Of).OrderByDescending(c => c.Latest?.Value ?? -1).ThenBy(c => c.Party.Name, StringComparer.Ordinal)];
    }

    private static SpendingComparison Of(SpendingSeries series)
    {
        var known = series.Points.Where(p => p.Value is not null).ToList();
        decimal? change = known.Count > 1 && known[0].Value is { } first && first != 0 && known[^1].Value is { } last ? ((last / first) - 1) * 100 : null;
        return new SpendingComparison(
            series.Party, known.LastOrDefault(), known.FirstOrDefault(), change, series.Points.Count - known.Count, known.Count(p => p.Standing != Standing.Stated));
    }
}
