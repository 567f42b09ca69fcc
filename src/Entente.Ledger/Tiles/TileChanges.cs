namespace Entente.Ledger.Tiles;

/// <summary>Which tiles and bundles there are, and which are new when a log grows (C2SP tlog-tiles, "Partial Tiles").</summary>
public static class TileChanges
{
    /// <summary>
    /// The tiles of hashes that a log of one size has and a log of the other has not, lowest level first: those that became full, and
    /// for each level the partial one at the new end. From 0 on they are all tiles of a log.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The sizes are negative or shrink.</exception>
    public static IEnumerable<TileAddress> Hashes(long from, long to)
    {
        Check(from, to);
        return Levels(from, to);
    }

    /// <summary>The bundles of entries that are new, likewise.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The sizes are negative or shrink.</exception>
    public static IEnumerable<TileAddress> Entries(long from, long to)
    {
        Check(from, to);
        return Places(from, to).Select(place => TileAddress.OfEntries(place.Index, place.Width));
    }

    private static IEnumerable<TileAddress> Levels(long from, long to)
    {
        for (var level = 0; to > 0; level++)
        {
            foreach (var (index, width) in Places(from, to))
            {
                yield return TileAddress.OfHashes(level, index, width);
            }

            // A level has as many hashes as the level below has full tiles: floor(s / 256^l).
            from >>= TileAddress.Height;
            to >>= TileAddress.Height;
        }
    }

    private static IEnumerable<(long Index, int Width)> Places(long from, long to)
    {
        for (var index = from >> TileAddress.Height; from < to; index++)
        {
            var start = index << TileAddress.Height;
            var width = (int)Math.Min(TileAddress.FullWidth, to - start);
            yield return (index, width);
            from = start + width;
        }
    }

    private static void Check(long from, long to)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(from);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(from, to);
    }
}
