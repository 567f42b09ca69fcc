using System.Text;

namespace Entente.Benchmarks;

/// <summary>
/// Names of people who do not exist, made of syllables. Each name is a function of its number alone, so that lists of any
/// length are the same everywhere and need no memory. Given names are few and very uneven (the commonest has one bearer in
/// eighteen), family names many and less so, as in civil registers.
/// </summary>
internal static class FictionalNames
{
    private const int GivenNames = 4_000;
    private const int FamilyNames = 400_000;

    // Share in per cent of each culture, then its syllables: what may begin, carry and end one.
    private static readonly Culture[] Cultures =
    [
        new(35, "m h s k b d f j r n z y t l kh gh sh ch dj", "a a a i u ou e", "- - - m n r d l s f b", "{0} {1} {4}|{0} ben {1} {4}|{0} {1} al {4}|abdel {0} {4}|{0} {1} {2} {4}|{0} {4}"),
        new(15, "m s k b d f t n l w y g ndi mba", "a a o u i e", "- - - - m n", "{0} {4}|{0} {1} {4}"),
        new(20, "m r c j l p d f s g v n b t al gu", "a a o e i", "- - n s l r", "{0} {4} {5}|{0} {1} {4} {5}|{0} de {4}|{0} {4}"),
        new(15, "m v s k b d p n l r g t sh ch z ya", "a o e i u", "- - n r l v k", "{0} {1}ovich {4}ov|{0} {4}enko|{4}ova {0} {1}ovna"),
        new(15, "th w b c d f h j l m n r s br st", "a e i o ee ea", "- n r l t ck s th", "{0} {4}|{0} {1} {4}|{0} {4}son"),
    ];

    /// <summary>One name.</summary>
    public static string Of(int number)
    {
        var dice = new Dice((ulong)number);
        var culture = CultureOf(dice.Below(100));
        var pattern = culture.Patterns[dice.Below(culture.Patterns.Length)];
        var given = Enumerable.Range(0, 4).Select(_ => culture.Word(dice.Uneven(GivenNames, 2), seed: 1));
        var family = Enumerable.Range(0, 2).Select(_ => culture.Word(dice.Uneven(FamilyNames, 20), seed: 2));
        return string.Format(pattern, [.. given, .. family]);
    }

    /// <summary>What a document of the bearer of a name may say: by turns a slip of the pen, another spelling, another order, fewer parts.</summary>
    public static string Misspelled(string name, int number)
    {
        var dice = new Dice((ulong)number ^ 0xABCDEF);
        return dice.Below(4) switch
        {
            0 => WithSlip(name, ref dice),
            1 => WithOtherSpelling(name),
            2 => string.Join(' ', name.Split(' ').Reverse()),
            _ => WithSlip(WithOtherSpelling(name), ref dice),
        };
    }

    private static string WithSlip(string name, ref Dice dice)
    {
        var at = dice.Below(name.Length);
        return dice.Below(3) switch
        {
            0 => name.Remove(at, 1),
            1 => name.Insert(at, "aeinrst"[dice.Below(7)].ToString()),
            _ => name.Remove(at, 1).Insert(at, "aeinrst"[dice.Below(7)].ToString()),
        };
    }

    private static string WithOtherSpelling(string name) => new StringBuilder(name)
        .Replace("ou", "u").Replace("kh", "h").Replace("dj", "j").Replace("sh", "ch").Replace("y", "i").Replace("ck", "k").Replace("ee", "i").Replace("v", "w").ToString();

    private static Culture CultureOf(int percent)
    {
        foreach (var culture in Cultures)
        {
            percent -= culture.Share;
            if (percent < 0)
            {
                return culture;
            }
        }

        return Cultures[^1];
    }

    private sealed class Culture(int share, string begins, string carries, string ends, string patterns)
    {
        private readonly string[] _begins = begins.Split(' ');
        private readonly string[] _carries = carries.Split(' ');
        private readonly string[] _ends = ends.Split(' ');

        public int Share => share;

        public string[] Patterns { get; } = patterns.Split('|');

        /// <summary>The word of a rank: commoner ones are shorter.</summary>
        public string Word(int rank, int seed)
        {
            var dice = new Dice(((ulong)rank << 20) + (ulong)((share * 8) + seed));
            var syllables = 2 + (rank > 50 ? dice.Below(2) : 0) + (rank > 5000 ? dice.Below(2) : 0);
            var word = new StringBuilder();
            for (var i = 0; i < syllables; i++)
            {
                word.Append(dice.Of(_begins)).Append(dice.Of(_carries));
                var end = dice.Of(_ends);
                word.Append(end == "-" ? "" : end);
            }

            return word.ToString();
        }
    }

    /// <summary>SplitMix64: the same numbers on every machine and runtime.</summary>
    private struct Dice(ulong seed)
    {
        private ulong _state = seed * 0xD1342543DE82EF95UL;

        public int Below(int limit) => (int)((Next() >> 33) % (uint)limit);

        public string Of(string[] choices) => choices[Below(choices.Length)];

        /// <summary>A rank by Zipf's law: one in (rank + shift).</summary>
        public int Uneven(int ranks, double shift) =>
            (int)(shift * (Math.Pow((ranks + shift) / shift, (Next() >> 11) / (double)(1UL << 53)) - 1));

        private ulong Next()
        {
            var z = _state += 0x9E3779B97F4A7C15UL;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
            return z ^ (z >> 31);
        }
    }
}
