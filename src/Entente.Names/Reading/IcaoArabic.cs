using System.Text;

namespace Entente.Names.Reading;

/// <summary>
/// Decodes the reversible transliteration of Arabic in the machine readable zone (ICAO Doc 9303-3 section 6 C), in which
/// X begins the letters that Latin lacks: XSHKRY. Names in other spellings pass through.
/// </summary>
internal static class IcaoArabic
{
    // Longest first. Source: ICAO Doc 9303-3, section 6, table C.
    private static readonly (string Zone, char Letter)[] Escapes =
    [
        ("XDZ", 'ض'), ("XTT", 'ط'), ("XZZ", 'ظ'), ("XSS", 'ص'), ("XSH", 'ش'), ("XTH", 'ث'), ("XKH", 'خ'), ("XDH", 'ذ'), ("XTA", 'ة'), ("XAH", 'ة'),
        ("XAA", 'آ'), ("XAE", 'أ'), ("XAY", 'ى'), ("XH", 'ح'), ("XE", 'ء'), ("XW", 'ؤ'), ("XI", 'ئ'), ("XG", 'گ'), ("XC", 'چ'), ("XX", 'ڑ'),
    ];

    private const string Plain = "A ا B ب T ت J ج D د R ر Z ز S س E ع G غ F ف Q ق K ك L ل M م N ن H ه W و Y ي I إ P پ V ڤ";

    private static readonly Dictionary<char, char> Letters = Plain.Split(' ').Chunk(2).ToDictionary(p => p[0][0], p => p[1][0]);

    /// <summary>The name with every such word in Arabic letters; the text itself where none is.</summary>
    public static string Decode(string text)
    {
        if (!text.Contains('X', StringComparison.Ordinal))
        {
            return text;
        }

        var words = text.Split(' ');
        var encoded = words.Count(IsEncoded);
        if (encoded == 0)
        {
            return text;
        }

        // One escaped word shows that the document was written this way; its other words then are too, unless they have vowels Arabic would not write.
        return string.Join(' ', words.Select(w => (IsEncoded(w) ? Decoded(w) : null) ?? w));
    }

    private static bool IsEncoded(string word) =>
        word.Length >= 3 && word.All(c => c is >= 'A' and <= 'Z') && CanBeArabic(word) && Escapes.Any(e => e.Zone.Length == 3 && word.Contains(e.Zone, StringComparison.Ordinal)
            || (e.Zone is "XH" or "XE" && word.Contains(e.Zone, StringComparison.Ordinal)));

    /// <summary>
    /// Albanian and Greek names hold the same letters (XHAFERI, HOXHA, ALEXEI, XENIA). In Arabic an alef with hamza below stands
    /// first alone, a hamza without a seat stands last or behind a long vowel, and ayn does not follow ha.
    /// </summary>
    private static bool CanBeArabic(string word)
    {
        var hamza = word.IndexOf("XE", StringComparison.Ordinal);
        return word.LastIndexOf('I') <= 0 && !word.Contains("XHE", StringComparison.Ordinal)
            && (hamza < 0 || hamza + 2 == word.Length || (hamza > 0 && word[hamza - 1] is 'A' or 'W' or 'Y'));
    }

    private static string? Decoded(string word)
    {
        var arabic = new StringBuilder(word.Length);
        for (var i = 0; i < word.Length;)
        {
            var escape = Escapes.FirstOrDefault(e => word.AsSpan(i).StartsWith(e.Zone, StringComparison.Ordinal));
            if (escape.Zone is not null)
            {
                arabic.Append(escape.Letter);
                i += escape.Zone.Length;
            }
            else if (Letters.TryGetValue(word[i], out var letter))
            {
                arabic.Append(letter);
                i++;
            }
            else
            {
                return null;
            }
        }

        return arabic.ToString();
    }
}
