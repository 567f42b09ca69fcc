using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Entente.Node.Accounts;

/// <summary>`entente token NAME PURPOSE LEGAL-BASIS SCOPE...`: makes an access token, shows it once, and prints the line for the configuration.</summary>
internal static class NewToken
{
    // 256 bits: no guess and no table finds it, so its plain hash may stand in a file.
    private const int Bytes = 32;

    /// <summary>0, or 1 where the words are wrong.</summary>
    public static int Write(IReadOnlyList<string> words, TextWriter output, TextWriter error)
    {
        var scopes = words.Skip(3).ToList();
        if (words.Count < 4 || scopes.Except(Scope.All, StringComparer.Ordinal).Any())
        {
            error.WriteLine($"entente: a name, the codes of a purpose and of its legal basis, and one or more of {string.Join(", ", Scope.All)} are wanted, as in `entente token \"booking system\" border-control border-act-12 match`.");
            return 1;
        }

        var token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(Bytes));
        output.WriteLine($"The token, shown only now: {token}");
        output.WriteLine("Put this line into Accounts:Tokens of the configuration, and start the node anew:");
        output.WriteLine(JsonSerializer.Serialize(new TokenOption { Name = words[0], Sha256 = HashOf(token), Purpose = words[1], LegalBasis = words[2], Scopes = scopes }));
        return 0;
    }

    /// <summary>SHA-256 of the token's characters in UTF-8, 64 lower-case hexadecimal digits.</summary>
    public static string HashOf(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
