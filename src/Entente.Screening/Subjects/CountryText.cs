using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Entente.Screening.Subjects;

/// <summary>
/// Finds the country that a text means. Codes are looked up as they are; names as a bag of words without case, diacritics,
/// punctuation and small words, so that "Iran (Islamic Republic of)", "Iran, Islamic Republic of" and "Islamic Republic of
/// Iran" are one name. The table is <see cref="CountryTable"/>.
/// </summary>
internal static class CountryText
{
    /// <summary>Longest text that is looked at; the longest official name has 61 characters.</summary>
    private const int MaxLength = 100;

    private static readonly FrozenSet<string> SmallWords =
        FrozenSet.ToFrozenSet(["the", "of", "and", "la", "le", "les", "l", "de", "du", "des", "d", "et"]);

    private static readonly FrozenDictionary<string, string> Codes =
        CountryTable.Rows.SelectMany(row => row.Codes.Select(code => (code, row.Code))).ToFrozenDictionary(pair => pair.code, pair => pair.Code);

    private static readonly FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> CodesBySpan =
        Codes.GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly FrozenDictionary<string, string> Names = NamesOf(CountryTable.Rows);

    private static readonly FrozenDictionary<string, string> Alpha2 = CountryTable.Rows
        .Where(row => row.Codes.Length > 1 && row.Codes[1].Length == 2)
        .ToFrozenDictionary(row => row.Code, row => row.Codes[1].ToLowerInvariant());

    /// <summary>The two-letter code of a three-letter one, in small letters; null where there is none.</summary>
    public static string? Alpha2Of(string code) => Alpha2.GetValueOrDefault(code);

    /// <summary>The three-letter code; null where no country is meant or more than one could be.</summary>
    public static string? Find(ReadOnlySpan<char> text)
    {
        text = text.Trim(" \t\r\n<.");
        if (text.IsEmpty || text.Length > MaxLength)
        {
            return null;
        }
        return text.Length <= 4 && FindCode(text) is { } code ? code : Names.GetValueOrDefault(Key(text));
    }

    /// <summary>The words of a name in a fixed order, as the table of names is keyed.</summary>
    internal static string Key(ReadOnlySpan<char> name)
    {
        var words = Letters(name).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var kept = words.Where(word => !SmallWords.Contains(word)).ToArray();
        Array.Sort(kept, StringComparer.Ordinal);
        return string.Join(' ', kept);
    }

    private static string? FindCode(ReadOnlySpan<char> text)
    {
        Span<char> upper = stackalloc char[4];
        var length = text.ToUpperInvariant(upper);
        return CodesBySpan.TryGetValue(upper[..length], out var code) ? code : null;
    }

    /// <summary>Lower-case letters without diacritics; an apostrophe or full stop vanishes, all else becomes a blank.</summary>
    private static string Letters(ReadOnlySpan<char> name)
    {
        var letters = new StringBuilder(name.Length);
        foreach (var c in name)
        {
            if (char.IsLetter(c))
            {
                letters.Append(WithoutDiacritic(char.ToLowerInvariant(c)));
            }
            else if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark && c is not ('\'' or '’' or '.'))
            {
                letters.Append(' ');
            }
        }
        return letters.ToString();
    }

    /// <summary>The letters of English, French, Spanish, Portuguese, German and Turkish; the runtime decomposes none in invariant mode.</summary>
    private static char WithoutDiacritic(char letter) => letter switch
    {
        'à' or 'á' or 'â' or 'ã' or 'ä' or 'å' => 'a',
        'ç' => 'c',
        'è' or 'é' or 'ê' or 'ë' => 'e',
        'ì' or 'í' or 'î' or 'ï' or 'ı' => 'i',
        'ñ' => 'n',
        'ò' or 'ó' or 'ô' or 'õ' or 'ö' => 'o',
        'ù' or 'ú' or 'û' or 'ü' => 'u',
        _ => letter,
    };

    private static FrozenDictionary<string, string> NamesOf(IEnumerable<CountryTable.Row> rows)
    {
        var names = new Dictionary<string, string>();
        foreach (var row in rows)
        {
            foreach (var name in row.Names)
            {
                // Two spellings of one row may have the same words; two rows may not, which a test claims.
                names.TryAdd(Key(name), row.Code);
            }
        }
        return names.ToFrozenDictionary();
    }
}
