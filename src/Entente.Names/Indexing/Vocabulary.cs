using System.Collections.Concurrent;
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

    // One letter of another script may take four Latin ones (щ).
    private const int LongestInitial = 4;

    private readonly ListedParts _parts;
    private readonly short[] _info;
    private readonly PlainParts _plain;
    private readonly FlatWords _words;
    private readonly DeletionIndex _deletions;
    private readonly KeyedWords _skeletons;
    private readonly PrefixIndex _prefixes;
    private readonly int[] _initials;
    private readonly HashSet<int> _isInitial;
    private readonly Dictionary<string, int> _others = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<NameWeights, PartCache> _caches = [];

    /// <summary>
    /// Indexes parts, sorted by <see cref="FlatWords.PlaceOf"/>; <paramref name="names"/> says how many listed names have
    /// each, out of <paramref name="total"/>.
    /// </summary>
    public Vocabulary(ListedParts parts, IReadOnlyList<int> names, int total, CancellationToken cancellationToken)
    {
        var parallel = new ParallelOptions { CancellationToken = cancellationToken };
        _parts = parts;
        _info = new short[parts.Count];
        _plain = new PlainParts(parts.Count);
        Parallel.For(0, parts.Count, parallel, i =>
        {
            var part = parts[i];
            _info[i] = (short)(InfoOf(part, names[i], total) * LetterCosts.Unit);
            _plain.Set(i, part);
        });
        _words = new FlatWords(parts, cancellationToken);
        _deletions = new DeletionIndex(_words, cancellationToken);
        _skeletons = new KeyedWords(parts.Count, (word, keys) => AddSkeletons(parts[word], keys), cancellationToken);
        _prefixes = new PrefixIndex(_words);
        _initials = [.. Enumerable.Range(0, _words.FirstOfLength(LongestInitial + 1)).Where(i => parts[i].Role == PartRole.Initial)];
        _isInitial = [.. _initials];

        // Parts without letters that are read stand first.
        for (var part = 0; part < _words.FirstOfLength(1); part++)
        {
            _others.TryAdd(parts[part].Comparable, part);
        }
    }

    /// <summary>How many parts there are.</summary>
    public int Count => _parts.Count;

    /// <summary>A part by its number.</summary>
    public NamePart this[int part] => _parts[part];

    /// <summary>The number of a part; null where no listed name has it.</summary>
    public int? NumberOf(NamePart part)
    {
        if (part.LatinNumbers.Length == 0)
        {
            return _others.TryGetValue(part.Comparable, out var other) && PartKey.Of(_parts[other]) == PartKey.Of(part) ? other : null;
        }

        foreach (var number in _deletions.At(DeletionIndex.KeyOf(part.LatinNumbers), _words.FirstOfLength(part.LatinNumbers.Length), _words.FirstOfLength(part.LatinNumbers.Length + 1)))
        {
            if (_words[number].SequenceEqual(part.LatinNumbers) && PartKey.Of(_parts[number]) == PartKey.Of(part))
            {
                return number;
            }
        }

        return null;
    }

    /// <summary>How much sharing a part says, by the list where a listed name has it and by the tables otherwise.</summary>
    public double Bits(NamePart part) => NumberOf(part) is { } number ? Bits(number) : PartFrequency.Bits(part);

    /// <summary>How much sharing this part says, in bits.</summary>
    public double Bits(int part) => _info[part] / (double)LetterCosts.Unit;

    /// <summary>The same in eighths of a bit.</summary>
    public int Info(int part) => _info[part];

    /// <summary>
    /// Finds the parts that a query part agrees with. Every part within the edits allowed is among those looked at; of those that
    /// share a skeleton only as many as <see cref="MostOfOneKey"/> allows.
    /// </summary>
    /// <param name="query">The query part.</param>
    /// <param name="search">Working memory.</param>
    /// <param name="weights">Weights in use.</param>
    public FoundParts Find(NamePart query, PartSearch search, NameWeights weights)
    {
        if (query.Role == PartRole.Initial)
        {
            return FoundParts.None;
        }

        var cache = _caches.GetOrAdd(weights, static _ => new PartCache());
        if (cache.Of(query) is { } known)
        {
            return known;
        }

        search.Begin();
        var sought = new Sought(query, (int)(Bits(query) * LetterCosts.Unit), search, weights);
        if (query.Script == Script.Other)
        {
            FindSame(sought);
        }
        else
        {
            FindRelated(sought);
        }

        var answer = search.ToAnswer(sought.Info);
        cache.Keep(query, answer);
        return answer;
    }

    private void FindSame(in Sought sought)
    {
        if (_others.TryGetValue(sought.Query.Comparable, out var same))
        {
            Compare(same, sought);
        }
    }

    private void FindRelated(in Sought sought)
    {
        FindBySkeleton(sought.Query, sought);
        if (sought.Query.Bare is { } bare)
        {
            FindBySkeleton(bare, sought);
        }

        FindByEdits(sought);
        if (sought.Query.Cut)
        {
            FindByPrefix(sought);
        }

        foreach (var initial in _initials)
        {
            sought.Search.Found(initial, PartEvidence.OfInitial(_parts[initial], sought.Query));
        }
    }

    private void FindBySkeleton(NamePart keyed, in Sought sought)
    {
        foreach (var key in keyed.SkeletonKeys)
        {
            var found = _skeletons.At(key);
            sought.Search.Cut |= found.Length > MostOfOneKey;
            foreach (var part in found[..Math.Min(found.Length, MostOfOneKey)])
            {
                Compare(part, sought);
            }
        }
    }

    private void FindByEdits(in Sought sought)
    {
        var query = sought.Query.LatinNumbers;
        if (query.Length == 0)
        {
            return;
        }

        // A longer listed part may allow two edits where the query's own length allows one.
        var edits = PartComparison.EditsAllowed(query.Length + 2);
        var (from, to) = (_words.FirstOfLength(query.Length - edits), _words.FirstOfLength(query.Length + edits + 1));

        // One edit changes at most two letters of the set of letters used; most others are told apart by that alone.
        var (letters, mostApart) = (FlatWords.SetOf(query), 2 * edits);
        sought.Search.Keys.Clear();
        DeletionIndex.KeysOf(query, edits, sought.Search.Keys);
        foreach (var key in sought.Search.Keys)
        {
            foreach (var part in _deletions.At(key, from, to))
            {
                if (BitOperations.PopCount(_words.SetOf(part) ^ letters) <= mostApart && IsNear(query, _words[part]))
                {
                    Compare(part, sought);
                }
            }
        }
    }

    private static bool IsNear(ReadOnlySpan<byte> query, ReadOnlySpan<byte> part) =>
        EditDistance.Within(query, part, PartComparison.EditsAllowed(Math.Max(query.Length, part.Length)));

    private void FindByPrefix(in Sought sought)
    {
        var found = _prefixes.At(sought.Query.LatinNumbers);
        sought.Search.Cut |= found.Length > MostOfOneKey;
        foreach (var part in found[..Math.Min(found.Length, MostOfOneKey)])
        {
            if (PartComparison.Related(sought.Query, _parts[part]))
            {
                Compare(part, sought);
            }
        }
    }

    private void Compare(int part, in Sought sought)
    {
        if (!sought.Search.IsNew(part) || _isInitial.Contains(part))
        {
            return;
        }

        var evidence = _plain.Has(part) && !sought.Query.Cut
            ? EvidenceOfPlain(part, sought)
            : PartEvidence.OfRelated(sought.Query, sought.Info, _parts[part], _info[part], sought.Weights, sought.Search.Spelling);
        sought.Search.Found(part, evidence);
    }

    /// <summary>The same as <see cref="PartEvidence.OfRelated"/> for most parts, without making them.</summary>
    private int EvidenceOfPlain(int part, in Sought sought)
    {
        var query = sought.Query;
        var word = _words[part];
        var shared = sought.WritesVowels ? Math.Min(sought.Info, _info[part]) : _info[part];
        var info = Math.Min(shared, sought.Most);
        var cost = CostOfPlain(word, query, info - sought.Least, sought.Search.Spelling);
        var near = cost == SpellingCost.TooMuch && IsNear(query.LatinNumbers, word);
        var evidence = PartEvidence.OfCost(info, cost, near, strict: query.Script == _plain.ScriptOf(part));
        return PartEvidence.CouldSoundAlike(info, evidence) && _plain.MaySoundLike(part, sought.SoundHash, sought.WritesVowels) && PartComparison.SameSound(query, _parts[part])
            ? PartEvidence.OfSameSound(info)
            : evidence;
    }

    private static int CostOfPlain(ReadOnlySpan<byte> word, NamePart query, int limit, SpellingTables tables)
    {
        var costs = LetterCosts.From(query.Script);
        var cost = tables.Of(query.SourceNumbers, word, costs, limit);
        if (cost > 0 && query.Bare is { } bare && limit >= query.BareCost)
        {
            cost = Math.Min(cost, query.BareCost + tables.Of(bare.SourceNumbers, word, costs, limit - query.BareCost));
        }

        return cost <= limit ? cost : SpellingCost.TooMuch;
    }

    /// <summary>What the tables know, or what the list itself shows where it is long enough to show anything.</summary>
    private static double InfoOf(NamePart part, int names, int total)
    {
        var known = PartFrequency.Bits(part);
        return total < 2000 || part.Role == PartRole.Initial ? known : Math.Min(known, Math.Log2(total / (names + 0.5)) + 2);
    }

    private static void AddSkeletons(NamePart part, List<ulong> keys)
    {
        keys.AddRange(part.SkeletonKeys);
        if (part.Bare is { } bare)
        {
            keys.AddRange(bare.SkeletonKeys);
        }
    }

    /// <summary>A query part with all that its comparison needs.</summary>
    private readonly struct Sought(NamePart query, int info, PartSearch search, NameWeights weights)
    {
        public readonly NamePart Query = query;
        public readonly PartSearch Search = search;
        public readonly NameWeights Weights = weights;
        public readonly int Info = info;
        public readonly int Most = PartEvidence.Most(weights);
        public readonly int Least = PartEvidence.Least(weights);
        public readonly bool WritesVowels = PartEvidence.WritesVowels(query);
        public readonly uint SoundHash = PlainParts.SoundHashOf(query.Sound);
    }
}
