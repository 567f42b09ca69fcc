using System.Text;

namespace Entente.Formats.Text;

/// <summary>What readers do to text before they keep it.</summary>
internal static class Words
{
    private const int LongestPlaceholder = 13;

    private static readonly string[] Placeholders = ["na", "n/a", "n.a.", "nil", "none", "unknown", "not available", "not known", "-0-"];

    /// <summary>True for text that says only that there is nothing: blank, punctuation, "na", "none", "-0-".</summary>
    public static bool IsPlaceholder(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        if (text.Length <= LongestPlaceholder && IsOneOf(text, Placeholders))
        {
            return true;
        }
        foreach (var c in text)
        {
            if (char.IsLetterOrDigit(c))
            {
                return false;
            }
        }
        return true;
    }

    /// <summary>The text trimmed, with every run of blanks and line breaks as one blank.</summary>
    public static string Tidy(ReadOnlySpan<char> text) => TidySpan(text).ToString();

    /// <summary>The same without making a string of what is tidy as it came, which most text is.</summary>
    public static ReadOnlySpan<char> TidySpan(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        if (!NeedsTidying(text))
        {
            return text;
        }
        var tidy = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (!IsBlank(c))
            {
                tidy.Append(c);
            }
            else if (tidy.Length > 0 && tidy[^1] != ' ')
            {
                tidy.Append(' ');
            }
        }
        return tidy.ToString().TrimEnd();
    }

    private static bool NeedsTidying(ReadOnlySpan<char> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (IsBlank(text[i]) && (text[i] != ' ' || text[i - 1] == ' '))
            {
                return true;
            }
        }
        return false;
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

    private static bool IsBlank(char c) => char.IsWhiteSpace(c) || char.IsControl(c);
}
