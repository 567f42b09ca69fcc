namespace Entente.Screening.Subjects;

/// <summary>
/// A birth date as far as a source states it: a day, a month, a year, or a span of years. Lists and documents rarely
/// agree on all of it, so the parts stay apart. Years are as the source states them; a year from 1250 to 1500 is one of the
/// lunar or solar Hijri calendar and is converted where dates are compared.
/// </summary>
public sealed record BirthDate
{
    /// <summary>First possible year, 1250 to 2200.</summary>
    public int YearFrom { get; }

    /// <summary>Last possible year, not before <see cref="YearFrom"/>; equal to it where one year is stated.</summary>
    public int YearTo { get; }

    /// <summary>Month, 1 to 12; null where not stated.</summary>
    public int? Month { get; }

    /// <summary>Day of the month, 1 to 31; null where not stated; never stated without a month.</summary>
    public int? Day { get; }

    /// <summary>True where the source itself calls the date approximate.</summary>
    public bool Approximate { get; init; }

    private BirthDate(int yearFrom, int yearTo, int? month, int? day) =>
        (YearFrom, YearTo, Month, Day) = (yearFrom, yearTo, month, day);

    /// <summary>A date of which year, and perhaps month and day, are known. Null where the parts make no date.</summary>
    public static BirthDate? Of(int year, int? month = null, int? day = null) =>
        year is < 1250 or > 2200 || month is < 1 or > 12 || day is < 1 or > 31 || (day is not null && month is null)
            ? null
            : new(year, year, month, day);

    /// <summary>A span of years, both ends included. Null where the years make no span.</summary>
    public static BirthDate? Between(int yearFrom, int yearTo) =>
        yearFrom < 1250 || yearTo > 2200 || yearTo < yearFrom ? null : new(yearFrom, yearTo, null, null);

    /// <summary>ISO 8601 where the date is exact (1975-04-21, 1975-04, 1975), otherwise 1960/1962; "~" in front where approximate.</summary>
    public override string ToString()
    {
        var text = YearFrom != YearTo ? $"{YearFrom:0000}/{YearTo:0000}"
            : Month is null ? $"{YearFrom:0000}"
            : Day is null ? $"{YearFrom:0000}-{Month:00}"
            : $"{YearFrom:0000}-{Month:00}-{Day:00}";
        return Approximate ? "~" + text : text;
    }
}
