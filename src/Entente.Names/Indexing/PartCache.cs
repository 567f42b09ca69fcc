using System.Collections.Concurrent;
using Entente.Names.Reading;

namespace Entente.Names.Indexing;

/// <summary>
/// Remembers what was found for query parts, because travellers share most of theirs: the answer for a part depends on nothing
/// but the index and the weights, and each pair of them has one of these. Holds single parts, never whole names, and goes with
/// the index. Safe for use by any number of threads.
/// </summary>
internal sealed class PartCache
{
    /// <summary>Found parts remembered at most, about 20 bytes each; then everything is forgotten at once.</summary>
    public const int MostFound = 4_000_000;

    // What an answer takes beside the parts found, in parts.
    private const int Overhead = 16;

    private readonly ConcurrentDictionary<PartKey, FoundParts> _answers = new();
    private int _found;

    /// <summary>What was found for a part; null where it is not remembered.</summary>
    public FoundParts? Of(NamePart query) => _answers.GetValueOrDefault(PartKey.Of(query));

    /// <summary>Remembers what was found for a part.</summary>
    public void Keep(NamePart query, FoundParts answer)
    {
        if (Interlocked.Add(ref _found, answer.Parts.Length + Overhead) > MostFound)
        {
            _answers.Clear();
            Interlocked.Exchange(ref _found, 0);
        }

        _answers[PartKey.Of(query)] = answer;
    }
}
