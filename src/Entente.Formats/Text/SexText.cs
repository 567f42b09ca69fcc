using Entente.Screening.Subjects;

namespace Entente.Formats.Text;

/// <summary>Reads a sex as lists, messages and spreadsheets write it, in English or French.</summary>
internal static class SexText
{
    private static readonly string[] Male = ["m", "male", "man", "masculin", "homme"];

    private static readonly string[] Female = ["f", "female", "woman", "féminin", "feminin", "femme"];

    private static readonly string[] NotStated = ["", "<", "x", "u", "unknown", "unspecified", "other", "na", "n/a", "-", "-0-"];

    /// <summary>The sex that the text states; null where the text is none of the words known here.</summary>
    public static Sex? Read(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        return IsOneOf(text, Male) ? Sex.Male : IsOneOf(text, Female) ? Sex.Female : IsOneOf(text, NotStated) ? Sex.NotStated : null;
    }

    private static bool IsOneOf(ReadOnlySpan<char> text, string[] words)
    {
        foreach (var word in words)
        {
            if (text.Equals(word, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }
        return false;
    }
}
