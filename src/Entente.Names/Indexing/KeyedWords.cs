using System.Collections.Concurrent;

namespace Entente.Names.Indexing;

/// <summary>Which words have a key, exactly: sorted keys, and for each the words that have it. Immutable after construction.</summary>
internal sealed class KeyedWords
{
    private const int Batch = 1 << 12;

    private readonly ulong[] _keys;
    private readonly int[] _start;
    private readonly int[] _words;

    /// <summary>Asks for the keys of every word.</summary>
    /// <param name="words">How many words.</param>
    /// <param name="keysOf">Adds the keys of one word to a list; called from several threads.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public KeyedWords(int words, Action<int, List<ulong>> keysOf, CancellationToken cancellationToken)
    {
        var (keys, owners) = Gather(words, keysOf, cancellationToken);
        Array.Sort(keys, owners);
        _words = owners;
        var (distinct, start) = (new List<ulong>(), new List<int>());
        for (var at = 0; at < keys.Length; at++)
        {
            if (at == 0 || keys[at] != keys[at - 1])
            {
                distinct.Add(keys[at]);
                start.Add(at);
            }
        }

        start.Add(keys.Length);
        (_keys, _start) = ([.. distinct], [.. start]);
        Parallel.For(0, _keys.Length, new ParallelOptions { CancellationToken = cancellationToken }, key => _words.AsSpan(_start[key], _start[key + 1] - _start[key]).Sort());
    }

    /// <summary>The words that have the key, in order; a word that has it twice stands there twice.</summary>
    public ReadOnlySpan<int> At(ulong key)
    {
        var at = Array.BinarySearch(_keys, key);
        return at < 0 ? default : _words.AsSpan(_start[at], _start[at + 1] - _start[at]);
    }

    private static (ulong[] Keys, int[] Words) Gather(int words, Action<int, List<ulong>> keysOf, CancellationToken cancellationToken)
    {
        var gathered = new ConcurrentBag<(ulong[] Keys, int[] Words)>();
        Parallel.For(0, (words + Batch - 1) / Batch, new ParallelOptions { CancellationToken = cancellationToken }, batch =>
        {
            var (keys, owners) = (new List<ulong>(), new List<int>());
            for (var word = batch * Batch; word < Math.Min(words, (batch + 1) * Batch); word++)
            {
                keysOf(word, keys);
                while (owners.Count < keys.Count)
                {
                    owners.Add(word);
                }
            }

            gathered.Add(([.. keys], [.. owners]));
        });
        return ([.. gathered.SelectMany(g => g.Keys)], [.. gathered.SelectMany(g => g.Words)]);
    }
}
