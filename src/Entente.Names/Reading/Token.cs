using System.Text;

namespace Entente.Names.Reading;

/// <summary>One word of a name, folded to the plain letters of its script.</summary>
/// <param name="Written">As written, with its marks.</param>
/// <param name="Script">The script most of its letters belong to.</param>
/// <param name="Letters">Plain letters of that script; Latin ones for Greek and Tifinagh.</param>
/// <param name="Hyphenated">True where a hyphen, not a blank, parts it from the word before it.</param>
/// <param name="Segment">0 before the first comma, 1 behind it, and so on.</param>
internal readonly record struct Token(string Written, Script Script, string Letters, bool Hyphenated, int Segment)
{
    /// <summary>What the word is, where it is one of the small words that names are built with.</summary>
    public WordKind Kind { get; init; } = Words.KindOf(Letters);

    /// <summary>Whether this is an initial: one letter, or capitals without a vowel among words in small letters.</summary>
    public bool IsInitial => Letters.Length == 1 && Script != Script.Other;

    /// <summary>Whether the word is one of these.</summary>
    public bool Is(WordKind kinds) => (Kind & kinds) != WordKind.None;
}

/// <summary>Cuts a name into words and folds them.</summary>
internal static class Tokenizer
{
    // Latin letters that look like Cyrillic or Greek ones, pair by pair (Unicode UTS #39 confusables, the common ones).
    private const string LookAlikeForeign = "асеорхукмтнвігјѕһ" + "αοερικνυτχ";
    private const string LookAlikeLatin = "aceopxykmthbirjsh" + "aoepiknutx";
    private const string DigitsRead = "oizeasgtbg";

    /// <summary>The words of a name, in order. Never more than <paramref name="most"/>.</summary>
    public static List<Token> Cut(string text, int most, out bool more)
    {
        var tokens = new List<Token>();
        var (start, segment, hyphenated) = (-1, 0, false);
        more = false;
        for (var i = 0; i <= text.Length; i++)
        {
            var kind = i == text.Length ? Break.Word : BreakAt(text, i);
            if (kind == Break.None)
            {
                start = start < 0 ? i : start;
                continue;
            }

            if (start >= 0)
            {
                more = !Add(text[start..i], hyphenated, segment, tokens, most);
                if (more)
                {
                    return tokens;
                }

                start = -1;
                hyphenated = false;
            }

            hyphenated |= kind == Break.Hyphen;
            segment += kind == Break.Comma ? 1 : 0;
        }

        return tokens;
    }

    private enum Break
    {
        None,
        Word,
        Hyphen,
        Comma,
    }

    private static Break BreakAt(string text, int i) => text[i] switch
    {
        var c when char.IsAsciiLetter(c) => Break.None,
        ' ' => Break.Word,
        ',' or '،' => Break.Comma,
        '-' or '‐' or '‑' or '‒' or '–' or '_' or '־' => Break.Hyphen,
        '\'' or '’' or '‘' or '`' or '´' or 'ʿ' or 'ʾ' or 'ʼ' or 'ʻ' or '′' or '׳' or '״' => Break.None,
        var c when char.IsLetterOrDigit(c) || char.GetUnicodeCategory(c) is System.Globalization.UnicodeCategory.NonSpacingMark
            or System.Globalization.UnicodeCategory.SpacingCombiningMark or System.Globalization.UnicodeCategory.Format
            or System.Globalization.UnicodeCategory.Surrogate => Break.None,
        _ => Break.Word,
    };


    private static bool Add(string word, bool hyphenated, int segment, List<Token> tokens, int most)
    {
        var token = Fold(word, hyphenated, segment);
        if (token.Letters.Length == 0)
        {
            return true;
        }

        if (tokens.Count == most)
        {
            return false;
        }

        tokens.Add(token);
        return true;
    }

    private static Token Fold(string word, bool hyphenated, int segment)
    {
        if (FoldPlain(word) is { } plain)
        {
            return new(word, Script.Latin, plain, hyphenated, segment);
        }

        Span<char> room = stackalloc char[1];
        var script = MainScript(word);
        var letters = new StringBuilder(word.Length);
        var alphabet = Alphabet.Of(script);
        foreach (var c in word)
        {
            foreach (var folded in Folding.Of(c, room))
            {
                if (alphabet is not null)
                {
                    letters.Append(alphabet.Spell(AsMain(folded, script)));
                }
                else if (script == Script.Other)
                {
                    letters.Append(folded);
                }
                else
                {
                    letters.Append(Romanisation.Of(folded));
                }
            }
        }

        return new(word, script, script is Script.Other or Script.Arabic or Script.Hebrew ? letters.ToString() : WithoutDoubles(letters), hyphenated, segment);
    }

    /// <summary>The same for a word of plain Latin letters, as most are; null for others.</summary>
    private static string? FoldPlain(string word)
    {
        Span<char> letters = stackalloc char[word.Length];
        var kept = 0;
        foreach (var c in word)
        {
            if (!char.IsAsciiLetter(c))
            {
                return null;
            }

            var letter = (char)(c | 0x20);
            if (kept == 0 || letters[kept - 1] != letter)
            {
                letters[kept++] = letter;
            }
        }

        return letters[..kept].ToString();
    }

    private static Script MainScript(string word)
    {
        Span<int> counts = stackalloc int[7];
        var digits = 0;
        foreach (var c in word)
        {
            digits += char.IsAsciiDigit(c) ? 1 : 0;
            if (char.IsLetter(c))
            {
                counts[(int)Scripts.Of(c)]++;
            }
        }

        var best = 0;
        for (var i = 1; i < counts.Length; i++)
        {
            best = counts[i] > counts[best] ? i : best;
        }

        // A word of digits alone is no name part that is read for letters.
        return counts[best] < digits ? Script.Other : (Script)best;
    }

    /// <summary>A letter of the word's script for one of another that looks like it, and for a digit read in place of a letter.</summary>
    private static char AsMain(char folded, Script script)
    {
        if (char.IsAsciiDigit(folded))
        {
            return script == Script.Latin ? DigitsRead[folded - '0'] : folded;
        }

        if (script == Script.Latin && folded > '\u0250')
        {
            var at = LookAlikeForeign.IndexOf(folded);
            return at < 0 ? folded : LookAlikeLatin[at];
        }

        if (script == Script.Cyrillic && folded < '\u0250')
        {
            var at = LookAlikeLatin.IndexOf(folded);
            return at < 0 ? folded : LookAlikeForeign[at];
        }

        return folded;
    }

    private static string WithoutDoubles(StringBuilder letters)
    {
        var kept = 0;
        for (var i = 0; i < letters.Length; i++)
        {
            if (kept == 0 || letters[kept - 1] != letters[i])
            {
                letters[kept++] = letters[i];
            }
        }

        return letters.ToString(0, kept);
    }
}
