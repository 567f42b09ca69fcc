using System.Globalization;

namespace Entente.Reports.Sentences;

/// <summary>
/// Cuts a text into words, numbers and signs. An apostrophe ends an elided word (l', d', qu') and begins the possessive 's; points hold
/// abbreviations such as U.S. together, and separators numbers such as 12,500.5. A hyphen is a sign of its own, glued to its neighbours.
/// </summary>
internal static class Tokenizer
{
    /// <summary>Codes that agencies write without a blank before the sum: EUR1.1 billion.</summary>
    private static readonly HashSet<string> Currencies = new(StringComparer.Ordinal) { "EUR", "USD", "GBP", "MAD", "XOF", "DZD", "NGN", "CHF" };

    private static readonly HashSet<string> Elided = new(StringComparer.OrdinalIgnoreCase) { "qu", "lorsqu", "jusqu", "puisqu" };

    /// <summary>The tokens between two places of a text, in their order.</summary>
    public static List<Token> Read(string text, int start, int end)
    {
        var tokens = new List<Token>((end - start) / 5);
        var at = start;
        while (at < end)
        {
            if (char.IsWhiteSpace(text[at]) || text[at] == '\uFEFF')
            {
                at++;
                continue;
            }

            var length = LengthAt(text, at, end);
            tokens.Add(new(at, at + length, text.Substring(at, length), char.IsLetterOrDigit(text[at]) || length > 1, tokens.Count > 0 && tokens[^1].End == at));
            at += length;
        }

        return tokens;
    }

    private static int LengthAt(string text, int at, int end)
    {
        if (char.IsAsciiDigit(text[at]))
        {
            return NumberLength(text, at, end);
        }

        if (IsApostrophe(text[at]) && at + 1 < end && text[at + 1] is 's' or 'S' && at > 0 && char.IsLetter(text[at - 1]) && (at + 2 >= end || !char.IsLetter(text[at + 2])))
        {
            return 2;
        }

        if (!IsLetter(text, at))
        {
            return char.IsHighSurrogate(text[at]) && at + 1 < end && char.IsLowSurrogate(text[at + 1]) ? 2 : 1;
        }

        return AbbreviationLength(text, at, end) is > 0 and var length ? length : WordLength(text, at, end);
    }

    private static int NumberLength(string text, int at, int end)
    {
        var next = at;
        while (next < end && (char.IsAsciiLetterOrDigit(text[next]) || (text[next] is '.' or ',' && next + 1 < end && char.IsAsciiDigit(text[next + 1]))))
        {
            next++;
        }

        return next - at;
    }

    /// <summary>Single capitals with points between them (U.S., D.C.); 0 where there is none.</summary>
    private static int AbbreviationLength(string text, int at, int end)
    {
        var next = at;
        while (next + 1 < end && char.IsUpper(text[next]) && text[next + 1] == '.')
        {
            next += 2;
        }

        return next - at >= 4 ? next - at : 0;
    }

    private static int WordLength(string text, int at, int end)
    {
        var next = at;
        while (next < end)
        {
            if (char.IsAsciiDigit(text[next]) && Currencies.Contains(text[at..next]))
            {
                break;
            }

            if (IsLetter(text, next) || char.IsAsciiDigit(text[next]))
            {
                next++;
            }
            else if (IsApostrophe(text[next]) && next + 1 < end && char.IsLetter(text[next + 1]))
            {
                var begun = text.AsSpan(at, next - at);
                if (text[next + 1] is 's' or 'S' && (next + 2 >= end || !char.IsLetter(text[next + 2])))
                {
                    return next - at;
                }

                if (begun.Length <= 2 || Elided.Contains(begun.ToString()))
                {
                    return next + 1 - at;
                }

                next++;
            }
            else
            {
                break;
            }
        }

        return next - at;
    }

    private static bool IsLetter(string text, int at) =>
        char.IsLetter(text[at]) || CharUnicodeInfo.GetUnicodeCategory(text[at]) is UnicodeCategory.NonSpacingMark or UnicodeCategory.OtherNumber or UnicodeCategory.SpacingCombiningMark;

    private static bool IsApostrophe(char c) => c is '\'' or '’' or 'ʼ';
}
