using System.Numerics;
using Entente.Names.Comparing;
using Entente.Names.Comparing.Hot;
using Entente.Names.Frequency;
using Entente.Names.Reading;

namespace Entente.Names.Indexing;

/// <summary>
/// The distinct parts of all listed names, and the parts that neighbours make when written together. Finds the ones that a
/// query part is related to. Immutable after construction.
/// </summary>
internal sealed class Vocabulary
{
    /// <summary>Parts looked at for one skeleton key at most; a key shared by more is a short one that says little.</summary>
    public const int MostOfOneKey = 4096;

    private readonly NamePart[] _parts;
    private readonly short[] _info;
    private readonly DeletionIndex _deletions;
    private readonly HashBuckets _skeletons;
    private readonly int[] _byComparable;
    private readonly uint[] _letters;
    private readonly Dictionary<PartKey, int> _numbers;
    private readonly PartCache _cache = new();

    /// <summary>Indexes parts; <paramref name="names"/> says how many listed names have each, out of <paramref name="total"/>.</summary>
    public Vocabulary(IReadOnlyList<NamePart> parts, IReadOnlyList<int> names, int total, CancellationToken cancellationToken)
    {
        _parts = [.. parts];
        _info = new short[_parts.Length];
        _numbers = new Dictionary<PartKey, int>(_parts.Length);
        for (var i = 0; i < _parts.Length; i++)
        {
            _numbers.Add(PartKey.Of(_parts[i]), i);
        }

        Parallel.For(0, _parts.Length, i => _info[i] = (short)(InfoOf(_parts[i], names[i], total) * LetterCosts.Unit));
        _letters = [.. _parts.Select(p => LettersOf(p.Comparable))];
        _deletions = new DeletionIndex([.. _parts.Select(p => p.Comparable)], cancellationToken);
        _skeletons = new HashBuckets(_parts.Length, (word, keys) => AddSkeletons(_parts[word], keys), cancellationToken);
        _byComparable = [.. Enumerable.Range(0, _parts.Length)];
        Array.Sort(_byComparable, (a, b) => string.CompareOrdinal(_parts[a].Comparable, _parts[b].Comparable) is var c and not 0 ? c : a.CompareTo(b));
    }

    /// <summary>How many parts there are.</summary>
    public int Count => _parts.Length;

    /// <summary>A part by its number.</summary>
    public NamePart this[int part] => _parts[part];

    /// <summary>The number of a part; null where no listed name has it.</summary>
    public int? NumberOf(NamePart part) => _numbers.TryGetValue(PartKey.Of(part), out var number) ? number : null;

    /// <summary>How much sharing this part says, in bits.</summary>
    public double Bits(int part) => _info[part] / (double)LetterCosts.Unit;

    /// <summary>The same in eighths of a bit.</summary>
    public int Info(int part) => _info[part];

    /// <summary>
    /// Finds the parts that a query part agrees with. Every part within the edits allowed is among those looked at; of those that
    /// share a skeleton only as many as <see cref="MostOfOneKey"/> allows.
    /// </summary>
    /// <param name="query">The query part.</param>
    /// <param name="search">Receives the parts found and their evidence.</param>
    /// <param name="weights">Weights in use.</param>
    public void Find(NamePart query, PartSearch search, NameWeights weights)
    {
        search.Begin((int)(PartFrequency.Bits(query) * LetterCosts.Unit));
        if (query.Role == PartRole.Initial)
        {
            return;
        }

        if (_cache.Of(query) is { } known)
        {
            search.Recall(known);
            return;
        }

        FindBySkeleton(query, query, search, weights);
        if (query.Bare is { } bare)
        {
            FindBySkeleton(bare, query, search, weights);
        }

        FindByEdits(query, search, weights);
        if (query.Cut)
        {
            FindByPrefix(query, search, weights);
        }

        FindInitial(query, search);
        search.SortByEvidence();
        _cache.Keep(query, search.ToAnswer());
    }

    private void FindBySkeleton(NamePart keyed, NamePart query, PartSearch search, NameWeights weights)
    {
        foreach (var key in keyed.SkeletonKeys)
        {
            var found = _skeletons.At(Mix(key));
            search.Cut |= found.Length > MostOfOneKey;
            foreach (var part in found[..Math.Min(found.Length, MostOfOneKey)])
            {
                if (!search.Knows(part) && PartComparison.HasKey(_parts[part], key))
                {
                    search.Compare(part, _parts[part], _info[part], query, weights);
                }
            }
        }
    }

    private void FindByEdits(NamePart query, PartSearch search, NameWeights weights)
    {
        // A longer listed part may allow two edits where the query's own length allows one.
        var edits = PartComparison.EditsAllowed(query.Comparable.Length + 2);
        // One edit changes at most two letters of the set of letters used; most others are told apart by that alone.
        var (letters, mostApart) = (LettersOf(query.Comparable), 2 * edits);
        search.Keys.Clear();
        DeletionIndex.KeysOf(query.Comparable, query.Script == Script.Other ? 0 : edits, search.Keys);
        foreach (var key in search.Keys)
        {
            foreach (var part in _deletions.At(key))
            {
                if (BitOperations.PopCount(_letters[part] ^ letters) <= mostApart && !search.Knows(part) && IsNear(query, _parts[part]))
                {
                    search.Compare(part, _parts[part], _info[part], query, weights);
                }
            }
        }
    }

    private static bool IsNear(NamePart query, NamePart part) =>
        query.Script == Script.Other || part.Script == Script.Other ? query.Comparable == part.Comparable : PartComparison.WithinEdits(query.Comparable, part.Comparable);

    private void FindByPrefix(NamePart query, PartSearch search, NameWeights weights)
    {
        var at = 0;
        for (var (low, high) = (0, _byComparable.Length); low < high;)
        {
            at = (low + high) / 2;
            if (string.CompareOrdinal(_parts[_byComparable[at]].Comparable, query.Comparable) < 0)
            {
                low = ++at;
            }
            else
            {
                high = at;
            }
        }

        for (var seen = 0; at < _byComparable.Length && _parts[_byComparable[at]].Comparable.StartsWith(query.Comparable, StringComparison.Ordinal); at++)
        {
            if (++seen > MostOfOneKey)
            {
                search.Cut = true;
                return;
            }

            var part = _byComparable[at];
            if (!search.Knows(part) && PartComparison.Related(query, _parts[part]))
            {
                search.Compare(part, _parts[part], _info[part], query, weights);
            }
        }
    }

    /// <summary>The listed initials that the query part may stand behind.</summary>
    private void FindInitial(NamePart query, PartSearch search)
    {
        if (query.Comparable.Length == 0)
        {
            return;
        }

        foreach (var part in _deletions.At(InitialKey(query.Comparable)))
        {
            if (_parts[part].Role == PartRole.Initial)
            {
                search.Found(part, PartEvidence.OfInitial(_parts[part], query));
            }
        }
    }

    /// <summary>Which letters a word uses, as bits; letters beyond 32 share them.</summary>
    private static uint LettersOf(string word)
    {
        var letters = 0u;
        foreach (var letter in word)
        {
            letters |= 1u << (letter & 31);
        }

        return letters;
    }

    private static uint InitialKey(string comparable)
    {
        var keys = new List<uint>(1);
        DeletionIndex.KeysOf(comparable.AsSpan(0, 1), 0, keys);
        return keys[0];
    }

    /// <summary>What the tables know, or what the list itself shows where it is long enough to show anything.</summary>
    private static double InfoOf(NamePart part, int names, int total)
    {
        var known = PartFrequency.Bits(part);
        return total < 2000 || part.Role == PartRole.Initial ? known : Math.Min(known, Math.Log2(total / (names + 0.5)) + 2);
    }

    private static void AddSkeletons(NamePart part, List<uint> keys)
    {
        foreach (var key in part.SkeletonKeys)
        {
            keys.Add(Mix(key));
        }

        if (part.Bare is { } bare)
        {
            AddSkeletons(bare, keys);
        }
    }

    private static uint Mix(ulong key) => (uint)((key * 0x9E3779B97F4A7C15UL) >> 32);
}
