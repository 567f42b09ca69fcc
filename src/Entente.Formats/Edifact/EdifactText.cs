using System.Collections.Frozen;
using System.Text;
using Entente.Formats.Text;

namespace Entente.Formats.Edifact;

/// <summary>
/// Text in the characters of syntax level A (ISO 9735, UNOA). What has no place there is folded to its base letter, or dropped.
/// </summary>
internal static class EdifactText
{
    private const string Signs = " .,-()/='+:?!\"%&*;<>";

    /// <summary>
    /// Upper-case letters of the Latin languages, and usual signs, by what stands for them (the letters as ICAO Doc 9303-3 section 6 has them
    /// without their marks). It is data because the runtime takes no letter apart where no ICU library is installed.
    /// </summary>
    private static readonly FrozenDictionary<char, string> Folded = new (string Plain, string Letters)[]
    {
        ("A", "ÀÁÂÃÄÅĀĂĄǍ"), ("C", "ÇĆĈĊČ"), ("D", "ĎĐÐ"), ("E", "ÈÉÊËĒĔĖĘĚ"), ("G", "ĜĞĠĢǦ"), ("H", "ĤĦ"), ("I", "ÌÍÎÏĨĪĬĮİıǏ"), ("J", "Ĵ"), ("K", "Ķ"),
        ("L", "ĹĻĽĿŁ"), ("N", "ÑŃŅŇŊ"), ("O", "ÒÓÔÕÖØŌŎŐǑ"), ("R", "ŔŖŘ"), ("S", "ŚŜŞŠȘ"), ("T", "ŢŤŦȚ"), ("U", "ÙÚÛÜŨŪŬŮŰŲǓ"), ("W", "Ŵ"), ("Y", "ÝŶŸ"),
        ("Z", "ŹŻŽ"), ("AE", "Æ"), ("IJ", "Ĳ"), ("OE", "Œ"), ("SS", "ßẞ"), ("TH", "Þ"), ("'", "‘’ʼ`´"), ("\"", "“”«»"), ("-", "‐‑‒–—"), ("...", "…"),
    }.SelectMany(row => row.Letters.Select(letter => (letter, row.Plain))).ToFrozenDictionary(pair => pair.letter, pair => pair.Plain);

    /// <summary>A text for people: upper case.</summary>
    public static string Text(string text) => Fold(text, char.ToUpperInvariant);

    /// <summary>A reference of the other side: its letters keep their case, since the other side looks it up.</summary>
    public static string Reference(string reference) => Fold(reference, character => char.IsAsciiLetter(character) ? character : char.ToUpperInvariant(character));

    private static string Fold(string text, Func<char, char> toCase)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            var cased = toCase(character);
            folded.Append(Folded.GetValueOrDefault(cased) ?? Kept(cased));
        }

        return Words.Tidy(folded.ToString());
    }

    private static string Kept(char character) =>
        char.IsAsciiLetterOrDigit(character) || Signs.Contains(character, StringComparison.Ordinal) ? character.ToString()
        : char.IsWhiteSpace(character) ? " "
        : "";
}
