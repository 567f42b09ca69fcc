namespace Entente.Node.Border.Figures;

/// <summary>How times are spread: how many lie below each bound, the median, and the time within which nine of ten lie.</summary>
/// <param name="Bins">How many lie below the bound of the same place and not below the one before.</param>
/// <param name="Median">Half of all are no longer, seconds.</param>
/// <param name="NinetyPercent">Nine of ten are no longer, seconds.</param>
/// <param name="Longest">The longest, seconds.</param>
internal sealed record Spread(IReadOnlyList<long> Bins, long Median, long NinetyPercent, long Longest)
{
    /// <summary>The bounds, seconds; the last has none above it.</summary>
    public static IReadOnlyList<long> Bounds { get; } = [30, 60, 120, 300, 600, 1800, 3600, 7200, 21_600, long.MaxValue];

    /// <summary>How many there are.</summary>
    public long Total => Bins.Sum();

    /// <summary>The spread of times that each occurred so often.</summary>
    public static Spread Of(IEnumerable<(long Seconds, long Count)> times)
    {
        // A clock that was set back makes nobody decide before the hit.
        var sorted = times.Select(t => (Seconds: Math.Max(0, t.Seconds), t.Count)).OrderBy(t => t.Seconds).ToList();
        var bins = new long[Bounds.Count];
        foreach (var (seconds, count) in sorted)
        {
            bins[BinOf(seconds)] += count;
        }

        return new Spread(bins, At(sorted, 50), At(sorted, 90), sorted.Count > 0 ? sorted[^1].Seconds : 0);
    }

    /// <summary>Where a time lies among the columns: 2.5 is the middle of the third.</summary>
    public static double PlaceOf(long seconds)
    {
        var bin = BinOf(seconds);
        var (from, to) = (bin == 0 ? 0 : Bounds[bin - 1], Math.Min(Bounds[bin], 86_400));
        return bin + Math.Min(1, (double)(seconds - from) / (to - from));
    }

    private static int BinOf(long seconds) => Bounds.Index().First(b => seconds < b.Item).Index;

    /// <summary>The smallest time that so many of a hundred do not exceed.</summary>
    private static long At(List<(long Seconds, long Count)> sorted, int percent)
    {
        var (wanted, seen) = (((sorted.Sum(t => t.Count) * percent) + 99) / 100, 0L);
        foreach (var (seconds, count) in sorted)
        {
            seen += count;
            if (seen >= wanted)
            {
                return seconds;
            }
        }

        return 0;
    }
}
