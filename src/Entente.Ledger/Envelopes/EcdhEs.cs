using System.Security.Cryptography;
using System.Text;

namespace Entente.Ledger.Envelopes;

/// <summary>ECDH-ES in direct key agreement (RFC 7518 section 4.6) with AES-256-GCM (section 5.3).</summary>
internal static class EcdhEs
{
    /// <summary>What the content is encrypted with.</summary>
    public const string Encryption = "A256GCM";

    /// <summary>Bytes of the initialisation vector (RFC 7518 section 5.3).</summary>
    public const int VectorLength = 12;

    /// <summary>Bytes of the tag (RFC 7518 section 5.3).</summary>
    public const int TagLength = 16;

    private const int KeyBits = 256;

    /// <summary>
    /// The Concat KDF of RFC 7518 section 4.6.2: SHA-256(1 || Z || OtherInfo) cut to the length of the key, OtherInfo being algorithm,
    /// parties and number of bits, each with its length in front.
    /// </summary>
    /// <param name="secret">Z: what both keys agree on.</param>
    /// <param name="algorithm">What the key is for.</param>
    /// <param name="sender">PartyUInfo.</param>
    /// <param name="recipient">PartyVInfo.</param>
    /// <param name="bits">Length of the key, 8 to 256: one round of the hash.</param>
    public static byte[] DeriveKey(ReadOnlySpan<byte> secret, string algorithm, ReadOnlySpan<byte> sender, ReadOnlySpan<byte> recipient, int bits)
    {
        var otherInfo = new PartWriter(512).Number32((uint)algorithm.Length).Ascii(algorithm)
            .Number32((uint)sender.Length).Bytes(sender).Number32((uint)recipient.Length).Bytes(recipient).Number32((uint)bits).ToArray();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData([0, 0, 0, 1]);
        hash.AppendData(secret);
        hash.AppendData(otherInfo);
        return hash.GetHashAndReset()[..(bits / 8)];
    }

    /// <summary>The key of the content.</summary>
    public static byte[] ContentKey(ReadOnlySpan<byte> secret, string sender, string recipient) => DeriveKey(secret, Encryption, Bytes(sender), Bytes(recipient), KeyBits);

    /// <summary>
    /// The initialisation vector: HMAC-SHA-256 over the content with a second key of the same agreement, its first 12 bytes. The key of
    /// the content is used once, so any vector would do. This one stays safe where a machine that was copied draws an ephemeral key
    /// twice: other contents then still have other vectors.
    /// </summary>
    public static byte[] Vector(ReadOnlySpan<byte> secret, string sender, string recipient, ReadOnlySpan<byte> content)
    {
        var key = DeriveKey(secret, "entente.iv.v1", Bytes(sender), Bytes(recipient), KeyBits);
        try
        {
            return HMACSHA256.HashData(key, content)[..VectorLength];
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    /// <summary>Encrypts with a key of 32 bytes; the tag covers the additional data as well.</summary>
    public static (byte[] Ciphertext, byte[] Tag) Encrypt(ReadOnlySpan<byte> key, ReadOnlySpan<byte> vector, ReadOnlySpan<byte> content, ReadOnlySpan<byte> additional)
    {
        var (ciphertext, tag) = (new byte[content.Length], new byte[TagLength]);
        using var aes = new AesGcm(key, TagLength);
        aes.Encrypt(vector, content, ciphertext, tag, additional);
        return (ciphertext, tag);
    }

    /// <summary>The content; null where key, vector, tag or additional data are not those it was encrypted with.</summary>
    public static byte[]? Decrypt(ReadOnlySpan<byte> key, ReadOnlySpan<byte> vector, ReadOnlySpan<byte> ciphertext, ReadOnlySpan<byte> tag, ReadOnlySpan<byte> additional)
    {
        var content = new byte[ciphertext.Length];
        using var aes = new AesGcm(key, TagLength);
        try
        {
            aes.Decrypt(vector, ciphertext, tag, content, additional);
            return content;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    private static byte[] Bytes(string party) => Encoding.ASCII.GetBytes(party);
}
