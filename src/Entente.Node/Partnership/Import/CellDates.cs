using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;
using Entente.Node.Partnership.Records;

namespace Entente.Node.Partnership.Import;

/// <summary>Dates as people write them in tables, read as yyyy-MM-dd, yyyy-MM or yyyy.</summary>
internal static partial class CellDates
{
    // Serial numbers of Excel are days since 30 December 1899; these are 1954 and 2119. A smaller number is a year or nothing.
    private const decimal FirstSerial = 20_000, LastSerial = 80_000;
    private const int FirstYear = 1900, LastYear = 2199;

    // Two digits are of this century up to 69 (the rule of Excel and POSIX is near it).
    private const int Pivot = 70;

    private static readonly FrozenDictionary<string, int> Months = MonthNames().ToFrozenDictionary(m => m.Name, m => m.Month, StringComparer.Ordinal);

    /// <summary>Reads a cell; null where it is no date.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="monthFirst">Whether 03/04/2026 is 4 March.</param>
    public static string? Read(SheetCell cell, bool monthFirst)
    {
        if (cell.Date is { } day)
        {
            return Written(day.Year, day.Month, day.Day);
        }

        return cell.Number is { } number ? OfNumber(number) : OfText(Folded.Of(cell.Text).Trim(), monthFirst);
    }

    /// <summary>Whether a text has day and month as two numbers, and which orders it allows; null where it has not.</summary>
    public static (bool DayFirst, bool MonthFirst)? OrdersOf(SheetCell cell) =>
        cell.Date is null && cell.Number is null && Numbers().Match(Folded.Of(cell.Text)) is { Success: true } match
            ? (Written(YearOf(match.Groups[3].Value), Int(match.Groups[2].Value), Int(match.Groups[1].Value)) is not null, Written(YearOf(match.Groups[3].Value), Int(match.Groups[1].Value), Int(match.Groups[2].Value)) is not null)
            : null;

    private static string? OfNumber(decimal number) =>
        number == Math.Floor(number) && number is >= FirstYear and <= LastYear ? number.ToString("0", CultureInfo.InvariantCulture)
        : number is >= FirstSerial and <= LastSerial && new DateOnly(1899, 12, 30).AddDays((int)number) is var day ? Written(day.Year, day.Month, day.Day)
        : null;

    private static string? OfText(string text, bool monthFirst)
    {
        if (IsoDay().Match(text) is { Success: true } iso)
        {
            return Written(Int(iso.Groups[1].Value), Int(iso.Groups[2].Value), iso.Groups[3].Success ? Int(iso.Groups[3].Value) : null);
        }

        if (Numbers().Match(text) is { Success: true } numbers)
        {
            var (first, second) = (Int(numbers.Groups[1].Value), Int(numbers.Groups[2].Value));
            return monthFirst ? Written(YearOf(numbers.Groups[3].Value), first, second) : Written(YearOf(numbers.Groups[3].Value), second, first);
        }

        if (MonthYear().Match(text) is { Success: true } monthYear)
        {
            return Written(Int(monthYear.Groups[2].Value), Int(monthYear.Groups[1].Value), null);
        }

        return Year().IsMatch(text) ? text : decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var serial) && text.Length >= 5 ? OfNumber(serial) : OfWords(text);
    }

    /// <summary>A date with the name of its month: 14 juin 2026, 1er juin 2026, 14 de junio de 2026, June 14, 2026, Jun-26, lundi 3 mars 2025.</summary>
    private static string? OfWords(string text)
    {
        var (month, numbers) = (0, new List<string>());
        foreach (Match part in Parts().Matches(text))
        {
            if (char.IsAsciiDigit(part.Value[0]))
            {
                numbers.Add(part.Value);
            }
            else if (Months.TryGetValue(part.Value, out var found))
            {
                month = month == 0 ? found : -1;
            }
        }

        return month <= 0 ? null : numbers switch
        {
            [{ Length: 4 } year] => Written(Int(year), month, null),
            [{ Length: 2 } year] when ShortYear().IsMatch(text) => Written(YearOf(year), month, null),
            [{ Length: <= 2 } day, { Length: 2 or 4 } year] => Written(YearOf(year), month, Int(day)),
            [{ Length: 4 } year, { Length: <= 2 } day] => Written(Int(year), month, Int(day)),
            _ => null,
        };
    }

    private static int Int(string digits) => int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);

    private static int YearOf(string digits) => digits.Length > 2 ? Int(digits) : Int(digits) < Pivot ? 2000 + Int(digits) : 1900 + Int(digits);

    private static string? Written(int year, int month, int? day) =>
        year is < FirstYear or > LastYear || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month) ? null
        : day is { } known ? string.Create(CultureInfo.InvariantCulture, $"{year:0000}-{month:00}-{known:00}")
        : string.Create(CultureInfo.InvariantCulture, $"{year:0000}-{month:00}");

    private static IEnumerable<(string Name, int Month)> MonthNames()
    {
        string[] names =
        [
            "january jan janvier janv enero ene يناير كانون", "february feb fevrier fev fevr febrero فبراير شباط", "march mar mars marzo مارس اذار", "april apr avril avr abril abr ابريل افريل نيسان", "may mai mayo ماي مايو ايار",
            "june jun juin junio يونيو جوان حزيران", "july jul juillet juil julio يوليو يوليوز جويليه تموز", "august aug aout agosto ago اغسطس غشت اوت اب", "september sep sept septembre septiembre setiembre سبتمبر شتنبر ايلول",
            "october oct octobre octubre اكتوبر", "november nov novembre noviembre نوفمبر نونبر", "december dec decembre diciembre dic ديسمبر دجنبر",
        ];
        return names.SelectMany((line, i) => line.Split(' ').Select(name => (Folded.Of(name), i + 1)));
    }

    // A time of day may follow a day, and is left out.
    [GeneratedRegex(@"^(?<a>\d{4})[-/.](?<b>\d{1,2})(?:[-/.](?<c>\d{1,2}))?(?:[t ]\d{1,2}:\d{2}.*)?$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex IsoDay();

    [GeneratedRegex(@"^(?:\p{L}{2,}\.?,? )?(?<a>\d{1,2}) ?[-/.] ?(?<b>\d{1,2}) ?[-/.] ?(?<c>\d{4}|\d{2})(?: \d{1,2}[:h]\d{2}.*)?$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Numbers();

    [GeneratedRegex(@"^(?<a>\d{1,2})[-/.](?<b>\d{4})$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex MonthYear();

    [GeneratedRegex(@"^(?:19|20|21)\d{2}$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Year();

    // Jun-26 is June of 2026; 14 June and June 14 have no year.
    [GeneratedRegex(@"^\p{L}+\.?(?:-| ?')\d{2}$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex ShortYear();

    [GeneratedRegex(@"\d+|\p{L}+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Parts();
}
