using System.Security.Cryptography;
using System.Text;

namespace Entente.Ledger.Signing;

/// <summary>
/// Signs the SHA-256 of a file under the name of what it is for. What is signed holds the byte 0x00, which no note can hold (C2SP signed-note bans control
/// characters), so that the signature of a file is never taken for that of a checkpoint, nor the other way round.
/// </summary>
public static class ContextSignature
{
    /// <summary>Signs.</summary>
    /// <param name="key">The key.</param>
    /// <param name="context">What the file is for: visible ASCII characters and spaces, another text for another use.</param>
    /// <param name="sha256">SHA-256 of the file, 32 bytes.</param>
    /// <returns>64 bytes.</returns>
    /// <exception cref="ArgumentException">Context or hash are not as they should be.</exception>
    public static byte[] Sign(Ed25519PrivateKey key, string context, ReadOnlySpan<byte> sha256)
    {
        ArgumentNullException.ThrowIfNull(key);
        return key.Sign(MessageOf(context, sha256));
    }

    /// <summary>Whether a key signed a file for this use. Anything malformed is simply not a signature.</summary>
    /// <exception cref="ArgumentException">Context or hash are not as they should be.</exception>
    public static bool Verify(ReadOnlySpan<byte> publicKey, string context, ReadOnlySpan<byte> sha256, ReadOnlySpan<byte> signature) =>
        Ed25519.Verify(publicKey, MessageOf(context, sha256), signature);

    /// <summary>context || 0x00 || hash. The context has no 0x00 and the hash one length, so that two of them never run together into a third.</summary>
    private static byte[] MessageOf(string context, ReadOnlySpan<byte> sha256)
    {
        if (string.IsNullOrEmpty(context) || context.Any(c => c is < ' ' or > '~'))
        {
            throw new ArgumentException("A context consists of visible ASCII characters and spaces.", nameof(context));
        }

        if (sha256.Length != SHA256.HashSizeInBytes)
        {
            throw new ArgumentException($"A SHA-256 has {SHA256.HashSizeInBytes} bytes, these are {sha256.Length}.", nameof(sha256));
        }

        return [.. Encoding.ASCII.GetBytes(context), 0, .. sha256];
    }
}
