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
        var odd = text.Length % 4;
        if (odd == 1 || text.ContainsAnyExcept(Alphabet))
        {
            return false;
        }

        var decoded = Base64Url.DecodeFromUtf8(text);
        if (odd != 0 && !EndsWithoutBitsLeftOver(text[^odd..], decoded.AsSpan(^(odd - 1)..)))
        {
            return false;
        }

        bytes = decoded;
        return true;
    }

    private static bool EndsWithoutBitsLeftOver(ReadOnlySpan<byte> end, ReadOnlySpan<byte> decoded)
    {
        Span<byte> again = stackalloc byte[4];
        return Base64Url.TryEncodeToUtf8(decoded, again, out var length) && end.SequenceEqual(again[..length]);
    }
}
