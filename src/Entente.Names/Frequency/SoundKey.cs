using System.Text;
using Entente.Names.Reading;

namespace Entente.Names.Frequency;

/// <summary>
/// The key under which the spellings of one name part are counted together: consonants by sound, a run of vowels as one dot.
/// Mohamed, Muhammad and Mohammed are m.h.m.t; finer than a skeleton, so that Ali and Lee stay apart.
/// </summary>
internal static class SoundKey
{
    private static readonly (string Letters, char Sound)[] Digraphs =
        [("sch", 'S'), ("tch", 'S'), ("ch", 'S'), ("sh", 'S'), ("kh", 'h'), ("gh", 'k'), ("ph", 'f'), ("th", 't'), ("dh", 't'), ("dj", 'j'), ("dz", 's'), ("ts", 's'), ("tz", 's'), ("ck", 'k'), ("zh", 'j')];

    /// <summary>The key of a comparable form.</summary>
    public static string Of(string comparable)
    {
        var key = new StringBuilder(comparable.Length);
        for (var i = 0; i < comparable.Length;)
        {
            var digraph = Array.Find(Digraphs, d => comparable.AsSpan(i).StartsWith(d.Letters, StringComparison.Ordinal));
            var sound = digraph.Letters is null ? Sound(comparable, i) : digraph.Sound;
            i += digraph.Letters?.Length ?? 1;
            if (sound != ' ' && (key.Length == 0 || key[^1] != sound))
            {
                key.Append(sound);
            }
        }

        // A final e is often mute (Abderrahmane, Rahman).
        return comparable.EndsWith('e') && key.Length > 2 && key[^1] == '.' ? key.ToString(0, key.Length - 1) : key.ToString();
    }

    /// <summary>The key without its vowels, for scripts that leave them unwritten.</summary>
    public static string WithoutVowels(string key) => key.Replace(".", "", StringComparison.Ordinal);

    private static char Sound(string letters, int at) => letters[at] switch
    {
        var c when Fused.IsVowel(c) => '.',
        'w' => '.',
        'h' when at == letters.Length - 1 => ' ',
        'b' or 'p' => 'b',
        'c' or 'k' or 'q' or 'g' or 'x' => 'k',
        'd' or 't' => 't',
        'f' or 'v' => 'f',
        's' or 'z' => 's',
        var c => c,
    };
}
