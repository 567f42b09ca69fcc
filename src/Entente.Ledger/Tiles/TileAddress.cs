using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Entente.Ledger.Tiles;

/// <summary>
/// The address of a tile or a bundle of entries (C2SP tlog-tiles, "Merkle Tree" and "Log entries"), such as tile/0/x001/234,
/// tile/1/000.p/17 or tile/entries/x001/234.p/8. Paths are for people and file systems; the parts are what code works with.
/// </summary>
public readonly record struct TileAddress
{
    /// <summary>Levels of the tree that one tile spans (C2SP tlog-tiles: full tiles are 256 = 2^8 wide).</summary>
    public const int Height = 8;

    /// <summary>Hashes in a full tile, entries in a full bundle.</summary>
    public const int FullWidth = 1 << Height;

    /// <summary>Highest level that a path can have (C2SP tlog-tiles). A tree of fewer than 2^63 leaves has none above 7.</summary>
    public const int HighestLevel = 63;

    private const string Entries = "entries";

    private TileAddress(int? level, long index, int width)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(width, FullWidth);
        (Level, Index, Width) = (level, index, width);
    }

    /// <summary>Level of a tile, 0 for leaf hashes; null for a bundle of entries.</summary>
    public int? Level { get; }

    /// <summary>Place among those of its level.</summary>
    public long Index { get; }

    /// <summary>How many hashes or entries it holds: 1 to 255 in a partial one, 256 in a full one.</summary>
    public int Width { get; }

    /// <summary>Whether it is full and so never changes.</summary>
    public bool IsFull => Width == FullWidth;

    /// <summary>A tile of hashes.</summary>
    public static TileAddress OfHashes(int level, long index, int width = FullWidth)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(level);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(level, HighestLevel);
        return new(level, index, width);
    }

    /// <summary>A bundle of entries.</summary>
    public static TileAddress OfEntries(long index, int width = FullWidth) => new(null, index, width);

    /// <summary>Reads a path. Only the one spelling that <see cref="ToString"/> writes is an address.</summary>
    public static bool TryParse(string path, [NotNullWhen(true)] out TileAddress? address)
    {
        // What was read may have been spelled otherwise; what it is written as may not.
        address = path.Split('/') is ["tile", var level, .. var rest] && rest.Length > 0 ? Read(level, rest) : null;
        address = address?.ToString() == path ? address : null;
        return address is not null;
    }

    /// <summary>The path, with slashes.</summary>
    public override string ToString()
    {
        var index = (Index % 1000).ToString("000", CultureInfo.InvariantCulture);
        for (var rest = Index / 1000; rest > 0; rest /= 1000)
        {
            index = $"x{rest % 1000:000}/{index}";
        }

        return $"tile/{Level?.ToString(CultureInfo.InvariantCulture) ?? Entries}/{index}{(IsFull ? "" : $".p/{Width}")}";
    }

    private static TileAddress? Read(string level, string[] rest)
    {
        var width = FullWidth;
        if (rest is [.., var last, var suffix] && last.EndsWith(".p", StringComparison.Ordinal))
        {
            rest = [.. rest[..^2], last[..^2]];
            if (!TryNumber(suffix, out width) || width is 0 or >= FullWidth)
            {
                return null;
            }
        }

        var height = 0;
        if ((level != Entries && (!TryNumber(level, out height) || height > HighestLevel)) || !TryIndex(rest, out var index))
        {
            return null;
        }

        return level == Entries ? OfEntries(index, width) : OfHashes(height, index, width);
    }

    private static bool TryIndex(string[] elements, out long index)
    {
        var digits = string.Concat(elements[..^1].Select(element => element.StartsWith('x') ? element[1..] : "?")) + elements[^1];
        return long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out index);
    }

    private static bool TryNumber(string text, out int number) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
