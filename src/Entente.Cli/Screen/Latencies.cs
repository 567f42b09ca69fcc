using System.Numerics;

namespace Entente.Cli.Screen;

/// <summary>
/// Durations counted in steps of about three per cent (32 steps to each doubling), so that quantiles over any number of
/// screenings need a fixed 16 kB.
/// </summary>
internal sealed class Latencies
{
    private const int StepBits = 5;

    private readonly long[] _counts = new long[64 << StepBits];
    private long _total;

    public void Add(TimeSpan duration)
    {
        _counts[StepOf(Math.Max(duration.Ticks, 1))]++;
        _total++;
    }

    /// <summary>The duration that the given share of screenings does not exceed, within a step; zero where there was none.</summary>
    public TimeSpan Quantile(double share)
    {
        var rank = (long)Math.Ceiling(share * _total);
        long seen = 0;
        for (var step = 0; step < _counts.Length; step++)
        {
            seen += _counts[step];
            if (seen >= rank && seen > 0)
            {
                return TimeSpan.FromTicks(LongestOf(step));
            }
        }

        return TimeSpan.Zero;
    }

    // The position of the highest bit, then the five bits below it.
    private static int StepOf(long ticks)
    {
        var doubling = BitOperations.Log2((ulong)ticks);
        var fraction = doubling >= StepBits ? ticks >> (doubling - StepBits) : ticks << (StepBits - doubling);
        return (doubling << StepBits) | (int)(fraction & ((1 << StepBits) - 1));
    }

    private static long LongestOf(int step)
    {
        var doubling = step >> StepBits;
        var fraction = (1L << StepBits) + (step & ((1 << StepBits) - 1));
        return doubling >= StepBits ? ((fraction + 1) << (doubling - StepBits)) - 1 : fraction >> (StepBits - doubling);
    }
}
