using System.Globalization;
using System.Text;

namespace Entente.Tables;

/// <summary>
/// Writes down, for every letter that is not its own plain form, the plain letters it stands for: Unicode compatibility
/// decomposition (UAX #15, NFKD) without marks, in lower case, and the letters that Unicode does not decompose (ø, ł, ß ...).
/// </summary>
internal static class FoldingTable
{
    private static readonly (int From, int To)[] Ranges =
    [
        (0x00A0, 0x058F), (0x0590, 0x06FF), (0x0750, 0x077F), (0x1C80, 0x1C8F), (0x1D00, 0x1DBF), (0x1E00, 0x1FFF),
        (0x2071, 0x209C), (0x2100, 0x214F), (0x2C60, 0x2C7F), (0xA720, 0xA7FF), (0xAB30, 0xAB6F), (0xFB00, 0xFDFF),
        (0xFE70, 0xFEFE), (0xFF10, 0xFF5A),
    ];

    /// <summary>Latin letters that Unicode keeps whole; the expansions are those of ICAO Doc 9303-3 section 6 A where it has one.</summary>
    private static readonly Dictionary<char, string> Whole = new()
    {
        ['ß'] = "ss", ['ẞ'] = "ss", ['æ'] = "ae", ['Æ'] = "ae", ['œ'] = "oe", ['Œ'] = "oe", ['ø'] = "o", ['Ø'] = "o",
        ['đ'] = "d", ['Đ'] = "d", ['ð'] = "d", ['Ð'] = "d", ['þ'] = "th", ['Þ'] = "th", ['ł'] = "l", ['Ł'] = "l",
        ['ħ'] = "h", ['Ħ'] = "h", ['ı'] = "i", ['İ'] = "i", ['ŋ'] = "n", ['Ŋ'] = "n", ['ŧ'] = "t", ['Ŧ'] = "t",
        ['й'] = "й", ['Й'] = "й", ['ĸ'] = "k", ['ə'] = "a", ['Ə'] = "a", ['ɛ'] = "e", ['Ɛ'] = "e", ['ɔ'] = "o", ['Ɔ'] = "o", ['ɓ'] = "b", ['Ɓ'] = "b",
        ['ɗ'] = "d", ['Ɗ'] = "d", ['ƙ'] = "k", ['Ƙ'] = "k", ['ɲ'] = "ny", ['Ɲ'] = "ny", ['ƴ'] = "y", ['Ƴ'] = "y", ['ɣ'] = "gh", ['Ɣ'] = "gh",
    };

    public static IEnumerable<string> Lines()
    {
        yield return "# Letter, and the plain lower-case letters it stands for. Source: Unicode NFKD (UAX #15) of the .NET runtime; letters without";
        yield return "# decomposition by ICAO Doc 9303-3 section 6. Written by tools/Entente.Tables; do not edit.";
        foreach (var (from, to) in Ranges)
        {
            for (var code = from; code <= to; code++)
            {
                var letter = (char)code;
                var folded = Fold(letter);
                if (folded is not null && folded != letter.ToString())
                {
                    yield return $"{letter}\t{folded}";
                }
            }
        }
    }

    private static string? Fold(char letter)
    {
        if (Whole.TryGetValue(letter, out var whole))
        {
            return whole;
        }

        var plain = new StringBuilder();
        foreach (var c in letter.ToString().Normalize(NormalizationForm.FormKD))
        {
            var lower = char.ToLowerInvariant(c);
            if (char.IsLetterOrDigit(lower))
            {
                plain.Append(Whole.GetValueOrDefault(lower, lower.ToString()));
            }
        }

        return plain.Length == 0 || char.GetUnicodeCategory(letter) is UnicodeCategory.OtherNotAssigned ? null : plain.ToString();
    }
}
