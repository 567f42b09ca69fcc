using System.Globalization;

namespace Entente.Node.Border.Encounters;

/// <summary>How many namesakes a million travellers would bring, as people read it: two figures, for more would pretend to be known.</summary>
internal static class Namesakes
{
    /// <summary>The words; a dash where no name agrees.</summary>
    public static string Of(double? perMillion) => perMillion switch
    {
        null => "–",
        < 0.01 => "< 0.01",
        < 1 => perMillion.Value.ToString("0.##", CultureInfo.InvariantCulture),
        < 10 => perMillion.Value.ToString("0.#", CultureInfo.InvariantCulture),
        _ => Rounded(perMillion.Value).ToString("#,0", CultureInfo.InvariantCulture),
    };

    private static double Rounded(double value)
    {
        var scale = Math.Pow(10, Math.Floor(Math.Log10(value)) - 1);
        return Math.Round(value / scale) * scale;
    }
}
