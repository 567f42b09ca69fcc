using System.Security.Cryptography;

namespace Entente.Node.Storage;

/// <summary>
/// AES-256-GCM (NIST SP 800-38D) in one envelope: a version byte, a random nonce of 12 bytes, a tag of 16 bytes, the ciphertext. A key seals far
/// fewer fields than the 2^32 after which random nonces may meet.
/// </summary>
internal static class Sealing
{
    private const byte Version = 1;
    private const int NonceAt = 1, NonceLength = 12, TagAt = NonceAt + NonceLength, TagLength = 16, TextAt = TagAt + TagLength;

    /// <summary>Seals plain bytes; <paramref name="place"/> is authenticated and not stored.</summary>
    public static byte[] Seal(byte[] key, ReadOnlySpan<byte> plain, ReadOnlySpan<byte> place)
    {
        var envelope = new byte[TextAt + plain.Length];
        envelope[0] = Version;
        RandomNumberGenerator.Fill(envelope.AsSpan(NonceAt, NonceLength));
        using var aes = new AesGcm(key, TagLength);
        aes.Encrypt(envelope.AsSpan(NonceAt, NonceLength), plain, envelope.AsSpan(TextAt), envelope.AsSpan(TagAt, TagLength), place);
        return envelope;
    }

    /// <summary>Opens an envelope.</summary>
    /// <exception cref="CryptographicException">It was changed, moved to another place, or sealed under another key.</exception>
    public static byte[] Open(byte[] key, ReadOnlySpan<byte> envelope, ReadOnlySpan<byte> place)
    {
        if (envelope.Length < TextAt || envelope[0] != Version)
        {
            throw new CryptographicException("A sealed field is cut or of an unknown version.");
        }

        var plain = new byte[envelope.Length - TextAt];
        using var aes = new AesGcm(key, TagLength);
        aes.Decrypt(envelope.Slice(NonceAt, NonceLength), envelope[TextAt..], envelope.Slice(TagAt, TagLength), plain, place);
        return plain;
    }
}
