using System.Text;
using System.Text.RegularExpressions;
using Entente.Formats.Text;

namespace Entente.Formats.Watchlists.UnXml;

/// <summary>
/// Takes apart the text of an alias on the United Nations list, which may hold several names and remarks:
/// "Fazel Rahim; Fazil Rahim", "Mohammed Sabet b) M. Sabet", "El Harrachi (الحراشي)", "Abubakar (original script: Абубакар)",
/// "Encep Nurjaman (birth name)". What stands in parentheses is a name where it is written in another script than the rest;
/// otherwise it is a remark.
/// </summary>
internal static partial class UnAliasText
{
    /// <summary>Latin letters end here (Latin Extended-B; Unicode blocks).</summary>
    private const char LatinEnd = '\u024F';

    /// <summary>Text longer than this holds more than names; the longest of 2026 has 420 characters.</summary>
    private const int MaxLength = 4096;

    /// <summary>The names that the text holds, in its order.</summary>
    /// <param name="text">The content of ALIAS_NAME.</param>
    /// <param name="remarks">How many texts were taken for remarks and left out.</param>
    public static IReadOnlyList<string> Names(string text, out int remarks)
    {
        remarks = 0;
        if (text.Length > MaxLength)
        {
            remarks = 1;
            return [];
        }
        var (outside, insides) = Parts(text);
        var names = new List<string>(Split(outside));
        foreach (var inside in insides.Select(inside => Label().Replace(inside, "")))
        {
            if (names.Count > 0 && IsLatin(inside) == IsLatin(names[0]))
            {
                remarks++;
            }
            else
            {
                names.AddRange(Split(inside));
            }
        }
        return names;
    }

    /// <summary>The text outside of all parentheses, and the text inside each outer pair.</summary>
    private static (string Outside, List<string> Insides) Parts(string text)
    {
        var (outside, insides) = (new StringBuilder(), new List<string>());
        var (depth, opened) = (0, 0);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '(' && depth++ == 0)
            {
                opened = i + 1;
                outside.Append(' ');
            }
            else if (text[i] == ')' && depth > 0)
            {
                if (--depth == 0)
                {
                    insides.Add(text[opened..i]);
                }
            }
            else if (depth == 0)
            {
                outside.Append(text[i]);
            }
        }
        if (depth > 0)
        {
            insides.Add(text[opened..]);
        }
        return (outside.ToString(), insides);
    }

    private static IEnumerable<string> Split(string text) => Separator().Split(text)
        .Select(name => Words.Tidy(name.AsSpan().Trim(" \t\r\n\"“”(),.;")))
        .Where(name => !Words.IsPlaceholder(name));

    private static bool IsLatin(string text) => text.FirstOrDefault(char.IsLetter) <= LatinEnd;

    [GeneratedRegex(@"[;\r\n]|(^|\s)[a-z]\)\s", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Separator();

    [GeneratedRegex(@"^\s*original script:|\(original script\)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Label();
}
