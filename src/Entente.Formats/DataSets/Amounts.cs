using System.Globalization;
using Entente.Formats.Reading;

namespace Entente.Formats.DataSets;

/// <summary>
/// Reads the numbers of one table, of which each shows its decimal sign by itself (1.5 and 1,234.5 the point; 1,5 and 1.234,5 the comma)
/// or leaves it open (1,234 and 1.234). The open ones follow the others. Where none shows a sign, a point is decimal and a comma parts
/// thousands, which is said once (thousands-comma-assumed), as it is said where the comma is decimal (decimal-comma-assumed). Where some
/// show the one and some the other, the open ones could be a thousand times another and are not read (decimal-signs-mixed).
/// </summary>
internal sealed class Amounts
{
    private readonly char? _open;

    private Amounts(char? open) => _open = open;

    private enum Shown
    {
        Nothing,
        Point,
        Comma,
        OpenPoint,
        OpenComma,
    }

    /// <summary>Looks at all numbers of a table, and notes what was assumed.</summary>
    public static Amounts Of(IEnumerable<string> texts, Journal journal)
    {
        var counts = new int[Enum.GetValues<Shown>().Length];
        foreach (var text in texts)
        {
            counts[(int)ShownBy(Plain(text))]++;
        }

        var (comma, point) = (counts[(int)Shown.Comma] > 0, counts[(int)Shown.Point] > 0);
        var open = counts[(int)Shown.OpenComma] > 0;
        if ((comma && point) || (!comma && !point && open && counts[(int)Shown.OpenPoint] > 0))
        {
            journal.Note("file", "decimal-signs-mixed", "Some numbers have a decimal comma and some a decimal point. Those that could be read both ways, such as 1,234, were left out. Write all numbers with a point.");
            return new Amounts(null);
        }

        if (comma)
        {
            journal.Note("file", "decimal-comma-assumed", "The comma was read as the decimal sign, because numbers of this file are written so; a point parts thousands.");
            return new Amounts(',');
        }

        if (!point && open)
        {
            journal.Note("file", "thousands-comma-assumed", "Numbers have a comma before three digits and none shows what it means; it was read as parting thousands. Write numbers without such commas.");
        }

        return new Amounts('.');
    }

    /// <summary>A number of 0 or more; null for what is none, or could be two.</summary>
    public decimal? Read(string text)
    {
        var plain = Plain(text);
        var sign = ShownBy(plain) switch { Shown.Comma => ',', Shown.Point or Shown.Nothing => '.', _ => _open };
        if (sign is null)
        {
            return null;
        }

        plain = sign == ','
            ? plain.Replace(".", "", StringComparison.Ordinal).Replace(',', '.')
            : plain.Replace(",", "", StringComparison.Ordinal);
        return decimal.TryParse(plain, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    /// <summary>Blanks, narrow ones too, and apostrophes part thousands in some languages.</summary>
    private static string Plain(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c) && c is not ('\'' or '’')));

    private static Shown ShownBy(string plain)
    {
        var (comma, point) = (plain.LastIndexOf(','), plain.LastIndexOf('.'));
        if (comma >= 0 && point >= 0)
        {
            return comma > point ? Shown.Comma : Shown.Point;
        }

        if (comma < 0 && point < 0)
        {
            return Shown.Nothing;
        }

        var isComma = comma >= 0;
        var last = isComma ? comma : point;
        if (plain.Count(c => c == plain[last]) > 1)
        {
            // A sign that comes twice parts thousands, so the other one is decimal.
            return isComma ? Shown.Point : Shown.Comma;
        }

        var couldPartThousands = plain.Length - last - 1 == 3 && last is > 0 and <= 3 && plain[0] != '0';
        return (isComma, couldPartThousands) switch
        {
            (true, true) => Shown.OpenComma,
            (true, false) => Shown.Comma,
            (false, true) => Shown.OpenPoint,
            (false, false) => Shown.Point,
        };
    }
}
