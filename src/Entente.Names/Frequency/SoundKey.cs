using Entente.Names.Reading;

namespace Entente.Names.Frequency;

/// <summary>
/// The key under which the spellings of one name part are counted together: consonants by sound, a run of vowels as one dot.
/// Mohamed, Muhammad and Mohammed are m.h.m.t; finer than a skeleton, so that Ali and Lee stay apart.
/// </summary>
internal static class SoundKey
{
    // By their first letter, longer ones first.
    private static readonly (string Letters, char Sound)[]?[] Digraphs = ByFirstLetter(
        ("sch", 'S'), ("tch", 'S'), ("ch", 'S'), ("sh", 'S'), ("kh", 'h'), ("gh", 'k'), ("ph", 'f'), ("th", 't'), ("dh", 't'), ("dj", 'j'), ("dz", 's'), ("ts", 's'), ("tz", 's'), ("ck", 'k'), ("zh", 'j'));

    /// <summary>The key of a comparable form.</summary>
    public static string Of(string comparable)
    {
        Span<char> key = comparable.Length <= Name.MostLetters ? stackalloc char[comparable.Length] : new char[comparable.Length];
        var length = 0;
        for (var i = 0; i < comparable.Length;)
        {
            var (sound, letters) = SoundAt(comparable, i);
            i += letters;
            if (sound != ' ' && (length == 0 || key[length - 1] != sound))
            {
                key[length++] = sound;
            }
        }

        // A final e is often mute (Abderrahmane, Rahman).
        return key[..(comparable.EndsWith('e') && length > 2 && key[length - 1] == '.' ? length - 1 : length)].ToString();
    }

    /// <summary>The key without its vowels, for scripts that leave them unwritten.</summary>
    public static string WithoutVowels(string key) => key.Replace(".", "", StringComparison.Ordinal);

    private static (char Sound, int Letters) SoundAt(string letters, int at)
    {
        if (letters[at] < Digraphs.Length && Digraphs[letters[at]] is { } digraphs)
        {
            foreach (var (spelled, sound) in digraphs)
            {
                if (letters.AsSpan(at).StartsWith(spelled, StringComparison.Ordinal))
                {
                    return (sound, spelled.Length);
                }
            }
        }

        return (Sound(letters, at), 1);
    }

    private static (string Letters, char Sound)[]?[] ByFirstLetter(params (string Letters, char Sound)[] digraphs)
    {
        var table = new (string Letters, char Sound)[]?['z' + 1];
        foreach (var alike in digraphs.GroupBy(d => d.Letters[0]))
        {
            table[alike.Key] = [.. alike];
        }

        return table;
    }

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
