using System.Numerics;

namespace Entente.Ledger.Merkle;

/// <summary>Ranges of leaves, and how they divide into perfect subtrees (RFC 6962 section 2.1).</summary>
internal static class LeafRange
{
    /// <summary>The largest power of two that is smaller than a number of leaves greater than 1: where RFC 6962 divides a tree.</summary>
    public static long Split(long leaves) => 1L << BitOperations.Log2((ulong)(leaves - 1));

    /// <summary>The root of the leaves from <paramref name="start"/> to before <paramref name="end"/>, which must be a node or the right edge of a tree.</summary>
    public static Digest Hash(long start, long end, SubtreeHash source)
    {
        if (start == end)
        {
            return TreeHash.OfEmptyTree;
        }

        // From the smallest subtree on the right to the largest on the left.
        Digest? hash = null;
        foreach (var (level, index) in Perfect(start, end).Reverse())
        {
            var part = source(level, index);
            hash = hash is { } right ? TreeHash.OfNode(in part, in right) : part;
        }

        return hash.GetValueOrDefault();
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
