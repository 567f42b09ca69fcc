using System.Numerics;
using Entente.Names.Comparing;
using Entente.Names.Comparing.Hot;
using Entente.Names.Reading;

namespace Entente.Names.Indexing;

/// <summary>
/// A stretch of the vocabulary with its own indexes: the parts as written, or those that neighbours make when written together,
/// which are many more and are allowed fewer edits. Immutable after construction.
/// </summary>
internal sealed class Lexicon
{
    /// <summary>Parts looked at for one skeleton key at most; a key shared by more is a short one that says little.</summary>
    public const int MostOfOneKey = 4096;

    // One letter of another script may take four Latin ones (щ).
    private const int LongestInitial = 4;

    private readonly ListedParts _parts;
    private readonly int _first;
    private readonly short[] _info;
    private readonly PlainParts _plain;
    private readonly int _mostEdits;
    private readonly FlatWords _words;
    private readonly DeletionIndex _deletions;
    private readonly KeyedWords _latinBySkeleton;
    private readonly KeyedWords _latinForgiving;
    private readonly KeyedWords _others;
    private readonly PrefixIndex _prefixes;
    private readonly int[] _initials;
    private readonly HashSet<int> _isInitial;

    /// <summary>Indexes the parts from <paramref name="first"/> on, sorted by <see cref="FlatWords.PlaceOf"/>.</summary>
    /// <param name="parts">All parts.</param>
    /// <param name="first">The number of the first of this stretch.</param>
    /// <param name="count">How many there are.</param>
    /// <param name="info">What sharing each of all parts says, in eighths of a bit.</param>
    /// <param name="plain">What is plain about all parts.</param>
    /// <param name="mostEdits">How many edits one of this stretch may be away, 1 or 2.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public Lexicon(ListedParts parts, int first, int count, short[] info, PlainParts plain, int mostEdits, CancellationToken cancellationToken)
    {
        (_parts, _first, _info, _plain, _mostEdits) = (parts, first, info, plain, mostEdits);
        _words = new FlatWords(parts, first, count, cancellationToken);
        _deletions = new DeletionIndex(_words, mostEdits, cancellationToken);
        _latinBySkeleton = new KeyedWords(count, (word, keys) => AddKeys(parts[first + word], latin: true, p => p.SkeletonKeys, keys), cancellationToken);

        // Joined parts have no such keys, and making each of them anew to find that out takes seconds.
        _latinForgiving = new KeyedWords(first == 0 ? count : 0, (word, keys) => AddKeys(parts[first + word], latin: true, p => p.ForgivingKeys, keys), cancellationToken);
        _others = new KeyedWords(count, (word, keys) => AddKeys(parts[first + word], latin: false, p => [.. p.SkeletonKeys, .. p.ForgivingKeys], keys), cancellationToken);
        _prefixes = new PrefixIndex(_words);
        _initials = [.. Enumerable.Range(first, _words.FirstOfLength(LongestInitial + 1)).Where(i => parts[i].Role == PartRole.Initial)];
        _isInitial = [.. _initials];
    }

    /// <summary>The number of the first part that is at least so long.</summary>
    public int FirstOfLength(int length) => _first + _words.FirstOfLength(length);

    /// <summary>The comparable form of a part of this stretch, as numbers of Latin letters.</summary>
    public ReadOnlySpan<byte> LettersOf(int part) => _words[part - _first];

    /// <summary>The number of a part that has letters that are read; null where it is not of this stretch.</summary>
    public int? NumberOf(NamePart part)
    {
        var letters = part.LatinNumbers;
        foreach (var word in _deletions.At(DeletionIndex.KeyOf(letters), _words.FirstOfLength(letters.Length), _words.FirstOfLength(letters.Length + 1)))
        {
            if (_words[word].SequenceEqual(letters) && PartKey.Of(_parts[_first + word]) == PartKey.Of(part))
            {
                return _first + word;
            }
        }

        return null;
    }

    /// <summary>Gives all parts of this stretch that a query part agrees with to its search.</summary>
    public void Find(in Sought sought)
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
        Find(_latinBySkeleton, keyed.SkeletonKeys, sought);
        Find(_others, keyed.SkeletonKeys, sought);
        Find(_others, keyed.ForgivingKeys, sought);
        Find(_latinBySkeleton, keyed.ForgivingKeys, sought);
        Find(_latinForgiving, keyed.SkeletonKeys, sought);
        if (!keyed.IsLatin)
        {
            Find(_latinForgiving, keyed.ForgivingKeys, sought);
        }
    }

    private void Find(KeyedWords words, ulong[] keys, in Sought sought)
    {
        foreach (var key in keys)
        {
            var found = words.At(key);
            sought.Search.Cut |= found.Length > MostOfOneKey;
            foreach (var word in found[..Math.Min(found.Length, MostOfOneKey)])
            {
                Compare(word, sought);
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
        var edits = Math.Min(_mostEdits, PartComparison.EditsAllowed(query.Length + 2));
        var (from, to) = (_words.FirstOfLength(query.Length - edits), _words.FirstOfLength(query.Length + edits + 1));

        // One edit changes at most two letters of the set of letters used; most others are told apart by that alone.
        var (letters, mostApart) = (FlatWords.SetOf(query), 2 * edits);
        sought.Search.Keys.Clear();
        DeletionIndex.KeysOf(query, edits, sought.Search.Keys);
        foreach (var key in sought.Search.Keys)
        {
            foreach (var word in _deletions.At(key, from, to))
            {
                if (BitOperations.PopCount(_words.SetOf(word) ^ letters) <= mostApart && IsNear(query, _words[word]))
                {
                    Compare(word, sought);
                }
            }
        }
    }

    private bool IsNear(ReadOnlySpan<byte> query, ReadOnlySpan<byte> word) =>
        EditDistance.Within(query, word, Math.Min(_mostEdits, PartComparison.EditsAllowed(Math.Max(query.Length, word.Length))));

    private void FindByPrefix(in Sought sought)
    {
        var found = _prefixes.At(sought.Query.LatinNumbers);
        sought.Search.Cut |= found.Length > MostOfOneKey;
        foreach (var word in found[..Math.Min(found.Length, MostOfOneKey)])
        {
            if (PartComparison.Related(sought.Query, _parts[_first + word]))
            {
                Compare(word, sought);
            }
        }
    }

    private void Compare(int word, in Sought sought)
    {
        var part = _first + word;
        if (!sought.Search.IsNew(part) || _isInitial.Contains(part))
        {
            return;
        }

        var evidence = _plain.Has(part) && !sought.Query.Cut
            ? EvidenceOfPlain(word, part, sought)
            : PartEvidence.OfRelated(sought.Query, sought.Info, _parts[part], _info[part], sought.Weights, sought.Search.Spelling);
        sought.Search.Found(part, evidence);
    }

    /// <summary>The same as <see cref="PartEvidence.OfRelated"/> for most parts, without making them.</summary>
    private int EvidenceOfPlain(int word, int part, in Sought sought)
    {
        var query = sought.Query;
        var letters = _words[word];
        var shared = sought.WritesVowels ? Math.Min(sought.Info, _info[part]) : _info[part];
        var info = Math.Min(shared, sought.Most);
        var limit = PartEvidence.Limit(info, sought.Least, strict: query.Script == _plain.ScriptOf(part));
        var cost = CostOfPlain(letters, query, limit, sought.Search.Spelling);
        var evidence = PartEvidence.OfCost(info, cost, near: cost == SpellingCost.TooMuch && IsNear(query.LatinNumbers, letters));
        return PartEvidence.CouldSoundAlike(info, evidence) && _plain.MaySoundLike(part, sought.SoundHash, sought.WritesVowels) && PartComparison.SameSound(query, _parts[part])
            ? PartEvidence.OfSameSound(info)
            : evidence;
    }

    private static int CostOfPlain(ReadOnlySpan<byte> letters, NamePart query, int limit, SpellingTables tables)
    {
        var costs = LetterCosts.From(query.Script);
        var cost = tables.Of(query.SourceNumbers, letters, costs, limit);
        if (cost > 0 && query.Bare is { } bare && limit >= query.BareCost)
        {
            cost = Math.Min(cost, query.BareCost + tables.Of(bare.SourceNumbers, letters, costs, limit - query.BareCost));
        }

        return cost <= limit ? cost : SpellingCost.TooMuch;
    }

    private static void AddKeys(NamePart part, bool latin, Func<NamePart, ulong[]> keysOf, List<ulong> keys)
    {
        if (part.IsLatin != latin)
        {
            return;
        }

        keys.AddRange(keysOf(part));
        if (part.Bare is { } bare)
        {
            keys.AddRange(keysOf(bare));
        }
    }
}
