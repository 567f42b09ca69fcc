namespace Entente.Names.Indexing;

/// <summary>
/// Remembers, for one query, the level of a bound by what it depends on, because thousands of names share a few hundred levels.
/// One a thread.
/// </summary>
internal sealed class LevelTable
{
    // More than twelve parts can bring, singly and joined.
    private const int Evidences = 1 << 12;
    private const int LevelBits = 10;
    private const int LastRound = (1 << (31 - LevelBits)) - 1;

    // The round in which an entry was set, and the level: beginning anew costs nothing.
    private readonly int[] _entries = new int[4 * Evidences];
    private int _round;

    /// <summary>Forgets all levels.</summary>
    public void Begin()
    {
        if (++_round > LastRound)
        {
            Array.Clear(_entries);
            _round = 1;
        }
    }

    /// <summary>The place of what a bound depends on.</summary>
    public static int PlaceOf(int evidence, bool open, bool contradicted) =>
        (((open ? 2 : 0) + (contradicted ? 1 : 0)) * Evidences) + Math.Min(evidence, Evidences - 1);

    /// <summary>The level at a place; -1 where it is not known.</summary>
    public int Of(int place)
    {
        var entry = _entries[place];
        return entry >> LevelBits == _round ? entry & ((1 << LevelBits) - 1) : -1;
    }

    /// <summary>Sets the level at a place and returns it.</summary>
    public int Keep(int place, int level)
    {
        _entries[place] = (_round << LevelBits) | level;
        return level;
    }
}
