using Entente.Names.Comparing;

namespace Entente.Names.Indexing;

/// <summary>
/// The distinct parts of all listed names by their number, and those that two neighbours make when written together. There are
/// millions of the latter, so each is kept as the numbers of its two halves and made when it is compared. Immutable.
/// </summary>
internal sealed class ListedParts
{
    private readonly NamePart?[] _parts;
    private readonly (int First, int Second)[] _halves;

    /// <summary>Takes over parts, those as written first; where one is null, its halves are the numbers of two others.</summary>
    public ListedParts(NamePart?[] parts, (int First, int Second)[] halves)
    {
        (_parts, _halves) = (parts, halves);
        var joined = Array.IndexOf(parts, null);
        WrittenCount = joined < 0 ? parts.Length : joined;
    }

    /// <summary>How many parts there are.</summary>
    public int Count => _parts.Length;

    /// <summary>How many of them are as written; they come before those that were joined.</summary>
    public int WrittenCount { get; }

    /// <summary>A part by its number.</summary>
    public NamePart this[int part] => _parts[part] ?? JoinedParts.Join(this[_halves[part].First], this[_halves[part].Second]);
}
