namespace Entente.Names.Indexing;

/// <summary>Puts names in the order of their levels, highest first, by counting; names of one level stay in their order. One a thread.</summary>
internal sealed class ByLevel
{
    private readonly int[] _perLevel = new int[LevelTable.Highest + 1];
    private readonly List<(int Name, int Level)> _names = [];
    private int[] _order = [];

    /// <summary>Forgets all names.</summary>
    public void Begin()
    {
        Array.Clear(_perLevel);
        _names.Clear();
    }

    /// <summary>Takes the next name and its level.</summary>
    public void Add(int name, int level)
    {
        _names.Add((name, level));
        _perLevel[level]++;
    }

    /// <summary>The names whose level reaches a score, level by level.</summary>
    /// <param name="minScore">0 to 1.</param>
    public Batches Sort(double minScore)
    {
        Span<int> next = stackalloc int[LevelTable.Highest + 1];
        var lowest = (int)(minScore * LevelTable.Highest);
        var total = 0;
        for (var level = LevelTable.Highest; level >= lowest; level--)
        {
            next[level] = total;
            total += _perLevel[level];
        }

        if (_order.Length < total)
        {
            _order = new int[Math.Max(total, 2 * _order.Length)];
        }

        foreach (var (name, level) in _names)
        {
            if (level >= lowest)
            {
                _order[next[level]++] = name;
            }
        }

        return new Batches(_order.AsSpan(0, total), _perLevel);
    }

    /// <summary>The names level by level.</summary>
    public ref struct Batches(ReadOnlySpan<int> order, int[] perLevel)
    {
        private readonly ReadOnlySpan<int> _order = order;
        private int _level = LevelTable.Highest + 1;
        private int _end;

        /// <summary>The names of the level.</summary>
        public ReadOnlySpan<int> Names { get; private set; }

        /// <summary>No name of this level scores more.</summary>
        public readonly double Reach => _level / (double)LevelTable.Highest;

        /// <summary>Goes on to the next level that has names; false where there is none.</summary>
        public bool Next()
        {
            while (_end < _order.Length && --_level >= 0)
            {
                if (perLevel[_level] > 0)
                {
                    Names = _order.Slice(_end, perLevel[_level]);
                    _end += perLevel[_level];
                    return true;
                }
            }

            return false;
        }
    }
}
