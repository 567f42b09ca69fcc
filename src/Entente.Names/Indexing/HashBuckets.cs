using System.Numerics;

namespace Entente.Names.Indexing;

/// <summary>Adds the keys of one word to an empty list, at most <see cref="DeletionIndex.MostKeys"/>.</summary>
internal delegate void KeysOf(int word, List<uint> keys);

/// <summary>
/// Which words have a key: a hash table in two flat arrays, filled once by counting and then placing, on all cores. Different
/// keys may share a bucket. Immutable after construction.
/// </summary>
internal sealed class HashBuckets
{
    private const int Batch = 1 << 10;

    private readonly int[] _start;
    private readonly int[] _words;
    private readonly uint _mask;

    /// <summary>Asks for the keys of every word twice; the order within a bucket is that of the words.</summary>
    /// <param name="words">How many words.</param>
    /// <param name="keysOf">Adds the keys of one word to an empty list; called from several threads.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public HashBuckets(int words, KeysOf keysOf, CancellationToken cancellationToken)
    {
        var size = (int)Math.Clamp(BitOperations.RoundUpToPowerOf2((uint)Math.Max(words, 1) * 8), 1 << 10, 1 << 24);
        _mask = (uint)size - 1;
        _start = new int[size + 1];
        var counts = _start;
        ForEach(words, keysOf, (_, bucket) => Interlocked.Increment(ref counts[bucket]), cancellationToken);
        var total = 0;
        for (var i = 0; i <= size; i++)
        {
            // Where the bucket ends; placing counts down to where it begins.
            total += _start[i];
            _start[i] = total;
        }

        var (next, placed) = (_start, new int[total]);
        ForEach(words, keysOf, (word, bucket) => placed[Interlocked.Decrement(ref next[bucket])] = word, cancellationToken);
        _words = placed;
        Parallel.For(0, size / Batch, new ParallelOptions { CancellationToken = cancellationToken }, batch =>
        {
            for (var bucket = batch * Batch; bucket < (batch + 1) * Batch; bucket++)
            {
                _words.AsSpan(_start[bucket], _start[bucket + 1] - _start[bucket]).Sort();
            }
        });
    }

    /// <summary>The words in the key's bucket, each once, in order.</summary>
    public ReadOnlySpan<int> At(uint key)
    {
        var bucket = (int)(key & _mask);
        return _words.AsSpan(_start[bucket], _start[bucket + 1] - _start[bucket]);
    }

    /// <summary>The words in the key's bucket from <paramref name="from"/> to below <paramref name="to"/>.</summary>
    public ReadOnlySpan<int> At(uint key, int from, int to)
    {
        var words = At(key);
        return words[Below(words, from)..Below(words, to)];
    }

    /// <summary>How many of the words, which ascend, are below a number.</summary>
    private static int Below(ReadOnlySpan<int> words, int number)
    {
        var (low, high) = (0, words.Length);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            (low, high) = words[middle] < number ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private void ForEach(int words, KeysOf keysOf, Action<int, int> act, CancellationToken cancellationToken) =>
        Parallel.For(0, (words + Batch - 1) / Batch, new ParallelOptions { CancellationToken = cancellationToken }, batch =>
        {
            var keys = new List<uint>();
            Span<int> buckets = stackalloc int[DeletionIndex.MostKeys];
            for (var word = batch * Batch; word < Math.Min(words, (batch + 1) * Batch); word++)
            {
                keys.Clear();
                keysOf(word, keys);
                var taken = 0;
                foreach (var key in keys)
                {
                    var bucket = (int)(key & _mask);
                    if (!buckets[..taken].Contains(bucket))
                    {
                        buckets[taken++] = bucket;
                        act(word, bucket);
                    }
                }
            }
        });
}
