using System.Runtime.InteropServices;

namespace Entente.Names.Indexing;

/// <summary>What is added up for a name while query parts touch it; four bytes, so that a touch is one look into memory.</summary>
internal struct Sum
{
    private const byte JoinedFlag = 128;
    private const byte SettledStamp = 127;

    private byte _last;

    /// <summary>The most evidence its parts can bring, in eighths of a bit.</summary>
    public ushort Evidence { get; private set; }

    /// <summary>How many parts of either name may agree; neighbours written together count as two.</summary>
    public byte Pieces { get; private set; }

    /// <summary>Whether any of that evidence is for neighbours written together.</summary>
    public readonly bool Joined => (_last & JoinedFlag) != 0;

    /// <summary>Whether nothing touched it yet.</summary>
    public readonly bool IsNew => _last == 0;

    /// <summary>Whether the query part of this stamp touched it last.</summary>
    public readonly bool IsOf(byte stamp) => (_last & ~JoinedFlag) == stamp;

    /// <summary>Whether it needs no further look.</summary>
    public readonly bool IsSettled => _last == SettledStamp;

    /// <summary>Stands for a name that is scored, or is sure not to enter the answer.</summary>
    public static Sum Settled => new() { _last = SettledStamp };

    /// <summary>Adds what the query part of this stamp can bring.</summary>
    public void Add(byte stamp, ushort evidence, byte pieces)
    {
        _last = (byte)(stamp | (_last & JoinedFlag) | (pieces > 1 ? JoinedFlag : 0));
        Evidence += evidence;
        Pieces += pieces;
    }
}

/// <summary>Adds up, name by name, what the parts of one query can bring. One a thread; 4 bytes a name.</summary>
internal sealed class Tally(int names, int most)
{
    // To look up the parts of a name costs about as much as to go through so many names that have a part.
    private const int ReadsOfName = 16;

    private readonly Sum[] _sums = new Sum[names];
    private readonly List<int> _touched = [];
    private int _settled;

    /// <summary>The names touched and not settled, in the order of the first touch.</summary>
    public ReadOnlySpan<int> Names => CollectionsMarshal.AsSpan(_touched)[_settled..];

    /// <summary>What was added up for a name.</summary>
    public Sum this[int name] => _sums[name];

    /// <summary>
    /// Touches the names that have one of the first so many parts that a step found, and adds the rest to names that are touched
    /// anyhow. False where there are too many, and some were left out.
    /// </summary>
    public bool Touch(NameIndex index, Step step, int parts)
    {
        for (var place = 0; place < parts; place++)
        {
            // The nearest parts first, so that the first touch of a name by this step is the most it can bring.
            var evidence = (ushort)step.Found.Evidences[place];
            foreach (var posting in index.NamesWith(step.Found.Parts[place]))
            {
                var name = posting & ~NameIndex.JoinedFlag;
                ref var sum = ref _sums[name];
                if (sum.IsOf(step.Stamp) || sum.IsSettled)
                {
                    continue;
                }

                if (sum.IsNew)
                {
                    if (_touched.Count >= most)
                    {
                        return false;
                    }

                    _touched.Add(name);
                }

                sum.Add(step.Stamp, evidence, posting < 0 ? (byte)2 : step.Pieces);
            }
        }

        if (parts < step.Found.Parts.Length)
        {
            Complete(index, step);
        }

        return true;
    }

    /// <summary>Adds what a step can bring to names that are touched already, without touching others.</summary>
    public void Complete(NameIndex index, Step step)
    {
        if (index.NamesWithAny(step.Found.Parts) < (long)Names.Length * ReadsOfName)
        {
            CompleteByPart(index, step);
        }
        else
        {
            CompleteByName(index, step);
        }
    }

    /// <summary>Goes through the names that have the parts found, and adds to those that are touched.</summary>
    private void CompleteByPart(NameIndex index, Step step)
    {
        for (var place = 0; place < step.Found.Parts.Length; place++)
        {
            var evidence = (ushort)step.Found.Evidences[place];
            foreach (var posting in index.NamesWith(step.Found.Parts[place]))
            {
                ref var sum = ref _sums[posting & ~NameIndex.JoinedFlag];
                if (!sum.IsNew && !sum.IsSettled && !sum.IsOf(step.Stamp))
                {
                    sum.Add(step.Stamp, evidence, posting < 0 ? (byte)2 : step.Pieces);
                }
            }
        }
    }

    /// <summary>Goes through the names that are touched, and looks up their parts among those found.</summary>
    private void CompleteByName(NameIndex index, Step step)
    {
        foreach (var name in Names)
        {
            ref var sum = ref _sums[name];
            if (sum.IsOf(step.Stamp))
            {
                continue;
            }

            var (most, pieces) = (0, step.Pieces);
            var parts = index.PartsOf(name);
            var joined = index.JoinedOf(name);
            for (var j = 0; j < parts.Length; j++)
            {
                most = Math.Max(most, step.Found.Evidence(parts[j]));
                if (joined[j] >= 0 && step.Found.Evidence(joined[j]) is var together && together > 0)
                {
                    most = Math.Max(most, together);
                    pieces = 2;
                }
            }

            if (most > 0)
            {
                sum.Add(step.Stamp, (ushort)most, pieces);
            }
        }
    }

    /// <summary>The first names that are touched and not settled, so many at most; they are settled by that.</summary>
    public ReadOnlySpan<int> Settle(int most)
    {
        var first = Names[..Math.Min(most, Names.Length)];
        foreach (var name in first)
        {
            _sums[name] = Sum.Settled;
        }

        _settled += first.Length;
        return first;
    }

    /// <summary>Makes ready for the next query.</summary>
    public void Forget()
    {
        foreach (var name in _touched)
        {
            _sums[name] = default;
        }

        _touched.Clear();
        _settled = 0;
    }
}
