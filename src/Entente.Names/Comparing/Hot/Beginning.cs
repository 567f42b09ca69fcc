using System.Numerics;

namespace Entente.Names.Comparing.Hot;

/// <summary>The first letters of a part in one number, so that two beginnings are compared in a few instructions.</summary>
internal static class Beginning
{
    private const int BitsPerLetter = 5;

    // Twelve letters of five bits fill a number; longer parts are compared by their first twelve.
    private const int MostLetters = 12;

    /// <summary>The first letter lowest; a letter is its number and one, so that 0 is none.</summary>
    /// <param name="letters">Numbers of Latin letters.</param>
    public static ulong Of(ReadOnlySpan<byte> letters)
    {
        var beginning = 0UL;
        for (var i = Math.Min(letters.Length, MostLetters) - 1; i >= 0; i--)
        {
            beginning = (beginning << BitsPerLetter) | (letters[i] + 1u);
        }

        return beginning;
    }

    /// <summary>How many first letters two parts share, as a share of the shorter one's letters. 0 to 1.</summary>
    public static double Shared(ulong a, ulong b)
    {
        var shorter = Math.Min(Letters(a), Letters(b));
        return shorter == 0 ? 0 : (double)Math.Min(shorter, BitOperations.TrailingZeroCount(a ^ b) / BitsPerLetter) / shorter;
    }

    private static int Letters(ulong beginning) => (BitOperations.Log2(beginning) + BitsPerLetter) / BitsPerLetter;
}
