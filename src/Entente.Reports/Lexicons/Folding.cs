using System.Text;

namespace Entente.Reports.Lexicons;

/// <summary>A word as tables compare it: small letters, without accents and vowel signs, and the letters of Arabic that writers do not keep apart as one.</summary>
internal static class Folding
{
    // Latin-1 and the letters of Latin Extended-A that stand in names of the region, each with its plain form.
    private const string Accented = "àáâãäåāăąçćčďèéêëēęěìíîïīıñńňòóôõöøōőřśšşţțťùúûüūůűýÿźżžğłđ";
    private const string Plain = "aaaaaaaaacccdeeeeeeeiiiiiinnnoooooooorssstttuuuuuuuyyzzzgld";

    private static readonly Dictionary<char, char> Letters = Build();

    /// <summary>The comparable form of a word.</summary>
    public static string Of(ReadOnlySpan<char> word)
    {
        var folded = new StringBuilder(word.Length);
        foreach (var letter in word)
        {
            var small = char.ToLowerInvariant(letter);
            switch (small)
            {
                case < '\u0080':
                    folded.Append(small);
                    break;
                case 'œ':
                    folded.Append("oe");
                    break;
                case 'æ':
                    folded.Append("ae");
                    break;
                case 'ß':
                    folded.Append("ss");
                    break;
                case '’' or '‘' or 'ʼ':
                    folded.Append('\'');
                    break;
                // Vowel signs and the stretching line of Arabic, combining accents.
                case (>= '\u064B' and <= '\u0652') or '\u0640' or '\u0670' or (>= '\u0300' and <= '\u036F'):
                    break;
                default:
                    folded.Append(Letters.GetValueOrDefault(small, small));
                    break;
            }
        }

        return folded.ToString();
    }

    /// <summary>An Arabic word without its article.</summary>
    public static string WithoutArticle(string folded) => folded.Length > 4 && folded.StartsWith("ال", StringComparison.Ordinal) ? folded[2..] : folded;

    /// <summary>Whether a word is written in Arabic letters.</summary>
    public static bool IsArabic(ReadOnlySpan<char> word) => word.Length > 0 && word[0] is (>= '\u0600' and <= '\u06FF') or (>= '\uFB50' and <= '\uFEFC');

    /// <summary>
    /// The forms in which tables may hold a word: itself; of an Arabic word also without the article and without the letters and, so, in, to,
    /// as that are written as part of the word after them.
    /// </summary>
    public static string[] Forms(string folded)
    {
        if (!IsArabic(folded))
        {
            return [folded];
        }

        var forms = new List<string> { WithoutArticle(folded) };
        var rest = folded;
        if (rest.Length > 3 && rest[0] is 'و' or 'ف')
        {
            rest = rest[1..];
            forms.Add(WithoutArticle(rest));
        }

        if (rest.Length > 3 && rest.StartsWith("لل", StringComparison.Ordinal))
        {
            forms.Add(rest[2..]);
        }

        if (rest.Length > 3 && rest[0] is 'ب' or 'ل' or 'ك')
        {
            forms.Add(WithoutArticle(rest[1..]));
        }

        return [.. forms.Distinct()];
    }

    private static Dictionary<char, char> Build()
    {
        var letters = new Dictionary<char, char>();
        for (var i = 0; i < Accented.Length && i < Plain.Length; i++)
        {
            letters[Accented[i]] = Plain[i];
        }

        foreach (var (letter, plain) in "أا إا آا ٱا ىي ةه ؤو ئي".Split(' ').Select(pair => (pair[0], pair[1])))
        {
            letters[letter] = plain;
        }

        return letters;
    }
}
