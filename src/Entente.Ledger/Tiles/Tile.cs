using Entente.Ledger.Merkle;

namespace Entente.Ledger.Tiles;

/// <summary>A tile or a bundle: where it is stored, and what.</summary>
/// <param name="Address">Its address.</param>
/// <param name="Bytes">Its bytes; for hashes, 32 for each.</param>
public sealed record Tile(TileAddress Address, ReadOnlyMemory<byte> Bytes);

/// <summary>Gives the bytes that are stored under an address. Where they are not there, what it throws goes to the caller.</summary>
public delegate ReadOnlyMemory<byte> StoredTile(TileAddress address);

/// <summary>The hashes in a tile.</summary>
internal static class TileHashes
{
    /// <summary>A hash of a tile.</summary>
    public static Digest At(ReadOnlySpan<byte> tile, int place) => new(tile.Slice(place * Digest.Length, Digest.Length));

    /// <summary>The root over 2^height hashes of a tile from a place on: the levels between those that tiles store.</summary>
    public static Digest Root(ReadOnlySpan<byte> tile, int place, int height)
    {
        if (height == 0)
        {
            return At(tile, place);
        }

        var left = Root(tile, place, height - 1);
        var right = Root(tile, place + (1 << (height - 1)), height - 1);
        return TreeHash.OfNode(in left, in right);
    }

    /// <summary>Reads a tile and makes sure of its length.</summary>
    /// <exception cref="InvalidDataException">It has not 32 bytes for each of its hashes.</exception>
    public static ReadOnlyMemory<byte> Read(StoredTile stored, TileAddress address)
    {
        var bytes = stored(address);
        return bytes.Length == address.Width * Digest.Length ? bytes
            : throw new InvalidDataException($"The tile {address} has {bytes.Length} bytes, it must have {address.Width * Digest.Length}.");
    }
}
