using System.Globalization;

namespace Entente.Node.Partnership.Records;

/// <summary>A date as precise as it is known: a day, a month or a year.</summary>
/// <param name="First">Its first day.</param>
/// <param name="Last">Its last day.</param>
internal readonly record struct PartialDate(DateOnly First, DateOnly Last)
{
    /// <summary>Reads yyyy-MM-dd, yyyy-MM or yyyy; null where it is none of these.</summary>
    public static PartialDate? Find(string text)
    {
        // The length tells which it is; thousands of records are read for one page.
        switch (text.Length)
        {
            case 10:
                return Parse(text, "yyyy-MM-dd") is { } day ? new(day, day) : null;
            case 7:
                return Parse(text, "yyyy-MM") is { } month ? new(month, month.AddMonths(1).AddDays(-1)) : null;
            default:
                return text.Length == 4 && Parse(text, "yyyy") is { } year ? new(year, year.AddYears(1).AddDays(-1)) : null;
        }
    }

    private static DateOnly? Parse(string text, string form) => DateOnly.TryParseExact(text, form, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
