using Entente.Ledger.Merkle;

namespace Entente.Ledger.Tiles;

/// <summary>Makes the tiles of a log of a given size a source of hashes for proofs and roots.</summary>
public static class TileReader
{
    /// <summary>
    /// The source. What it gives is only as good as the tiles: check a root against a checkpoint before believing a proof. It reads a
    /// tile for every hash that it is asked for, so a caller with slow storage remembers tiles in <paramref name="stored"/>.
    /// </summary>
    /// <param name="size">Leaves in the log; it decides how wide the last tile of each level is.</param>
    /// <param name="stored">The tiles.</param>
    /// <exception cref="InvalidDataException">Thrown by the source: a tile has the wrong length.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Thrown by the source: a subtree is asked for that is not in a log of that size.</exception>
    public static SubtreeHash Source(long size, StoredTile stored)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        return (level, index) => Hash(size, stored, level, index);
    }

    private static Digest Hash(long size, StoredTile stored, int level, long index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(level);
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, level < 63 ? size >> level : 0);

        var (tileLevel, height) = Math.DivRem(level, TileAddress.Height);
        var first = index << height;
        var tile = first >> TileAddress.Height;
        var width = Math.Min(TileAddress.FullWidth, (size >> (tileLevel * TileAddress.Height)) - (tile << TileAddress.Height));
        var address = TileAddress.OfHashes(tileLevel, tile, (int)width);
        return TileHashes.Root(TileHashes.Read(stored, address).Span, (int)(first - (tile << TileAddress.Height)), height);
    }
}
