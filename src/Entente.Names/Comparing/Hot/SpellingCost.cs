using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Entente.Names.Comparing.Hot;

/// <summary>
/// The cheapest way to read one spelling as another, by dynamic programming over both. Time is bounded by
/// <see cref="MostLetters"/> squared; nothing is allocated. The plain twin in the tests is its oracle.
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
        var width = m + 1;
        Span<int> table = stackalloc int[(n + 1) * width];
        ref var best = ref MemoryMarshal.GetReference(table);
        FillFirstRow(ref best, target[..m], costs);
        var beforeLowest = 0;
        for (var i = 1; i <= n; i++)
        {
            var lowest = FillRow(ref best, i, source, target[..m], costs);

            // A piece may skip one row, so both must be beyond the limit.
            if (lowest > limit && beforeLowest > limit)
            {
                return TooMuch;
            }

            beforeLowest = lowest;
        }

        var last = table.Slice(n * width, width);
        var total = prefix ? Lowest(last) : last[m];
        return total <= limit ? total : TooMuch;
    }

    private static void FillFirstRow(ref int best, ReadOnlySpan<byte> target, LetterCosts costs)
    {
        best = 0;
        for (var j = 0; j < target.Length; j++)
        {
            Unsafe.Add(ref best, j + 1) = Unsafe.Add(ref best, j) + costs.NoneToOne[target[j]];
        }
    }

    /// <summary>Fills row <paramref name="i"/> (1 or more) and returns the lowest cost in it.</summary>
    private static int FillRow(ref int best, int i, ReadOnlySpan<byte> source, ReadOnlySpan<byte> target, LetterCosts costs)
    {
        var width = target.Length + 1;
        ref var row = ref Unsafe.Add(ref best, i * width);
        ref var above = ref Unsafe.Add(ref best, (i - 1) * width);
        ref var twoAbove = ref Unsafe.Add(ref best, (i < 2 ? 0 : i - 2) * width);
        int s = source[i - 1];
        var before = i < 2 ? -1 : source[i - 2];
        ref var oneToOne = ref costs.OneToOne[s * 32];
        ref var oneToTwo = ref costs.OneToTwo[s * 1024];
        ref var twoToOne = ref costs.TwoToOne[(Math.Max(before, 0) * 1024) + (s * 32)];
        ref var noneToOne = ref MemoryMarshal.GetArrayDataReference(costs.NoneToOne);
        ref var knownPairs = ref MemoryMarshal.GetArrayDataReference(costs.KnownPairs);
        var rare = costs.KnownRare[s];
        int omission = costs.OneToNone[s];
        row = above + omission;
        var lowest = row;
        var previous = 0;
        for (var j = 1; j <= target.Length; j++)
        {
            int t = target[j - 1];
            var cost = Math.Min(
                Unsafe.Add(ref above, j - 1) + Unsafe.Add(ref oneToOne, t),
                Math.Min(Unsafe.Add(ref above, j) + omission, Unsafe.Add(ref row, j - 1) + Unsafe.Add(ref noneToOne, t)));
            if (j > 1 && ((Unsafe.Add(ref knownPairs, previous) >> t) & 1) != 0)
            {
                cost = Math.Min(cost, Unsafe.Add(ref above, j - 2) + Unsafe.Add(ref oneToTwo, (previous * 32) + t));
            }

            if (before >= 0)
            {
                cost = Math.Min(cost, Unsafe.Add(ref twoAbove, j - 1) + Unsafe.Add(ref twoToOne, t));
                if (j > 1 && s == previous && before == t)
                {
                    cost = Math.Min(cost, Unsafe.Add(ref twoAbove, j - 2) + costs.Swapped);
                }
            }

            if (((rare >> t) & 1) != 0 && costs.Rare[(s * 32) + t] is { } pieces)
            {
                cost = Math.Min(cost, WithRare(ref best, i, j, source, target, pieces));
            }

            Unsafe.Add(ref row, j) = cost;
            lowest = Math.Min(lowest, cost);
            previous = t;
        }

        return lowest;
    }

    private static int WithRare(ref int best, int i, int j, ReadOnlySpan<byte> source, ReadOnlySpan<byte> target, RarePiece[] pieces)
    {
        var lowest = TooMuch;
        foreach (var piece in pieces)
        {
            if (source[..i].EndsWith(piece.Source) && target[..j].EndsWith(piece.Target))
            {
                lowest = Math.Min(lowest, Unsafe.Add(ref best, ((i - piece.Source.Length) * (target.Length + 1)) + j - piece.Target.Length) + piece.Cost);
            }
        }

        return lowest;
    }

    private static int Lowest(ReadOnlySpan<int> row)
    {
        var lowest = TooMuch;
        foreach (var cost in row)
        {
            lowest = Math.Min(lowest, cost);
        }

        return lowest;
    }
}
