using System.Text;

namespace Entente.Cli.Report;

/// <summary>
/// The language tag of a name (BCP 47). A name tells its script but not its language, so the tag says "und" and the script;
/// browsers and screen readers choose letters and voice by it.
/// </summary>
internal static class ScriptTag
{
    private static readonly (int From, int To, string Tag)[] Scripts =
    [
        (0x0370, 0x03FF, "und-Grek"), (0x0400, 0x052F, "und-Cyrl"), (0x0530, 0x058F, "und-Armn"), (0x0590, 0x05FF, "und-Hebr"),
        (0x0600, 0x06FF, "und-Arab"), (0x0750, 0x077F, "und-Arab"), (0x08A0, 0x08FF, "und-Arab"), (0x0900, 0x097F, "und-Deva"),
        (0x0980, 0x09FF, "und-Beng"), (0x0E00, 0x0E7F, "und-Thai"), (0x10A0, 0x10FF, "und-Geor"), (0x1200, 0x137F, "und-Ethi"),
        (0x2D30, 0x2D7F, "und-Tfng"), (0x3040, 0x30FF, "ja"), (0x3400, 0x9FFF, "und-Hani"), (0xAC00, 0xD7AF, "ko"),
        (0xFB1D, 0xFB4F, "und-Hebr"), (0xFB50, 0xFDFF, "und-Arab"), (0xFE70, 0xFEFF, "und-Arab"),
    ];

    /// <summary>The tag of the first letter of a known script; null for Latin, digits and anything else.</summary>
    public static string? Of(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (!Rune.IsLetter(rune))
            {
                continue;
            }

            foreach (var (from, to, tag) in Scripts)
            {
                if (rune.Value >= from && rune.Value <= to)
                {
                    return tag;
                }
            }

            return null;
        }

        return null;
    }
}
