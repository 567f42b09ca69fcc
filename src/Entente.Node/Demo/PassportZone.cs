using System.Globalization;

namespace Entente.Node.Demo;

/// <summary>The machine-readable zone of an invented passport (ICAO Doc 9303-4, section 4.2).</summary>
internal static class PassportZone
{
    private const int Width = 44;

    /// <summary>Its two lines.</summary>
    /// <param name="holder">Whose passport.</param>
    /// <param name="today">The day; the passport holds for two years more.</param>
    public static string Of(DemoTraveller holder, DateOnly today)
    {
        var name = $"P<{holder.Nationality}{Field(holder.Family)}<<{Field(holder.Given)}".PadRight(Width, '<')[..Width];
        var number = Checked(holder.Document.PadRight(9, '<'));
        var birth = Checked(holder.BirthDate.ToString("yyMMdd", CultureInfo.InvariantCulture));
        var end = Checked(today.AddYears(2).ToString("yyMMdd", CultureInfo.InvariantCulture)) + Checked(new string('<', 14));
        return $"{name}\n{number}{holder.Nationality}{birth}{holder.Sex}{end}{Digit(number + birth + end)}";
    }

    private static string Field(string name) => string.Concat(name.ToUpperInvariant().Select(c => char.IsAsciiLetterUpper(c) ? c : '<'));

    private static string Checked(string field) => field + Digit(field);

    // ICAO Doc 9303-3, section 4.9: weights 7, 3, 1; letters from 10 on; the filler is 0.
    private static int Digit(string field) =>
        field.Select((c, i) => (char.IsAsciiDigit(c) ? c - '0' : char.IsAsciiLetterUpper(c) ? c - 'A' + 10 : 0) * (i % 3) switch { 0 => 7, 1 => 3, _ => 1 }).Sum() % 10;
}
