using System.Runtime.CompilerServices;

namespace Entente.Names.Comparing.Hot;

/// <summary>
/// The cheapest way to read one spelling as another, by dynamic programming over both. Time is bounded by
/// <see cref="MostLetters"/> squared; nothing is allocated.
/// </summary>
internal static class SpellingCost
{
    /// <summary>Letters beyond this number are not compared.</summary>
    public const int MostLetters = 24;

    /// <summary>The answer where the cheapest way costs more than the limit.</summary>
    public const int TooMuch = int.MaxValue / 2;

    /// <summary>Cost in eighths of a bit, or <see cref="TooMuch"/> where it is more than <paramref name="limit"/>.</summary>
    /// <param name="source">Letters by the numbers of the source alphabet of <paramref name="costs"/>.</param>
    /// <param name="target">Latin letters by number.</param>
    /// <param name="costs">What each correspondence costs.</param>
    /// <param name="limit">Where to give up, in eighths of a bit.</param>
    /// <param name="prefix">True where the source may go on: what the target has left over costs nothing.</param>
    public static int Of(ReadOnlySpan<byte> source, ReadOnlySpan<byte> target, LetterCosts costs, int limit, bool prefix = false)
    {
        var n = Math.Min(source.Length, MostLetters);
        var m = Math.Min(target.Length, MostLetters);
        var width = m + 4;
        Span<int> best = stackalloc int[(n + 3) * width];
        best.Fill(TooMuch);
        best[0] = 0;
        var (oneToOne, oneToTwo, twoToOne) = (costs.OneToOne, costs.OneToTwo, costs.TwoToOne);
        for (var i = 0; i <= n; i++)
        {
            var row = best.Slice(i * width, width);
            var open = false;
            for (var j = 0; j <= m; j++)
            {
                var here = row[j];
                if (here > limit)
                {
                    continue;
                }

                open = true;
                if (j < m)
                {
                    Lower(ref row[j + 1], here + costs.NoneToOne[target[j]]);
                }

                if (i == n)
                {
                    continue;
                }

                var s = source[i];
                Lower(ref best[((i + 1) * width) + j], here + costs.OneToNone[s]);
                if (j == m)
                {
                    continue;
                }

                var t = target[j];
                Lower(ref best[((i + 1) * width) + j + 1], here + oneToOne[(s * 32) + t]);
                if (j + 1 < m)
                {
                    var two = oneToTwo[(s * 1024) + (t * 32) + target[j + 1]];
                    if (!LetterCosts.IsNever(two))
                    {
                        Lower(ref best[((i + 1) * width) + j + 2], here + two);
                    }
                }

                if (i + 1 < n)
                {
                    var one = twoToOne[(s * 1024) + (source[i + 1] * 32) + t];
                    if (!LetterCosts.IsNever(one))
                    {
                        Lower(ref best[((i + 2) * width) + j + 1], here + one);
                    }

                    if (j + 1 < m && s == target[j + 1] && source[i + 1] == t && !LetterCosts.IsNever(costs.Swapped))
                    {
                        Lower(ref best[((i + 2) * width) + j + 2], here + costs.Swapped);
                    }
                }

                foreach (var (from, to, cost) in costs.Rare[s])
                {
                    if (source[i..].StartsWith(from) && target[j..].StartsWith(to) && i + from.Length <= n && j + to.Length <= m)
                    {
                        Lower(ref best[((i + from.Length) * width) + j + to.Length], here + cost);
                    }
                }
            }

            if (!open)
            {
                return TooMuch;
            }
        }

        var last = best.Slice(n * width, m + 1);
        var total = last[m];
        if (prefix)
        {
            foreach (var cost in last)
            {
                total = Math.Min(total, cost);
            }
        }

        return total <= limit ? total : TooMuch;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Lower(ref int cell, int cost)
    {
        if (cost < cell)
        {
            cell = cost;
        }
    }
}
