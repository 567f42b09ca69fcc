namespace Entente.Ledger.Merkle;

/// <summary>
/// A Merkle tree that keeps only what it needs to grow: the hashes of the perfect subtrees along its right edge, one for each
/// bit that is set in its size, 63 at most. Appending allocates nothing. Not safe for use by several threads.
/// </summary>
public sealed class Frontier
{
    // By level: the hash of the subtree of 2^level leaves, which counts where that bit of the size is set.
    private readonly Digest[] _subtrees = new Digest[63];

    /// <summary>An empty tree.</summary>
    public Frontier()
    {
    }

    /// <summary>A tree that goes on from what <see cref="Subtrees"/> gave.</summary>
    /// <param name="size">Number of leaves, 0 or more.</param>
    /// <param name="subtrees">The hashes of its perfect subtrees, the largest first.</param>
    /// <exception cref="ArgumentException">There are not as many as the size has bits.</exception>
    public Frontier(long size, IReadOnlyList<Digest> subtrees)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        if (subtrees.Count != long.PopCount(size))
        {
            throw new ArgumentException($"A tree of {size} leaves has {long.PopCount(size)} perfect subtrees, these are {subtrees.Count}.", nameof(subtrees));
        }

        Size = size;
        var next = subtrees.Count;
        for (var level = 0; level < _subtrees.Length; level++)
        {
            if (Has(level))
            {
                _subtrees[level] = subtrees[--next];
            }
        }
    }

    /// <summary>A tree that goes on from hashes that are stored elsewhere.</summary>
    public static Frontier From(long size, SubtreeHash source) =>
        new(size, [.. LeafRange.Perfect(0, size).Select(part => source(part.Level, part.Index))]);

    /// <summary>Number of leaves.</summary>
    public long Size { get; private set; }

    /// <summary>The hashes of the perfect subtrees, the largest first: all that has to be kept to go on later.</summary>
    public IReadOnlyList<Digest> Subtrees => [.. Enumerable.Range(0, _subtrees.Length).Reverse().Where(Has).Select(level => _subtrees[level])];

    /// <summary>Appends a leaf, given by its hash (<see cref="TreeHash.OfLeaf"/>).</summary>
    public void Append(in Digest leaf)
    {
        var hash = leaf;
        var level = 0;
        for (; Has(level); level++)
        {
            hash = TreeHash.OfNode(in _subtrees[level], in hash);
        }

        _subtrees[level] = hash;
        Size = checked(Size + 1);
    }

    /// <summary>The root at the present size (RFC 6962 section 2.1, MTH).</summary>
    public Digest Root()
    {
        if (Size == 0)
        {
            return TreeHash.OfEmptyTree;
        }

        var level = (int)long.TrailingZeroCount(Size);
        var hash = _subtrees[level];
        for (level++; level < _subtrees.Length; level++)
        {
            if (Has(level))
            {
                hash = TreeHash.OfNode(in _subtrees[level], in hash);
            }
        }

        return hash;
    }

    private bool Has(int level) => ((Size >> level) & 1) == 1;
}
