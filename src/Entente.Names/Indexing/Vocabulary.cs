using System.Collections.Concurrent;
using Entente.Names.Comparing;
using Entente.Names.Frequency;
using Entente.Names.Reading;

namespace Entente.Names.Indexing;

/// <summary>
/// The distinct parts of all listed names, and the parts that neighbours make when written together. Finds the ones that a
/// query part is related to. Immutable after construction.
/// </summary>
internal sealed class Vocabulary
{
    private readonly ListedParts _parts;
    private readonly short[] _info;
    private readonly Lexicon _written;
    private readonly Lexicon _joined;
    private readonly Dictionary<string, int> _others = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<NameWeights, PartCache> _caches = [];

    /// <summary>
    /// Indexes parts, sorted by <see cref="FlatWords.PlaceOf"/>; <paramref name="names"/> says how many listed names have
    /// each, out of <paramref name="total"/>.
    /// </summary>
    public Vocabulary(ListedParts parts, IReadOnlyList<int> names, int total, CancellationToken cancellationToken)
    {
        _parts = parts;
        _info = new short[parts.Count];
        var plain = new PlainParts(parts.Count);
        Parallel.For(0, parts.Count, new ParallelOptions { CancellationToken = cancellationToken }, i =>
        {
            var part = parts[i];
            _info[i] = (short)(InfoOf(part, names[i], total) * LetterCosts.Unit);
            plain.Set(i, part);
        });
        _written = new Lexicon(parts, 0, parts.WrittenCount, _info, plain, PartComparison.MostEdits, cancellationToken);
        _joined = new Lexicon(parts, parts.WrittenCount, parts.Count - parts.WrittenCount, _info, plain, PartComparison.MostEditsOfJoined, cancellationToken);

        // Parts without letters that are read stand first.
        for (var part = 0; part < _written.FirstOfLength(1); part++)
        {
            _others.TryAdd(parts[part].Comparable, part);
        }
    }

    /// <summary>How many parts there are.</summary>
    public int Count => _parts.Count;

    /// <summary>How many of them are as written; they come before those that were joined.</summary>
    public int WrittenCount => _parts.WrittenCount;

    /// <summary>A part by its number.</summary>
    public NamePart this[int part] => _parts[part];

    /// <summary>The number of a part; null where no listed name has it.</summary>
    public int? NumberOf(NamePart part)
    {
        if (part.LatinNumbers.Length == 0)
        {
            return _others.TryGetValue(part.Comparable, out var other) && PartKey.Of(_parts[other]) == PartKey.Of(part) ? other : null;
        }

        return (part.Joined ? _joined : _written).NumberOf(part);
    }

    /// <summary>The comparable form of a part as written, as numbers of Latin letters.</summary>
    public ReadOnlySpan<byte> LettersOf(int part) => _written.LettersOf(part);

    /// <summary>How much sharing a part says, by the list where a listed name has it and by the tables otherwise.</summary>
    public double Bits(NamePart part) => NumberOf(part) is { } number ? Bits(number) : PartFrequency.Bits(part);

    /// <summary>How much sharing this part says, in bits.</summary>
    public double Bits(int part) => _info[part] / (double)LetterCosts.Unit;

    /// <summary>The same in eighths of a bit.</summary>
    public int Info(int part) => _info[part];

    /// <summary>
    /// Finds the parts that a query part agrees with. Every part within the edits allowed is among those looked at; of those that
    /// share a skeleton only as many as <see cref="Lexicon.MostOfOneKey"/> allows. Query parts that were joined are held against
    /// parts as written alone.
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
            _written.Find(sought);
            if (!query.Joined)
            {
                _joined.Find(sought);
            }
        }

        var answer = search.ToAnswer(sought.Info);
        cache.Keep(query, answer);
        return answer;
    }

    private void FindSame(in Sought sought)
    {
        if (_others.TryGetValue(sought.Query.Comparable, out var same))
        {
            sought.Search.Found(same, PartEvidence.OfRelated(sought.Query, sought.Info, _parts[same], _info[same], sought.Weights));
        }
    }

    /// <summary>What the tables know, or what the list itself shows where it is long enough to show anything.</summary>
    private static double InfoOf(NamePart part, int names, int total)
    {
        var known = PartFrequency.Bits(part);
        return total < 2000 || part.Role == PartRole.Initial ? known : Math.Min(known, Math.Log2(total / (names + 0.5)) + 2);
    }
}

/// <summary>A query part with all that its comparison needs.</summary>
internal readonly struct Sought(NamePart query, int info, PartSearch search, NameWeights weights)
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
