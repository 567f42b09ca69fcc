using System.Globalization;

namespace Entente.Reports.Mentions;

/// <summary>
/// What a text says of a day, a month, a year or a period, resolved against the day of the report where it needs one: the latest such
/// day before it, or in a sentence about what is to come the first after it.
/// </summary>
internal sealed record ReportDate
{
    /// <summary>The year; null where the text leaves it open.</summary>
    public int? Year { get; init; }

    /// <summary>1 to 12; null of a year alone.</summary>
    public int? Month { get; init; }

    /// <summary>1 to 31; null of a month or year alone.</summary>
    public int? Day { get; init; }

    /// <summary>Where a period ends; null of a single date.</summary>
    public ReportDate? Until { get; init; }

    /// <summary>A code such as D-1, W0, M+1, Y-1: unit and distance from the report.</summary>
    public string Relative { get; init; } = "";

    /// <summary>1 (Monday) to 7; null where no day of the week stands alone.</summary>
    public int? Weekday { get; init; }

    /// <summary>Whether the text says "next", or speaks of what is to come.</summary>
    public bool IsToCome { get; init; }

    /// <summary>Whether it is a period of whole years, which plans and agreements run over.</summary>
    public bool IsPeriod => Until is not null && Month is null;

    /// <summary>ISO 8601 as precise as the text: 2022, 2022-06, 2022-06-14, 2022-W23, and with a solidus for periods; null where it stays open.</summary>
    public string? Iso(DateOnly? report)
    {
        if (Until is { } end)
        {
            var first = this with { Until = null, Year = Year ?? end.Year, Month = Month ?? (Day is null ? null : end.Month) };
            var from = first.Iso(report);
            var last = end with { Year = end.Year ?? Year ?? YearBehind(from) };
            var to = last.Iso(report);

            // "from 28 December to 4 January": the end is behind the beginning.
            to = end.Year is null && to is not null && from is not null && string.CompareOrdinal(to, from) < 0 && last.Year is { } assumed ? (last with { Year = assumed + 1 }).Iso(report) : to;
            return from is null || to is null ? null : from == to ? from : $"{from}/{to}";
        }

        if (Relative.Length > 0)
        {
            return report is { } day ? FromRelative(day) : null;
        }

        if (Weekday is { } weekday)
        {
            return report is { } day ? Written(DayOfWeek(day, weekday)) : null;
        }

        return (Year ?? YearOf(report)) is not { } year ? null
            : Month is not { } month ? $"{year:0000}"
            : Day is not { } date ? $"{year:0000}-{month:00}"
            : date > DateTime.DaysInMonth(year, month) ? null
            : $"{year:0000}-{month:00}-{date:00}";
    }

    /// <summary>The year of a day that was resolved; null where it stays open.</summary>
    private static int? YearBehind(string? iso) => iso is { Length: >= 4 } && int.TryParse(iso.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var year) ? year : null;

    private int? YearOf(DateOnly? report)
    {
        if (report is not { } day || Month is not { } month)
        {
            return null;
        }

        var isLater = month > day.Month || (month == day.Month && Day > day.Day);
        var isEarlier = month < day.Month || (month == day.Month && Day < day.Day);
        var year = IsToCome && isEarlier ? day.Year + 1 : !IsToCome && isLater ? day.Year - 1 : day.Year;
        return year is > 0 and < 10000 ? year : null;
    }

    private DateOnly DayOfWeek(DateOnly report, int weekday)
    {
        var today = report.DayOfWeek == System.DayOfWeek.Sunday ? 7 : (int)report.DayOfWeek;
        var back = (today - weekday + 7) % 7;
        return IsToCome ? report.AddDays((7 - back) % 7) : report.AddDays(-back);
    }

    private string? FromRelative(DateOnly report)
    {
        var distance = int.Parse(Relative.AsSpan(1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        try
        {
            switch (Relative[0])
            {
                case 'D':
                    return Written(report.AddDays(distance));
                case 'W':
                    var day = report.AddDays(7 * distance).ToDateTime(TimeOnly.MinValue);
                    return $"{ISOWeek.GetYear(day):0000}-W{ISOWeek.GetWeekOfYear(day):00}";
                case 'M':
                    var month = report.AddMonths(distance);
                    return $"{month.Year:0000}-{month.Month:00}";
                default:
                    return $"{report.AddYears(distance).Year:0000}";
            }
        }
        catch (ArgumentOutOfRangeException)
        {
            // Beyond the years that can be told.
            return null;
        }
    }

    private static string Written(DateOnly day) => day.ToString("yyyy-MM-dd");
}
