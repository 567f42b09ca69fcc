using Entente.Names.Reading;

namespace Entente.Names;

/// <summary>A name in its comparable form: the same code reads listings and queries. Immutable.</summary>
public sealed class Name
{
    /// <summary>Words beyond this number are left out; the longest name on the public lists has 17.</summary>
    public const int MostWords = 24;

    /// <summary>Letters beyond this number are left out.</summary>
    public const int MostLetters = 400;

    /// <summary>Parts beyond this number are left out.</summary>
    public const int MostParts = 12;

    internal Name(string text, NamePart[] parts, bool truncated, bool cut) =>
        (Text, PartArray, Truncated, Cut) = (text, parts, truncated, cut);

    /// <summary>As written.</summary>
    public string Text { get; }

    /// <summary>The parts in the order written; empty where nothing in the text is a letter.</summary>
    public IReadOnlyList<NamePart> Parts => PartArray;

    /// <summary>True where the name may have been cut at the end of its field; parts missing behind it then count for nothing.</summary>
    public bool Truncated { get; }

    /// <summary>True where words, letters or parts beyond the bounds of this class were left out.</summary>
    public bool Cut { get; }

    /// <summary>The parts, for loops that must be fast.</summary>
    internal NamePart[] PartArray { get; }

    /// <summary>Reads a name whose order of parts is not known. Never fails: what is no name has no parts.</summary>
    /// <param name="text">Any text in any script.</param>
    /// <param name="truncated">Whether it may have been cut at the end of its field.</param>
    public static Name Read(string text, bool truncated = false) => NameReader.Read([(text, PartSide.Unknown)], text, truncated);

    /// <summary>Reads a name whose family and given parts are known.</summary>
    public static Name Read(string text, string? family, string? given, bool truncated = false)
    {
        if (string.IsNullOrWhiteSpace(family) || string.IsNullOrWhiteSpace(given))
        {
            return Read(text, truncated);
        }

        return NameReader.Read([(given, PartSide.Given), (family, PartSide.Family)], text, truncated);
    }

    /// <inheritdoc />
    public override string ToString() => Text;
}
