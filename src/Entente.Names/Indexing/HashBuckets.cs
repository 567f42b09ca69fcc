using System.Numerics;

namespace Entente.Names.Indexing;

/// <summary>
/// Which words have a key: a hash table in two flat arrays, filled once by counting and then placing, on all cores. Different
/// keys may share a bucket. Immutable after construction.
/// </summary>
internal sealed class HashBuckets
{
    private readonly int[] _start;
    private readonly int[] _words;
    private readonly uint _mask;

    /// <summary>Asks for the keys of every word twice; the order within a bucket is that of the words.</summary>
    /// <param name="words">How many words.</param>
    /// <param name="keysOf">Adds the keys of one word to an empty list; called from several threads.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public HashBuckets(int words, Action<int, List<uint>> keysOf, CancellationToken cancellationToken)
    {
        var size = (int)Math.Clamp(BitOperations.RoundUpToPowerOf2((uint)Math.Max(words, 1) * 8), 1 << 10, 1 << 24);
        _mask = (uint)size - 1;
        _start = new int[size + 1];
        ForEach(words, keysOf, (_, bucket) => Interlocked.Increment(ref _start[bucket + 1]), cancellationToken);
        for (var i = 1; i <= size; i++)
        {
            _start[i] += _start[i - 1];
        }

        _words = new int[_start[size]];
        var next = _start.AsSpan(0, size).ToArray();
        ForEach(words, keysOf, (word, bucket) => _words[Interlocked.Increment(ref next[bucket]) - 1] = word, cancellationToken);
        Parallel.For(0, size, new ParallelOptions { CancellationToken = cancellationToken }, b => _words.AsSpan(_start[b], _start[b + 1] - _start[b]).Sort());
    }

    /// <summary>The words in the key's bucket, each once.</summary>
    public ReadOnlySpan<int> At(uint key)
    {
        var bucket = (int)(key & _mask);
        return _words.AsSpan(_start[bucket], _start[bucket + 1] - _start[bucket]);
    }

    private void ForEach(int words, Action<int, List<uint>> keysOf, Action<int, int> act, CancellationToken cancellationToken)
    {
        const int Batch = 4096;
        Parallel.For(0, (words + Batch - 1) / Batch, new ParallelOptions { CancellationToken = cancellationToken }, batch =>
        {
            var keys = new List<uint>();
            var buckets = new HashSet<int>();
            for (var word = batch * Batch; word < Math.Min(words, (batch + 1) * Batch); word++)
            {
                keys.Clear();
                buckets.Clear();
                keysOf(word, keys);
                foreach (var key in keys)
                {
                    if (buckets.Add((int)(key & _mask)))
                    {
                        act(word, (int)(key & _mask));
                    }
                }
            }
        });
    }
}
