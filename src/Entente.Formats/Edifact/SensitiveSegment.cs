using System.Text;

namespace Entente.Formats.Edifact;

/// <summary>Tells which segments are free text, and what they reveal.</summary>
internal static class SensitiveSegment
{
    /// <summary>Requests that hold documents, tickets, seats and names of infants in fixed places: there only the code of the request counts.</summary>
    private static readonly string[] Structured = ["DOCS", "DOCO", "DOCA", "TKNE", "TKNA", "TKNM", "TKNR", "SEAT", "INFT"];

    /// <summary>What the segment reveals of health or belief; null where nothing.</summary>
    public static SensitiveKind? KindOf(EdifactReader segment, ReadOnlySpan<char> raw) => segment.Tag switch
    {
        "SSR" when IsStructured(segment) => null,
        "SSR" or "FTX" or "IFT" or "LTS" => KindOfWords(raw, segment.Service),
        _ => null,
    };

    /// <summary>Whether card numbers are looked for.</summary>
    public static bool MayHoldCards(EdifactReader segment) => segment.Tag is "FTX" or "IFT" or "LTS" or "FOP" || (segment.Tag is "SSR" && !IsStructured(segment));

    /// <summary>The terminator of a segment, or the line break that stands for a lost one; empty where the input is cut off.</summary>
    public static string Ending(ReadOnlySpan<char> raw, ServiceString service) => raw is [.., var last] && (last == service.Terminator || last is '\r' or '\n') ? last.ToString() : "";

    private static bool IsStructured(EdifactReader segment) => Structured.Contains(segment.Reference(1), StringComparer.OrdinalIgnoreCase);

    private static SensitiveKind? KindOfWords(ReadOnlySpan<char> raw, ServiceString service)
    {
        var (word, before) = (new StringBuilder(), "");
        for (var at = 0; at <= raw.Length; at++)
        {
            var character = at < raw.Length ? raw[at] : ' ';
            if (at < raw.Length && (character is '\r' or '\n' || character == service.Release))
            {
                continue;
            }

            if (char.IsAsciiLetterOrDigit(character) && !service.Has(character))
            {
                word.Append(char.ToUpperInvariant(character));
            }
            else if (word.Length > 0)
            {
                var text = word.ToString();
                if (KindOfWord(text, before) is { } kind)
                {
                    return kind;
                }

                before = text;
                word.Clear();
            }
        }

        return null;
    }

    /// <summary>In lines of history the code stands behind SSR, with carrier and status glued to it.</summary>
    private static SensitiveKind? KindOfWord(string word, string before) =>
        SensitiveCodes.KindOf(word) ?? (before is "SSR" ? SensitiveCodes.KindOfBeginning(word) : null);
}
