using System.Diagnostics.CodeAnalysis;

namespace Entente.Ledger.Notes;

/// <summary>
/// Base64 with padding (RFC 4648 section 4) in the one spelling each value has: no white space, no bits left over, so that nobody
/// can make a second text of the same meaning.
/// </summary>
internal static class StrictBase64
{
    public static bool TryDecode(string text, [NotNullWhen(true)] out byte[]? bytes)
    {
        bytes = null;
        var buffer = new byte[text.Length];
        if (!Convert.TryFromBase64String(text, buffer, out var length) || Convert.ToBase64String(buffer, 0, length) != text)
        {
            return false;
        }

        bytes = buffer[..length];
        return true;
    }
}
