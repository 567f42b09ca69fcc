using System.Numerics;

namespace Entente.Names.Indexing;

/// <summary>
/// The vocabulary parts that one query part agrees with, most evidence first, and a small hash table from part to evidence: a
/// few kilobytes that stay in the nearest cache, however large the vocabulary. Immutable, so that threads share it.
/// </summary>
internal sealed class FoundParts
{
    private readonly int[] _parts;
    private readonly short[] _evidence;

    // Part + 1 by slot, 0 where the slot is empty; at least every other slot is.
    private readonly int[] _slots;
    private readonly short[] _evidenceOfSlot;
    private readonly int _shift;

    /// <summary>Takes over what was found.</summary>
    /// <param name="found">The parts with their evidence, each part once, in any order.</param>
    /// <param name="info">How much sharing the query part says, in eighths of a bit.</param>
    /// <param name="cut">Whether a bound kept parts from being looked at.</param>
    public FoundParts(ReadOnlySpan<(int Part, int Evidence)> found, int info, bool cut)
    {
        (Info, Cut) = (info, cut);
        _parts = new int[found.Length];
        _evidence = new short[found.Length];
        var bits = BitOperations.Log2((uint)found.Length) + 2;
        _shift = 32 - bits;
        _slots = new int[1 << bits];
        _evidenceOfSlot = new short[1 << bits];
        Span<long> order = found.Length <= 512 ? stackalloc long[found.Length] : new long[found.Length];
        for (var i = 0; i < found.Length; i++)
        {
            order[i] = ((long)(short.MaxValue - found[i].Evidence) << 32) | (uint)found[i].Part;
        }

        order.Sort();
        for (var i = 0; i < order.Length; i++)
        {
            _parts[i] = (int)(uint)order[i];
            _evidence[i] = (short)(short.MaxValue - (order[i] >> 32));
            Put(_parts[i], _evidence[i]);
        }
    }

    /// <summary>Nothing found.</summary>
    public static FoundParts None { get; } = new([], info: 0, cut: false);

    /// <summary>How much sharing the query part says, in eighths of a bit.</summary>
    public int Info { get; }

    /// <summary>Whether a bound kept parts from being looked at.</summary>
    public bool Cut { get; }

    /// <summary>The parts, those with the most evidence first; among equals the lower number.</summary>
    public ReadOnlySpan<int> Parts => _parts;

    /// <summary>The evidence for each of <see cref="Parts"/>, in eighths of a bit, above 0.</summary>
    public ReadOnlySpan<short> Evidences => _evidence;

    /// <summary>The most evidence any of them has, in eighths of a bit.</summary>
    public int Most => _evidence.Length == 0 ? 0 : _evidence[0];

    /// <summary>Evidence for a vocabulary part in eighths of a bit; 0 where it was not found.</summary>
    public int Evidence(int part)
    {
        var slots = _slots;
        for (var slot = SlotOf(part); ; slot = (slot + 1) & (slots.Length - 1))
        {
            var found = slots[slot];
            if (found == part + 1)
            {
                return _evidenceOfSlot[slot];
            }

            if (found == 0)
            {
                return 0;
            }
        }
    }

    private int SlotOf(int part) => (int)(((uint)part * 2654435769u) >> _shift);

    private void Put(int part, short evidence)
    {
        var slot = SlotOf(part);
        while (_slots[slot] != 0)
        {
            slot = (slot + 1) & (_slots.Length - 1);
        }

        _slots[slot] = part + 1;
        _evidenceOfSlot[slot] = evidence;
    }
}
