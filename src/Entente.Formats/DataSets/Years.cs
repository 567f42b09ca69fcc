using System.Globalization;

namespace Entente.Formats.DataSets;

/// <summary>Calendar years as sources write them.</summary>
internal static class Years
{
    /// <summary>First and last year that is taken for one.</summary>
    public const int First = 1900, Last = 2100;

    /// <summary>A year of four digits; null for anything else.</summary>
    public static int? Read(string text) =>
        text.Length == 4 && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year is >= First and <= Last ? year : null;
}
