namespace Entente.Ledger.Merkle;

/// <summary>What became of checking a <see cref="ConsistencyProof"/>.</summary>
public enum ConsistencyOutcome
{
    /// <summary>The later tree begins with the earlier one: nothing was changed, only appended.</summary>
    Proven,

    /// <summary>A size is negative, or the first is larger than the second.</summary>
    SizesOutOfOrder,

    /// <summary>The first tree is empty. Every tree begins with the empty one, so such a proof would prove nothing and is refused.</summary>
    FirstTreeEmpty,

    /// <summary>There are more or fewer hashes than trees of these sizes need.</summary>
    WrongLength,

    /// <summary>The hashes do not lead to the first root.</summary>
    OtherFirstRoot,

    /// <summary>The hashes lead to the first root but not to the second.</summary>
    OtherSecondRoot,
}

/// <summary>That a later tree begins with an earlier one (RFC 6962 section 2.1.2).</summary>
/// <param name="First">Leaves of the earlier tree.</param>
/// <param name="Second">Leaves of the later tree.</param>
/// <param name="Path">The hashes that make up both roots; none where the sizes are equal.</param>
public sealed record ConsistencyProof(long First, long Second, IReadOnlyList<Digest> Path)
{
    /// <summary>Proves it from stored hashes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The first size is not between 1 and the second.</exception>
    public static ConsistencyProof Create(long first, long second, SubtreeHash source)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(first, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(first, second);

        // RFC 6962 section 2.1.2, SUBPROOF(m, D[n], b), from the root down until the earlier tree ends where the range ends.
        var path = new List<Digest>(LeafRange.LongestPath(second));
        var (start, end) = (0L, second);
        while (end != first)
        {
            var middle = start + LeafRange.Split(end - start);
            if (first <= middle)
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

        // The b of the RFC: a range that is the whole earlier tree need not be told, its root is known.
        if (start != 0)
        {
            path.Add(LeafRange.Hash(start, end, source));
        }

        path.Reverse();
        return new(first, second, path);
    }

    /// <summary>Checks the proof: the algorithm of RFC 9162 section 2.1.4.2, whose names it keeps.</summary>
    /// <param name="firstRoot">Root of the earlier tree, from a checkpoint that is held.</param>
    /// <param name="secondRoot">Root of the later tree, from the checkpoint that is offered.</param>
    public ConsistencyOutcome Verify(in Digest firstRoot, in Digest secondRoot)
    {
        if (First < 0 || First > Second)
        {
            return ConsistencyOutcome.SizesOutOfOrder;
        }

        if (First == 0)
        {
            return ConsistencyOutcome.FirstTreeEmpty;
        }

        if (First == Second)
        {
            return Path.Count != 0 ? ConsistencyOutcome.WrongLength : firstRoot == secondRoot ? ConsistencyOutcome.Proven : ConsistencyOutcome.OtherSecondRoot;
        }

        return VerifyGrowth(in firstRoot, in secondRoot);
    }

    private ConsistencyOutcome VerifyGrowth(in Digest firstRoot, in Digest secondRoot)
    {
        var known = long.IsPow2(First);
        if (Path.Count == 0)
        {
            return ConsistencyOutcome.WrongLength;
        }

        var (fn, sn) = (First - 1, Second - 1);
        while ((fn & 1) == 1)
        {
            fn >>= 1;
            sn >>= 1;
        }

        var fr = known ? firstRoot : Path[0];
        var sr = fr;
        for (var at = known ? 0 : 1; at < Path.Count; at++)
        {
            if (sn == 0)
            {
                return ConsistencyOutcome.WrongLength;
            }

            var c = Path[at];
            if ((fn & 1) == 1 || fn == sn)
            {
                fr = TreeHash.OfNode(in c, in fr);
                sr = TreeHash.OfNode(in c, in sr);
                while ((fn & 1) == 0 && fn != 0)
                {
                    fn >>= 1;
                    sn >>= 1;
                }
            }
            else
            {
                sr = TreeHash.OfNode(in sr, in c);
            }

            fn >>= 1;
            sn >>= 1;
        }

        return sn != 0 ? ConsistencyOutcome.WrongLength
            : fr != firstRoot ? ConsistencyOutcome.OtherFirstRoot
            : sr == secondRoot ? ConsistencyOutcome.Proven : ConsistencyOutcome.OtherSecondRoot;
    }
}
