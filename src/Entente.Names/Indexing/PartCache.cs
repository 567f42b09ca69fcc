using System.Collections.Concurrent;

namespace Entente.Names.Indexing;

/// <summary>
/// Remembers what was found for query parts, because travellers share most of theirs: the answer for a part depends on nothing
/// but the index and the weights, and there is one of these for each two of them. Holds single parts, never whole names, and goes with the index. Safe for use by any number of threads.
/// </summary>
internal sealed class PartCache
{
    /// <summary>Found parts remembered at most, eight bytes each; then everything is forgotten at once.</summary>
    public const int MostFound = 4_000_000;

    private readonly ConcurrentDictionary<PartKey, Answer> _answers = new();
    private int _found;

    /// <summary>What was found for a part; null where it is not remembered.</summary>
    public Answer? Of(NamePart query) => _answers.GetValueOrDefault(PartKey.Of(query));

    /// <summary>Remembers what was found for a part.</summary>
    public void Keep(NamePart query, Answer answer)
    {
        // An answer of nothing takes room too.
        if (Interlocked.Add(ref _found, answer.Found.Length + 16) > MostFound)
        {
            _answers.Clear();
            Interlocked.Exchange(ref _found, 0);
        }

        _answers[PartKey.Of(query)] = answer;
    }

    /// <summary>Parts with evidence, the most first, as <see cref="PartSearch"/> packs them, and whether a bound was met.</summary>
    public sealed record Answer(long[] Found, bool Cut);
}
