using Entente.Names.Frequency;
using Entente.Names.Reading;

namespace Entente.Names.Indexing;

/// <summary>
/// What most vocabulary parts are compared by beside their letters, in flat arrays: those whose letters are Latin, that are whole
/// and have nothing fused to them. Filled once, one part after the other or several at a time.
/// </summary>
internal sealed class PlainParts(int count)
{
    private const byte None = 255;

    private readonly byte[] _scripts = new byte[count];
    private readonly uint[] _sounds = new uint[count];
    private readonly uint[] _consonants = new uint[count];

    /// <summary>Takes a part, plain or not.</summary>
    public void Set(int number, NamePart part)
    {
        var plain = part.Script is Script.Latin or Script.Greek or Script.Tifinagh && part is { Cut: false, Bare: null, Form: 0, Role: not PartRole.Initial };
        _scripts[number] = plain ? (byte)part.Script : None;
        if (plain && part.Sound.Length >= 2)
        {
            _sounds[number] = SoundHashOf(part.Sound);
            _consonants[number] = SoundHashOf(SoundKey.WithoutVowels(part.Sound));
        }
    }

    /// <summary>Whether a part is plain.</summary>
    public bool Has(int number) => _scripts[number] != None;

    /// <summary>The script of a plain part.</summary>
    public Script ScriptOf(int number) => (Script)_scripts[number];

    /// <summary>False where a plain part sounds otherwise; true where it may sound alike, which is to be checked.</summary>
    /// <param name="number">The part.</param>
    /// <param name="soundHash">The hash of the other part's sound.</param>
    /// <param name="withVowels">Whether that sound has vowels.</param>
    public bool MaySoundLike(int number, uint soundHash, bool withVowels) => (withVowels ? _sounds : _consonants)[number] == soundHash;

    /// <summary>FNV-1a over the sounds.</summary>
    public static uint SoundHashOf(string sound)
    {
        var hash = 2166136261u;
        foreach (var letter in sound)
        {
            hash = (hash ^ letter) * 16777619u;
        }

        return hash;
    }
}
