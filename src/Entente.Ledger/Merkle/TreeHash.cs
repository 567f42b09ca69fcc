using System.Security.Cryptography;

namespace Entente.Ledger.Merkle;

/// <summary>
/// The three hashes of a Merkle tree (RFC 6962 section 2.1). A leaf and an inner node begin with different bytes, so that no
/// inner node can be passed off as an entry.
/// </summary>
public static class TreeHash
{
    /// <summary>RFC 6962 section 2.1: what a leaf begins with.</summary>
    private const byte LeafPrefix = 0x00;

    /// <summary>RFC 6962 section 2.1: what an inner node begins with.</summary>
    private const byte NodePrefix = 0x01;

    /// <summary>Longest leaf that is put together on the stack.</summary>
    private const int OnStack = 512;

    /// <summary>The root of the empty tree: SHA-256 of nothing (RFC 6962 section 2.1).</summary>
    public static Digest OfEmptyTree { get; } = new(SHA256.HashData([]));

    /// <summary>The hash of a leaf: SHA-256(0x00 || data).</summary>
    public static Digest OfLeaf(ReadOnlySpan<byte> data)
    {
        var buffer = data.Length < OnStack ? stackalloc byte[OnStack] : new byte[data.Length + 1];
        buffer[0] = LeafPrefix;
        data.CopyTo(buffer[1..]);
        return Of(buffer[..(data.Length + 1)]);
    }

    /// <summary>The hash of an inner node: SHA-256(0x01 || left || right).</summary>
    public static Digest OfNode(in Digest left, in Digest right)
    {
        Span<byte> buffer = stackalloc byte[1 + (2 * Digest.Length)];
        buffer[0] = NodePrefix;
        left.Bytes.CopyTo(buffer[1..]);
        right.Bytes.CopyTo(buffer[(1 + Digest.Length)..]);
        return Of(buffer);
    }

    private static Digest Of(ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[Digest.Length];
        SHA256.HashData(bytes, hash);
        return new Digest(hash);
    }
}
