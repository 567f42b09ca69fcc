using Entente.Ledger.Merkle;

namespace Entente.Ledger.Tiles;

/// <summary>Makes the tiles that a log needs when it grows. What is full already is never touched.</summary>
public static class TileGrowth
{
    /// <summary>
    /// The new tiles, lowest level first: those of <see cref="TileChanges.Hashes"/>. On each level:
    /// <list type="number">
    /// <item>the partial tile at the old end is read and goes on;</item>
    /// <item>each tile that becomes full gives one hash to the level above;</item>
    /// <item>what is left is the partial tile at the new end.</item>
    /// </list>
    /// From 0 on they are rebuilt from the leaves alone.
    /// </summary>
    /// <param name="from">Leaves until now.</param>
    /// <param name="leaves">Hashes of the leaves to append.</param>
    /// <param name="stored">The partial tiles at the old end; nothing else is read.</param>
    /// <exception cref="InvalidDataException">A stored tile has the wrong length.</exception>
    public static IReadOnlyList<Tile> Grow(long from, IReadOnlyList<Digest> leaves, StoredTile stored)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(from);
        var tiles = new List<Tile>();
        for (var level = 0; leaves.Count > 0; level++)
        {
            leaves = GrowLevel(level, from, leaves, stored, tiles);
            from >>= TileAddress.Height;
        }

        return tiles;
    }

    /// <summary>Adds the new tiles of one level and gives the new hashes of the level above.</summary>
    private static List<Digest> GrowLevel(int level, long from, IReadOnlyList<Digest> hashes, StoredTile stored, List<Tile> tiles)
    {
        var above = new List<Digest>();
        var index = from >> TileAddress.Height;
        var bytes = new byte[TileAddress.FullWidth * Digest.Length];
        var width = (int)(from % TileAddress.FullWidth);
        if (width > 0)
        {
            TileHashes.Read(stored, TileAddress.OfHashes(level, index, width)).CopyTo(bytes);
        }

        foreach (var hash in hashes)
        {
            hash.Bytes.CopyTo(bytes.AsSpan(width++ * Digest.Length));
            if (width == TileAddress.FullWidth)
            {
                tiles.Add(new(TileAddress.OfHashes(level, index++), bytes));
                above.Add(TileHashes.Root(bytes, 0, TileAddress.Height));
                (bytes, width) = (new byte[TileAddress.FullWidth * Digest.Length], 0);
            }
        }

        if (width > 0)
        {
            tiles.Add(new(TileAddress.OfHashes(level, index, width), bytes.AsMemory(0, width * Digest.Length)));
        }

        return above;
    }
}
