namespace Entente.Names.Comparing.Hot;

/// <summary>
/// The tables for one part that is compared with many: as written and without a small word fused to it, by the letters of its
/// own script and by Latin ones. One instance a thread.
/// </summary>
internal sealed class SpellingTables
{
    private const int Most = 4;

    private readonly SpellingTable[] _tables = [new(), new(), new(), new()];
    private readonly byte[]?[] _sources = new byte[Most][];
    private readonly LetterCosts?[] _costs = new LetterCosts[Most];
    private int _count;

    /// <summary>Forgets all sources.</summary>
    public void Begin() => _count = 0;

    /// <summary>The same as <see cref="SpellingCost"/> for a source that is asked for again and again with other targets.</summary>
    public int Of(byte[] source, ReadOnlySpan<byte> target, LetterCosts costs, int limit)
    {
        if (source.Length > SpellingTable.MostSource || limit > SpellingTable.MostLimit)
        {
            return SpellingCost.Of(source, target, costs, limit);
        }

        for (var i = 0; i < _count; i++)
        {
            if (ReferenceEquals(_sources[i], source) && ReferenceEquals(_costs[i], costs))
            {
                return _tables[i].Of(target, limit);
            }
        }

        _count = _count == Most ? 0 : _count;
        (_sources[_count], _costs[_count]) = (source, costs);
        _tables[_count].Begin(source, costs);
        return _tables[_count++].Of(target, limit);
    }
}
