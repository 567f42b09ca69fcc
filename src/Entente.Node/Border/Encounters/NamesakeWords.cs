using Entente.Node.Desk;

namespace Entente.Node.Border.Encounters;

/// <summary>What the number of namesakes means, in a sentence: a match of a name that many bear is worth little.</summary>
internal static class NamesakeWords
{
    private const double Many = 20, Million = 1_000_000, Fewest = 0.000_1;

    /// <summary>The sentence.</summary>
    public static string Of(Words words, double? perMillion) => perMillion switch
    {
        null => words["namesakes.none"],
        < Fewest => words["namesakes.unique"],
        < 1 => words.Of("namesakes.few", Round(1 / perMillion.Value)),
        < Many => words.Of("namesakes.some", Round(perMillion.Value)),
        _ => words.Of("namesakes.many", Round(perMillion.Value)),
    };

    /// <summary>Two figures, for more would pretend to be known.</summary>
    private static long Round(double value)
    {
        var scale = Math.Pow(10, Math.Max(0, Math.Floor(Math.Log10(Math.Min(value, Million * Million))) - 1));
        return (long)(Math.Round(Math.Min(value, Million * Million) / scale) * scale);
    }
}
