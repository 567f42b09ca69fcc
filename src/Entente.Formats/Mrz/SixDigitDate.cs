using System.Globalization;
using Entente.Screening.Subjects;

namespace Entente.Formats.Mrz;

/// <summary>
/// Dates written YYMMDD, in travel documents (ICAO Doc 9303-3 section 4.8) and in passenger lists. Unknown parts are fillers or zeros.
/// The century follows from a reference date: nobody is born in the future, and no document is valid for more than fifty years.
/// </summary>
internal static class SixDigitDate
{
    /// <summary>No travel document known is valid for longer; permanent ones print fillers.</summary>
    private const int LongestValidityYears = 50;

    /// <summary>Reads a birth date; the youngest one that does not lie after <paramref name="today"/>. A centenarian is read a century too young.</summary>
    public static DateReading ReadBirth(ReadOnlySpan<char> yymmdd, DateOnly today, out BirthDate? date)
    {
        date = null;
        if (IsEmpty(yymmdd))
        {
            return DateReading.NotStated;
        }

        if (!TrySplit(yymmdd, out var year, out var month, out var day))
        {
            return DateReading.Unreadable;
        }

        year += today.Year / 100 * 100;
        if ((year, month ?? 1, day ?? 1).CompareTo((today.Year, today.Month, today.Day)) > 0)
        {
            year -= 100;
        }

        if (day is not null && month is not null && day > DateTime.DaysInMonth(year, month.Value))
        {
            return DateReading.Unreadable;
        }

        date = BirthDate.Of(year, month, month is null ? null : day);
        return DateReading.Read;
    }

    /// <summary>Reads a birth date written CCYYMMDD, or CCYY alone.</summary>
    public static DateReading ReadFullBirth(ReadOnlySpan<char> ccyymmdd, out BirthDate? date)
    {
        date = null;
        if (IsEmpty(ccyymmdd))
        {
            return DateReading.NotStated;
        }

        var (month, day) = (default(int?), default(int?));
        var isRead = ccyymmdd.Length is 4 or 8
            && int.TryParse(ccyymmdd[..4], NumberStyles.None, CultureInfo.InvariantCulture, out var year)
            && (ccyymmdd.Length == 4 || TrySplitMonthDay(ccyymmdd[4..], out month, out day))
            && year is > 0 and < 9999
            && (day is null || month is null || day <= DateTime.DaysInMonth(year, month.Value))
            && (date = BirthDate.Of(year, month, month is null ? null : day)) is not null;
        return isRead ? DateReading.Read : DateReading.Unreadable;
    }

    /// <summary>Reads a full expiry date: the latest one not more than fifty years after <paramref name="today"/>.</summary>
    public static DateReading ReadExpiry(ReadOnlySpan<char> yymmdd, DateOnly today, out DateOnly? date)
    {
        date = null;
        if (IsEmpty(yymmdd))
        {
            return DateReading.NotStated;
        }

        if (!TrySplit(yymmdd, out var year, out var month, out var day) || month is null || day is null)
        {
            return DateReading.Unreadable;
        }

        var latest = today.Year + LongestValidityYears;
        year = latest - ((latest - year) % 100);
        if (day > DateTime.DaysInMonth(year, month.Value))
        {
            return DateReading.Unreadable;
        }

        date = new DateOnly(year, month.Value, day.Value);
        return DateReading.Read;
    }

    private static bool IsEmpty(ReadOnlySpan<char> text) => !text.ContainsAnyExcept('<', ' ') || !text.ContainsAnyExcept('0');

    private static bool TrySplit(ReadOnlySpan<char> text, out int year, out int? month, out int? day)
    {
        (year, month, day) = (0, null, null);
        return text.Length == 6
            && int.TryParse(text[..2], NumberStyles.None, CultureInfo.InvariantCulture, out year)
            && TrySplitMonthDay(text[2..], out month, out day);
    }

    private static bool TrySplitMonthDay(ReadOnlySpan<char> text, out int? month, out int? day)
    {
        day = null;
        return TryPart(text[..2], 12, out month) && TryPart(text[2..], 31, out day);
    }

    private static bool TryPart(ReadOnlySpan<char> text, int highest, out int? part)
    {
        part = null;
        if (IsEmpty(text))
        {
            return true;
        }

        var isPart = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= highest;
        part = isPart ? number : null;
        return isPart;
    }
}

/// <summary>What came of reading a date.</summary>
internal enum DateReading
{
    /// <summary>A date, perhaps without day or month.</summary>
    Read,

    /// <summary>Left empty.</summary>
    NotStated,

    /// <summary>No date: other characters, or a day that the calendar does not have.</summary>
    Unreadable,
}
