using System.Text;

namespace Entente.Node.Partnership.Records;

/// <summary>
/// Text as it is compared: in small letters, without accents and vowel signs, with Western digits. The node runs without a culture library, so the letters stand here: those of French and Spanish, their neighbours, and
/// the forms of Arabic letters that are written one for the other.
/// </summary>
internal static class Folded
{
    private static readonly Dictionary<char, string> Letters = new(Pairs());

    /// <summary>Folds a text.</summary>
    public static string Of(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            var small = char.ToLowerInvariant(c);
            if (small < '\u0080')
            {
                folded.Append(small);
            }
            else if (Letters.TryGetValue(small, out var letters))
            {
                folded.Append(letters);
            }
            else if (!IsSign(small))
            {
                folded.Append(small);
            }
        }

        return folded.ToString();
    }

    /// <summary>Folds a text into its words, with a blank between two.</summary>
    public static string WordsOf(string text) => string.Join(' ', new string([.. Of(text).Select(c => char.IsLetterOrDigit(c) ? c : ' ')]).Split(' ', StringSplitOptions.RemoveEmptyEntries));

    // Combining accents, Arabic vowel signs and the stretching sign.
    private static bool IsSign(char c) => c is (>= '\u0300' and <= '\u036F') or (>= '\u064B' and <= '\u0652') or '\u0670' or '\u0640';

    private static IEnumerable<KeyValuePair<char, string>> Pairs()
    {
        string[] letters = ["aàáâãäåāăą", "cçćč", "eèéêëēęě", "gğ", "iìíîïī", "nñńň", "oòóôõöøō", "sśšş", "uùúûüūů", "yýÿ", "zźżž", "اأإآٱ", "يى", "هة"];
        foreach (var same in letters)
        {
            foreach (var c in same.Skip(1))
            {
                yield return new(c, same[..1]);
            }
        }

        foreach (var (c, written) in ((char, string)[])[('œ', "oe"), ('æ', "ae"), ('ß', "ss"), ('\u2019', "'"), ('\u00A0', " "), ('\u202F', " "), ('\u2009', " ")])
        {
            yield return new(c, written);
        }

        for (var digit = 0; digit < 10; digit++)
        {
            yield return new((char)('٠' + digit), ((char)('0' + digit)).ToString());
            yield return new((char)('۰' + digit), ((char)('0' + digit)).ToString());
        }
    }
}
