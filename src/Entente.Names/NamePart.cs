using Entente.Names.Comparing;
using Entente.Names.Frequency;
using Entente.Names.Reading;

namespace Entente.Names;

/// <summary>What a part is within its name; decides what its absence costs.</summary>
public enum PartRole : byte
{
    /// <summary>A name proper: given name, father's name, family name, nisba.</summary>
    Name,

    /// <summary>A nisba or another name behind an article: al-Tikriti, el-Khattabi.</summary>
    Nisba,

    /// <summary>A name proper behind "son of" or "daughter of": the father's, by his place.</summary>
    Father,

    /// <summary>A name made from the father's: Ivanovich, Alievna.</summary>
    Patronymic,

    /// <summary>A single letter that stands for a name.</summary>
    Initial,

    /// <summary>A title or honorific: Dr, Haji, Mullah.</summary>
    Title,
}

/// <summary>What follows from a role.</summary>
public static class PartRoles
{
    /// <summary>Whether a part with this role is a name proper, so that another one contradicts it.</summary>
    public static bool IsName(this PartRole role) => role is PartRole.Name or PartRole.Nisba or PartRole.Father;
}

/// <summary>On which side of the name a part stands, where the source says so.</summary>
public enum PartSide
{
    /// <summary>Not said.</summary>
    Unknown,

    /// <summary>Family name, surname, primary identifier.</summary>
    Family,

    /// <summary>Given names, secondary identifier.</summary>
    Given,
}

/// <summary>
/// One part of a name in its comparable form. Words that only make sense together are one part: abd + al + X, X + al-din,
/// X + allah, abu + X. Immutable.
/// </summary>
public sealed class NamePart
{
    private int _form = -1;

    internal NamePart(string written, Script script, string letters, PartRole role, PartSide side, bool joined = false) =>
        (Written, Script, Letters, Role, Side, Joined) = (written, script, letters, role, side, joined);

    /// <summary>As written.</summary>
    public string Written { get; }

    /// <summary>Script it is written in.</summary>
    public Script Script { get; }

    /// <summary>Plain letters of its script (a to z for Latin, Greek and Tifinagh), doubled letters written once.</summary>
    public string Letters { get; }

    /// <summary>The comparable form: the same in Latin letters a to z for every script that is read, otherwise <see cref="Letters"/>. Edits are counted in it.</summary>
    public string Comparable => field ??= Romanise(Letters, Script);

    /// <summary>Consonant skeletons, the likeliest first; none where there are no consonants or the script is not read.</summary>
    public IReadOnlyList<string> Skeletons => Skeleton.Of(Letters, Script);

    /// <summary>What it is within the name.</summary>
    public PartRole Role { get; }

    /// <summary>On which side of the name it stands.</summary>
    public PartSide Side { get; }

    /// <summary>True where the part may go on beyond what was written (ICAO Doc 9303-4, -5 and -6, section 4.2.3): compared as a prefix.</summary>
    public bool Cut { get; internal init; }

    /// <summary>The same part without a small word fused to it (ال, Ben-, El-, -eddine), or null where none is. The letters may as well be the name's own (Albert, Elias, Benjamin), so both are compared.</summary>
    public NamePart? Bare { get; internal init; }

    /// <summary>Its sound: consonants, and dots for vowels where the script writes them.</summary>
    internal string Sound => field ??= SoundOf();

    /// <summary>Whether it was made of two neighbours.</summary>
    internal bool Joined { get; }

    /// <summary>The keys under which it is found by its skeletons.</summary>
    internal ulong[] SkeletonKeys => field ??= Comparing.SkeletonKeys.Of(Skeleton.Of(Letters, Script), Form);

    /// <summary>The keys under which it is found in another script, one class of a long skeleton left out. None for joined parts, which are long and many.</summary>
    internal ulong[] ForgivingKeys => field ??= Joined ? [] : Comparing.SkeletonKeys.WithOneLeftOut(Skeleton.Of(Letters, Script));

    /// <summary>Whether it is written, or read, in Latin letters.</summary>
    internal bool IsLatin => Script is Script.Latin or Script.Greek or Script.Tifinagh;

    /// <summary>Which name it is a form of, where that name has other forms in other languages; 0 otherwise.</summary>
    internal int Form => _form >= 0 ? _form : _form = Joined || Cut ? 0 : NameForms.Of(Comparable);

    /// <summary>What it costs, in eighths of a bit, to read it without the small word taken off in <see cref="Bare"/>.</summary>
    internal int BareCost => IsServant ? 32 : Script == Script.Arabic ? 2 : IsOfFaith ? 24 : 12;

    /// <summary>Whether the small word is "servant": a name of its own without it, so that it weighs as much on the other side.</summary>
    internal bool IsServant => Letters.StartsWith(Fused.Servant(Script), StringComparison.Ordinal);

    /// <summary>Whether it ends in "of the faith", as it is written in Latin letters.</summary>
    internal bool IsOfFaith => Letters.EndsWith("din", StringComparison.Ordinal);

    /// <summary>The letters as numbers of the script's alphabet.</summary>
    internal byte[] Numbers => field ??= Script == Script.Other ? [] : NumbersOf(Letters, Alphabet.Of(Script) ?? Alphabet.Latin);

    /// <summary>The comparable form as numbers of the Latin alphabet; empty for scripts that are not read.</summary>
    internal byte[] LatinNumbers => field ??= Script switch
    {
        Script.Other => [],
        Script.Arabic or Script.Cyrillic or Script.Hebrew => NumbersOf(Comparable, Alphabet.Latin),
        _ => Numbers,
    };

    /// <summary>The numbers from which it is compared with Latin letters: those of its own script where there are costs for it.</summary>
    internal byte[] SourceNumbers => Script is Script.Arabic or Script.Cyrillic or Script.Hebrew ? Numbers : LatinNumbers;

    /// <inheritdoc />
    public override string ToString() => Written;

    private static string Romanise(string letters, Script script) => script switch
    {
        Script.Arabic or Script.Cyrillic or Script.Hebrew => string.Concat(letters.Select(Romanisation.Of)),
        _ => letters,
    };

    private static byte[] NumbersOf(string letters, Alphabet alphabet)
    {
        var numbers = new byte[letters.Length];
        for (var i = 0; i < numbers.Length; i++)
        {
            numbers[i] = alphabet.IndexOf(letters[i]);
        }

        return numbers;
    }

    private string SoundOf() => Script switch
    {
        Script.Other => "",
        Script.Arabic or Script.Hebrew => SoundKey.WithoutVowels(SoundKey.Of(Comparable)),
        _ => SoundKey.Of(Comparable),
    };
}
