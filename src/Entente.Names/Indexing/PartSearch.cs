using System.Runtime.InteropServices;
using Entente.Names.Comparing.Hot;

namespace Entente.Names.Indexing;

/// <summary>Working memory for finding the parts that one query part agrees with. Used again for the next; one a thread.</summary>
internal sealed class PartSearch
{
    // Which parts were looked at, as an open hash table of round and part, so that beginning anew costs nothing and the memory
    // follows what is looked at, not the vocabulary.
    private long[] _known = new long[1 << 10];
    private int _knownCount;
    private long _round;
    private readonly List<(int Part, int Evidence)> _found = [];

    /// <summary>Whether a bound kept parts from being looked at.</summary>
    public bool Cut { get; set; }

    /// <summary>Room for deletion keys.</summary>
    public List<uint> Keys { get; } = new(DeletionIndex.MostKeys);

    /// <summary>Tables for the query part.</summary>
    public SpellingTables Spelling { get; } = new();

    /// <summary>Begins anew; nothing is known.</summary>
    public void Begin()
    {
        if (++_round > int.MaxValue)
        {
            Array.Clear(_known);
            _round = 1;
        }

        _knownCount = 0;
        _found.Clear();
        Spelling.Begin();
        Cut = false;
    }

    /// <summary>True the first time that a part is asked about.</summary>
    public bool IsNew(int part)
    {
        var sought = (_round << 32) | (uint)part;
        var slot = SlotOf(part);
        for (; _known[slot] >> 32 == _round; slot = (slot + 1) & (_known.Length - 1))
        {
            if (_known[slot] == sought)
            {
                return false;
            }
        }

        _known[slot] = sought;
        if (++_knownCount > _known.Length / 2)
        {
            Grow();
        }

        return true;
    }

    /// <summary>Keeps the evidence for a part that was new.</summary>
    public void Found(int part, int evidence)
    {
        if (evidence > 0)
        {
            _found.Add((part, evidence));
        }
    }

    /// <summary>What was found.</summary>
    public FoundParts ToAnswer(int info) => new(CollectionsMarshal.AsSpan(_found), info, Cut);

    private int SlotOf(int part) => (int)((uint)part * 2654435769u) & (_known.Length - 1);

    private void Grow()
    {
        var old = _known;
        _known = new long[old.Length * 2];
        foreach (var entry in old)
        {
            if (entry >> 32 == _round)
            {
                var slot = SlotOf((int)(uint)entry);
                while (_known[slot] != 0)
                {
                    slot = (slot + 1) & (_known.Length - 1);
                }

                _known[slot] = entry;
            }
        }
    }
}
