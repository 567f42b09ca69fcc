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

    /// <summary>The names that the text holds, in its order.</summary>
    /// <param name="text">The content of ALIAS_NAME.</param>
    /// <param name="remarks">How many remarks in parentheses were left out.</param>
    public static IReadOnlyList<string> Names(string text, out int remarks)
    {
        remarks = 0;
        var outside = InParentheses().Replace(text, " ");
        var names = new List<string>(Split(outside));
        foreach (Match match in InParentheses().Matches(text))
        {
            var inside = Label().Replace(match.Groups["inside"].Value, "");
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

    private static IEnumerable<string> Split(string text) => Separator().Split(text)
        .Select(name => Words.Tidy(name.AsSpan().Trim(" \t\r\n\"“”(),.;")))
        .Where(name => !Words.IsPlaceholder(name));

    private static bool IsLatin(string text) => text.FirstOrDefault(char.IsLetter) <= LatinEnd;

    [GeneratedRegex(@"\((?<inside>[^()]*(?:\([^()]*\)[^()]*)*)\)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex InParentheses();

    [GeneratedRegex(@"[;\r\n]|(^|\s)[a-z]\)\s", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Separator();

    [GeneratedRegex(@"^\s*original script:|\(original script\)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Label();
}
