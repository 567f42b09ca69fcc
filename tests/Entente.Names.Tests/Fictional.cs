namespace Entente.Names.Tests;

/// <summary>Made-up names in any number, the same ones every time.</summary>
internal static class Fictional
{
    private static readonly string[] Syllables = ["ba", "cho", "da", "ki", "lu", "mar", "ne", "or", "ra", "sen", "ta", "vi", "za", "bel", "kour", "dji"];

    /// <summary>So many names of two words of two or three syllables.</summary>
    public static IEnumerable<string> Names(int count) => Enumerable.Range(1, count).Select(i => Word(i * 2_654_435_761L) + " " + Word(i * 40_503L + 7));

    private static string Word(long number)
    {
        var n = Syllables.Length;
        var word = Syllables[number % n] + Syllables[number / n % n] + (number % 3 == 0 ? "" : Syllables[number / (n * n) % n]);
        return char.ToUpperInvariant(word[0]) + word[1..];
    }
}
