using System.Buffers;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;

namespace Entente.Ledger.Envelopes;

/// <summary>
/// Base64url without padding (RFC 7515 section 2) in the one spelling each value has: no white space, no padding, no bits left
/// over, so that nobody can make a second text of the same meaning.
/// </summary>
internal static class StrictBase64Url
{
    private static readonly SearchValues<byte> Alphabet = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"u8);

    public static bool TryDecode(ReadOnlySpan<byte> text, [NotNullWhen(true)] out byte[]? bytes)
    {
        bytes = null;
        if (text.Length % 4 == 1 || text.ContainsAnyExcept(Alphabet))
        {
            return false;
        }

        // The runtime skips white space and padding, which the alphabet has ruled out, and refuses bits left over.
        var buffer = new byte[Base64Url.GetMaxDecodedLength(text.Length)];
        if (Base64Url.DecodeFromUtf8(text, buffer, out _, out var length) != OperationStatus.Done)
        {
            return false;
        }

        bytes = length == buffer.Length ? buffer : buffer[..length];
        return true;
    }
}
