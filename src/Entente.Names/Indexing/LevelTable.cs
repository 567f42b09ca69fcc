namespace Entente.Names.Indexing;

/// <summary>
/// Remembers, for one query, the level of a bound by what it depends on, because thousands of names share a few hundred levels.
/// One a thread.
/// </summary>
internal sealed class LevelTable
{
    /// <summary>The level of a score of 1; a score between two levels has the higher one.</summary>
    public const int Highest = 512;

    // More than twelve parts can bring, singly and joined, and more than they can lack. What lies beyond is as good as at the end.
    private const int Most = 1 << 12;
    private const int Least = -(1 << 11);
    private const int LevelBits = 10;
    private const int LastRound = (1 << (31 - LevelBits)) - 1;

    // The round in which an entry was set, and the level: beginning anew costs nothing.
    private readonly int[] _entries = new int[2 * (Most - Least)];
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
    public static int PlaceOf(int evidence, bool contradicted) =>
        (contradicted ? Most - Least : 0) + Math.Clamp(evidence, Least, Most - 1) - Least;

    /// <summary>The level at a place; -1 where it is not known.</summary>
    public int Of(int place)
    {
        var entry = _entries[place];
        return entry >> LevelBits == _round ? entry & ((1 << LevelBits) - 1) : -1;
    }

    /// <summary>Keeps the level of a score at a place and returns it.</summary>
    public int Keep(int place, double score)
    {
        var level = Math.Clamp((int)Math.Ceiling(score * Highest), 0, Highest);
        _entries[place] = (_round << LevelBits) | level;
        return level;
    }
}
