namespace Entente.Ledger.Merkle;

/// <summary>What became of checking an <see cref="InclusionProof"/>.</summary>
public enum InclusionOutcome
{
    /// <summary>The leaf stands at that place in the tree with that root.</summary>
    Proven,

    /// <summary>The index is negative, or not smaller than the size.</summary>
    IndexOutsideTree,

    /// <summary>There are more or fewer hashes than the place in a tree of that size needs.</summary>
    WrongLength,

    /// <summary>The path leads to another root: the leaf, the path, the place or the root is not the one that was proven.</summary>
    OtherRoot,
}

/// <summary>That a leaf stands at a place in a tree (RFC 6962 section 2.1.1).</summary>
/// <param name="Index">Place of the leaf, from 0 on.</param>
/// <param name="Size">Leaves in the tree.</param>
/// <param name="Path">The hashes beside the way from the leaf to the root, the lowest first.</param>
public sealed record InclusionProof(long Index, long Size, IReadOnlyList<Digest> Path)
{
    /// <summary>Proves a leaf from stored hashes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The index does not lie in a tree of that size.</exception>
    public static InclusionProof Create(long index, long size, SubtreeHash source)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, size);

        // RFC 6962 section 2.1.1, PATH(m, D[n]), from the root down.
        var path = new List<Digest>(LeafRange.LongestPath(size));
        var (start, end) = (0L, size);
        while (end - start > 1)
        {
            var middle = start + LeafRange.Split(end - start);
            if (index < middle)
            {
                path.Add(LeafRange.Hash(middle, end, source));
                end = middle;
            }
            else
            {
                path.Add(LeafRange.Hash(start, middle, source));
                start = middle;
            }
        }

        path.Reverse();
        return new(index, size, path);
    }

    /// <summary>Checks the proof: the algorithm of RFC 9162 section 2.1.3.2, whose names it keeps.</summary>
    /// <param name="leaf">Hash of the leaf.</param>
    /// <param name="root">Root of the tree, from a checkpoint that is trusted.</param>
    public InclusionOutcome Verify(in Digest leaf, in Digest root)
    {
        if (Index < 0 || Index >= Size)
        {
            return InclusionOutcome.IndexOutsideTree;
        }

        var (fn, sn, r) = (Index, Size - 1, leaf);
        for (var at = 0; at < Path.Count; at++)
        {
            var p = Path[at];
            if (sn == 0)
            {
                return InclusionOutcome.WrongLength;
            }

            if ((fn & 1) == 1 || fn == sn)
            {
                r = TreeHash.OfNode(in p, in r);
                while ((fn & 1) == 0 && fn != 0)
                {
                    fn >>= 1;
                    sn >>= 1;
                }
            }
            else
            {
                r = TreeHash.OfNode(in r, in p);
            }

            fn >>= 1;
            sn >>= 1;
        }

        return sn != 0 ? InclusionOutcome.WrongLength : r == root ? InclusionOutcome.Proven : InclusionOutcome.OtherRoot;
    }
}
