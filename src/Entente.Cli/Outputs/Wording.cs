using System.Text;
using Entente.Screening;
using Entente.Screening.Subjects;

namespace Entente.Cli.Outputs;

/// <summary>The words and signs in which every output speaks of evidence: one vocabulary for table, file and report.</summary>
internal static class Wording
{
    public static string Word(Verdict verdict) => verdict switch
    {
        Verdict.Strong => "strong",
        Verdict.Review => "review",
        Verdict.Weak => "weak",
        _ => "none",
    };

    /// <summary>The verdict's sign, so that it can be told without colour.</summary>
    public static string Sign(Verdict verdict) => verdict switch
    {
        Verdict.Strong => "▲",
        Verdict.Review => "◆",
        Verdict.Weak => "▽",
        _ => "○",
    };

    public static string Sign(Agreement agreement) => agreement switch
    {
        Agreement.Agrees => "✓",
        Agreement.Near => "≈",
        Agreement.Contradicts => "✗",
        _ => "–",
    };

    public static string Word(Agreement agreement) => agreement switch
    {
        Agreement.Agrees => "agrees",
        Agreement.Near => "near",
        Agreement.Contradicts => "contradicts",
        _ => "missing",
    };

    public static string Word(EvidenceField field) => field switch
    {
        EvidenceField.NamePart => "name part",
        EvidenceField.Name => "name",
        EvidenceField.BirthDate => "birth date",
        EvidenceField.Nationality => "nationality",
        EvidenceField.Sex => "sex",
        _ => "document",
    };

    public static string Word(Sex sex) => sex switch
    {
        Sex.Female => "female",
        Sex.Male => "male",
        _ => "",
    };

    /// <summary>How much the name is worth as evidence, as an officer can picture it.</summary>
    public static string Namesakes(double? perMillion) => perMillion switch
    {
        null => "No part of the name agrees; the score rests on other evidence.",
        < 0.001 => "A name this close is met in fewer than one traveller in a billion.",
        < 1 => $"A name this close is met in about one traveller in {Round(1 / perMillion.Value)} million.",
        < 1.5 => "A name this close is met in about one traveller in a million.",
        _ => $"A name this close is met in about {Round(perMillion.Value)} of every million travellers.",
    };

    /// <summary>Two figures are all that such an estimate can carry.</summary>
    private static string Round(double number)
    {
        var unit = Math.Pow(10, Math.Floor(Math.Log10(number)) - 1);
        return (Math.Round(number / unit) * unit).ToString(number < 10 ? "0.#" : "#,0");
    }

    /// <summary>
    /// A text from outside as it may be shown: control characters and those that turn the direction of the text around
    /// become a visible mark, so that a name can neither drive a terminal nor rearrange the words beside it.
    /// </summary>
    public static string Shown(string text)
    {
        if (!text.AsSpan().ContainsAnyExceptInRange(' ', '~') || !text.Any(IsUnsafe))
        {
            return text;
        }

        var shown = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            shown.Append(IsUnsafe(character) ? '\uFFFD' : character);
        }

        return shown.ToString();
    }

    private static bool IsUnsafe(char character) =>
        char.IsControl(character) || character is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') or '\u2028' or '\u2029';
}
