using System.Globalization;
using System.Text;

namespace Entente.Node.Watchlist.Matching;

/// <summary>In which script a name is written, as a page groups names: by the first letter that belongs to one (blocks of the Unicode Character Database).</summary>
internal static class NameScript
{
    private static readonly (int From, int To, string Script)[] Blocks =
    [
        (0x0041, 0x024F, "latin"), (0x0370, 0x03FF, "greek"), (0x0400, 0x052F, "cyrillic"), (0x0530, 0x058F, "armenian"), (0x0590, 0x05FF, "hebrew"),
        (0x0600, 0x06FF, "arabic"), (0x0750, 0x077F, "arabic"), (0x08A0, 0x08FF, "arabic"), (0xFB50, 0xFDFF, "arabic"), (0xFE70, 0xFEFF, "arabic"), (0x0900, 0x097F, "devanagari"),
        (0x1E00, 0x1EFF, "latin"), (0x1F00, 0x1FFF, "greek"), (0x2D30, 0x2D7F, "tifinagh"), (0x3040, 0x30FF, "japanese"), (0x3400, 0x9FFF, "chinese"), (0xAC00, 0xD7AF, "korean"),
    ];

    /// <summary>latin, arabic, cyrillic, greek, hebrew, armenian, devanagari, tifinagh, chinese, japanese or korean; other where none of these.</summary>
    public static string Of(string name) =>
        name.EnumerateRunes().Where(r => Rune.GetUnicodeCategory(r) is UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.OtherLetter or UnicodeCategory.TitlecaseLetter)
            .Select(r => Blocks.FirstOrDefault(b => r.Value >= b.From && r.Value <= b.To).Script).FirstOrDefault(s => s is not null) ?? "other";
}
