using System.Numerics;

namespace Entente.Ledger.Merkle;

/// <summary>Ranges of leaves, and how they divide into perfect subtrees (RFC 6962 section 2.1).</summary>
internal static class LeafRange
{
    /// <summary>The largest power of two that is smaller than a number of leaves greater than 1: where RFC 6962 divides a tree.</summary>
    public static long Split(long leaves) => 1L << BitOperations.Log2((ulong)(leaves - 1));

    /// <summary>The most hashes that a proof about a tree can have: a level more than it has above its leaves.</summary>
    public static int LongestPath(long size) => BitOperations.Log2((ulong)size) + 2;

    /// <summary>The root of the leaves from <paramref name="start"/> to before <paramref name="end"/>, at least one, which must be a node or the right edge of a tree.</summary>
    public static Digest Hash(long start, long end, SubtreeHash source)
    {
        var leaves = end - start;
        var level = BitOperations.Log2((ulong)leaves);
        var left = source(level, start >> level);
        if (long.IsPow2(leaves))
        {
            return left;
        }

        var right = Hash(start + (1L << level), end, source);
        return TreeHash.OfNode(in left, in right);
    }

    /// <summary>The perfect subtrees that a range consists of, the largest first.</summary>
    public static IEnumerable<(int Level, long Index)> Perfect(long start, long end)
    {
        while (start < end)
        {
            var level = BitOperations.Log2((ulong)(end - start));
            yield return (level, start >> level);
            start += 1L << level;
        }
    }
}
