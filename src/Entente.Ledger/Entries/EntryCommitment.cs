using System.Security.Cryptography;
using Entente.Ledger.Merkle;

namespace Entente.Ledger.Entries;

/// <summary>
/// What the log keeps of an entry for ever: 32 bytes that bind the writer to it and tell nobody else what it says.
/// <code>
/// commitment = HMAC-SHA-256(key = nonce, message = "entente.commitment.v1\n" || entry)      (RFC 2104)
/// leaf       = SHA-256(0x00 || commitment)                                                  (RFC 6962 section 2.1)
/// </code>
/// Whoever is given entry and nonce recomputes both and finds the leaf in the tree. Whoever has only the commitment cannot test a
/// guess, since the nonce is 256 random bits; when nonce and entry are destroyed nobody can any more, and the tree stays whole.
/// Reasons and limits: decision 18.
/// </summary>
public static class EntryCommitment
{
    /// <summary>Bytes of a nonce: the length of the hash, which RFC 2104 section 3 asks of a key.</summary>
    public const int NonceLength = 32;

    /// <summary>Keeps what a nonce does here apart from anything else that might be keyed with it, and names the version.</summary>
    private static ReadOnlySpan<byte> Label => "entente.commitment.v1\n"u8;

    /// <summary>The commitment to an entry.</summary>
    /// <param name="nonce">32 bytes from a cryptographic random source, used for this entry and for no other, kept beside it and destroyed with it.</param>
    /// <param name="entry">The entry, as <see cref="LedgerEntryFormat"/> writes it or any other bytes.</param>
    /// <exception cref="ArgumentException">The nonce has not 32 bytes.</exception>
    public static Digest Of(ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> entry)
    {
        if (nonce.Length != NonceLength)
        {
            throw new ArgumentException($"A nonce has {NonceLength} bytes, this has {nonce.Length}.", nameof(nonce));
        }

        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, nonce);
        hash.AppendData(Label);
        hash.AppendData(entry);
        Span<byte> commitment = stackalloc byte[Digest.Length];
        hash.GetHashAndReset(commitment);
        return new Digest(commitment);
    }

    /// <summary>The hash of the leaf that a commitment is in the tree; what an erased entry still has.</summary>
    public static Digest LeafOf(in Digest commitment) => TreeHash.OfLeaf(commitment.Bytes);

    /// <summary>The hash of the leaf that an entry is in the tree.</summary>
    /// <exception cref="ArgumentException">The nonce has not 32 bytes.</exception>
    public static Digest LeafOf(ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> entry) => LeafOf(Of(nonce, entry));
}
