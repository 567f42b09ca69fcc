using System.Buffers.Text;
using System.Security.Cryptography;

namespace Entente.Node.Accounts;

/// <summary>Secrets that the node gives out once and keeps as a hash.</summary>
internal static class Secret
{
    // 256 bits: no guess and no table finds it, so a plain hash is enough.
    private const int Length = 32;

    // 20 of 32 letters are 100 bits: guesses over the network are counted, and a stolen hash tells nothing.
    private const int CodeLength = 20, CodeGroup = 4;

    // Crockford's base 32: no I, L, O and U, so that a code copied by hand is read as it was written.
    private const string CodeLetters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    /// <summary>A secret for a link or a cookie.</summary>
    public static string Make() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Length));

    /// <summary>A recovery code as it is shown: ABCD-EFGH-JKMN-PQRS-TVWX.</summary>
    public static string MakeCode() => string.Join('-', RandomNumberGenerator.GetString(CodeLetters, CodeLength).Chunk(CodeGroup).Select(group => new string(group)));

    /// <summary>The hash under which a secret is kept.</summary>
    public static string HashOf(string secret) => NewToken.HashOf(secret);

    /// <summary>The hash of a recovery code, however it was typed.</summary>
    public static string HashOfCode(string typed) =>
        HashOf(string.Concat(typed.ToUpperInvariant().Where(char.IsAsciiLetterOrDigit).Select(c => c switch { 'O' => '0', 'I' or 'L' => '1', _ => c })));
}
