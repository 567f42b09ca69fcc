using System.Collections.Frozen;
using System.Globalization;
using System.Runtime.InteropServices;
using Entente.Screening.Subjects;

namespace Entente.Formats.Text;

/// <summary>
/// Reads a birth date as lists and spreadsheets write it. Read are: 1948; 1948-12; 1948-12-10 (a month or day of 00 is not
/// stated; a time behind T is dropped); 19481210; 10/12/1948, 10.12.1948 and 12/1948 (day first, as the United Nations and the
/// European Union write; a month above 12 is unreadable rather than taken for a day, because a file that has one has many
/// that no one would notice); 10 Dec 1948; Dec 1948; December 10, 1948; spans (1948 to 1950, 1948-1950, between 1948 and
/// 1950), of which the years are kept; "circa", "approximately" or "~" before any of these; a remark in parentheses behind.
/// Months by English or French names. Hijri years stay as they are. Allocates nothing but the date.
/// </summary>
internal static class BirthDateText
{
    /// <summary>What a reader says of a date that cannot be read, under the code birth-date-unreadable.</summary>
    public const string Unreadable = "A birth date could not be read and was left out. Write 1948-12-10, 1948-12, 1948, 10 Dec 1948 or 1948 to 1950.";

    /// <summary>Longest text that is looked at.</summary>
    private const int MaxLength = 80;

    private static readonly string[] ApproximateBeginnings = ["circa", "approximately", "approx", "about", "environ", "vers", "ca.", "c.", "ca ", "c ", "~"];

    private static readonly string[] SpanBeginnings = ["between ", "from ", "entre ", "de "];

    private static readonly string[] SpanMiddles = [" to ", " and ", " et ", " à "];

    private static readonly FrozenDictionary<string, int> Months = MonthNames(
        "jan january janv janvier", "feb february fev fév fevr févr fevrier février", "mar march mars", "apr april avr avril", "may mai",
        "jun june juin", "jul july juil juillet", "aug august aout août", "sep sept september septembre", "oct october octobre",
        "nov november novembre", "dec déc december decembre décembre");

    private static readonly FrozenDictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> MonthsBySpan =
        Months.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The date that the text states; null where it states none that can be read.</summary>
    public static BirthDate? Read(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        if (text.Length is 0 or > MaxLength)
        {
            return null;
        }
        Span<char> buffer = stackalloc char[MaxLength];
        ReadOnlySpan<char> lower = buffer[..text.ToLowerInvariant(buffer)];
        lower = WithoutRemark(lower);
        var date = WithoutBeginning(lower, ApproximateBeginnings, out var bare) ? Read(bare) : ReadSpanOrPoint(lower);
        return date is not null && bare.Length < lower.Length ? date with { Approximate = true } : date;
    }

    private static BirthDate? ReadSpanOrPoint(ReadOnlySpan<char> text)
    {
        WithoutBeginning(text, SpanBeginnings, out text);
        foreach (var middle in SpanMiddles)
        {
            var at = text.IndexOf(middle, StringComparison.Ordinal);
            if (at > 0)
            {
                return Join(text[..at], text[(at + middle.Length)..]);
            }
        }
        return ReadPoint(text);
    }

    /// <summary>A span of dates, of which the years are kept: BirthDate knows spans of years only, and a wider date misses no one.</summary>
    private static BirthDate? Join(ReadOnlySpan<char> first, ReadOnlySpan<char> last)
    {
        if (ReadPoint(last) is not { } to)
        {
            return null;
        }
        // "Between Aug. and Sep. 1977": the year stands once.
        var from = Months.ContainsKey(first.Trim(" .").ToString()) ? to : ReadPoint(first);
        return from is null ? null : BirthDate.Between(from.YearFrom, to.YearTo);
    }

    private static BirthDate? ReadPoint(ReadOnlySpan<char> text)
    {
        Span<Part> parts = stackalloc Part[3];
        var count = Split(WithoutTime(text), parts);
        return count < 0 ? null : (ReadOnlySpan<Part>)parts[..count] switch
        {
            [{ Kind: PartKind.Year } y] => Date(y),
            [{ Kind: PartKind.YearMonthDay } ymd] => Date(new(PartKind.Year, ymd.Value / 10000), new(PartKind.Small, ymd.Value / 100 % 100), new(PartKind.Small, ymd.Value % 100)),
            [{ Kind: PartKind.Year } from, { Kind: PartKind.Year } to] => BirthDate.Between(from.Value, to.Value),
            [{ Kind: PartKind.Year } y, { Kind: PartKind.Small or PartKind.Month } m] => Date(y, m),
            [{ Kind: PartKind.Year } y, { Kind: PartKind.Small or PartKind.Month } m, { Kind: PartKind.Small } d] => Date(y, m, d),
            [{ Kind: PartKind.Small or PartKind.Month } m, { Kind: PartKind.Year } y] => Date(y, m),
            [{ Kind: PartKind.Small } d, { Kind: PartKind.Small or PartKind.Month } m, { Kind: PartKind.Year } y] => Date(y, m, d),
            [{ Kind: PartKind.Month } m, { Kind: PartKind.Small } d, { Kind: PartKind.Year } y] => Date(y, m, d),
            _ => null,
        };
    }

    private static BirthDate? Date(Part year, Part month = default, Part day = default) =>
        month.Value == 0 ? BirthDate.Of(year.Value) : BirthDate.Of(year.Value, month.Value, day.Value == 0 ? null : day.Value);

    private enum PartKind
    {
        /// <summary>One or two digits.</summary>
        Small,

        /// <summary>Four digits.</summary>
        Year,

        /// <summary>Eight digits.</summary>
        YearMonthDay,

        /// <summary>The name of a month.</summary>
        Month,
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Part(PartKind Kind, int Value);

    /// <summary>How many parts the text has; -1 where one is none, or there are too many.</summary>
    private static int Split(ReadOnlySpan<char> text, Span<Part> parts)
    {
        var count = 0;
        foreach (var range in text.SplitAny(" ,\t\r\n./-"))
        {
            var word = text[range];
            if (word.IsEmpty)
            {
                continue;
            }
            if (count == parts.Length || PartOf(word) is not { } part)
            {
                return -1;
            }
            parts[count++] = part;
        }
        return count;
    }

    private static Part? PartOf(ReadOnlySpan<char> word)
    {
        if (MonthsBySpan.TryGetValue(word, out var month))
        {
            return new Part(PartKind.Month, month);
        }
        var digits = word.IndexOfAnyExceptInRange('0', '9') is var end && end > 0 && word[end..] is "st" or "nd" or "rd" or "th" or "er" ? word[..end] : word;
        PartKind? kind = digits.Length switch { 1 or 2 => PartKind.Small, 4 => PartKind.Year, 8 => PartKind.YearMonthDay, _ => null };
        return kind is { } known && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? new Part(known, value) : null;
    }

    /// <summary>1948-12-10T00:00:00Z without its time.</summary>
    private static ReadOnlySpan<char> WithoutTime(ReadOnlySpan<char> text) => text.Length > 10 && text[10] == 't' && text[4] == '-' ? text[..10] : text;

    private static ReadOnlySpan<char> WithoutRemark(ReadOnlySpan<char> text) =>
        text.IndexOf('(') is var at && at > 0 ? text[..at].TrimEnd() : text;

    private static bool WithoutBeginning(ReadOnlySpan<char> text, string[] beginnings, out ReadOnlySpan<char> rest)
    {
        foreach (var beginning in beginnings)
        {
            if (text.StartsWith(beginning, StringComparison.Ordinal))
            {
                rest = text[beginning.Length..].TrimStart(" .");
                return true;
            }
        }
        rest = text;
        return false;
    }

    private static FrozenDictionary<string, int> MonthNames(params string[] namesByMonth) => namesByMonth
        .SelectMany((names, index) => names.Split(' ').Select(name => (name, Month: index + 1)))
        .ToFrozenDictionary(pair => pair.name, pair => pair.Month);
}
