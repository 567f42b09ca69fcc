using System.Globalization;
using Entente.Screening.Subjects;

namespace Entente.Cli.Compare;

/// <summary>Reads a birth date in ISO 8601 with as much of it as is known: 1975, 1975-04, 1975-04-21.</summary>
internal static class IsoDate
{
    /// <summary>What is allowed, for messages.</summary>
    public const string Allowed = "a date such as 1975-04-21, 1975-04 or 1975";

    /// <summary>The date; null where the text is none.</summary>
    public static BirthDate? Read(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        return text.Length switch
        {
            4 => BirthDate.Of(Number(text)),
            7 when text[4] == '-' => BirthDate.Of(Number(text[..4]), Number(text[5..])),
            10 when text[4] == '-' && text[7] == '-' => BirthDate.Of(Number(text[..4]), Number(text[5..7]), Number(text[8..])),
            _ => null,
        };
    }

    private static int Number(ReadOnlySpan<char> digits) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;
}
