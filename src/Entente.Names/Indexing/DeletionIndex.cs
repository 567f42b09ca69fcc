namespace Entente.Names.Indexing;

/// <summary>
/// Finds every word within two edits of a query without looking at the others. Two words lie within k edits only if deleting
/// at most k letters from each can make them equal (Garbe's symmetric deletion); only the first <see cref="Prefix"/> letters are
/// used, which keeps this true and the index small. Keys are hashes, so words of another key may come up too: callers check.
/// Immutable after construction.
/// </summary>
internal sealed class DeletionIndex
{
    /// <summary>Letters from which deletions are made.</summary>
    public const int Prefix = 7;

    private const int MostEdits = 2;

    private readonly HashBuckets _buckets;

    /// <summary>Indexes words; the answer to a query are positions in this list.</summary>
    public DeletionIndex(IReadOnlyList<string> words, CancellationToken cancellationToken)
    {
        _buckets = new HashBuckets(words.Count, (word, keys) => KeysOf(words[word], MostEdits, keys), cancellationToken);
    }

    /// <summary>The keys of a word for up to so many deletions; each once.</summary>
    public static void KeysOf(ReadOnlySpan<char> word, int edits, List<uint> keys)
    {
        var prefix = word[..Math.Min(word.Length, Prefix)];
        var n = prefix.Length;
        Add(keys, Hash(prefix, -1, -1));
        for (var i = 0; edits >= 1 && i < n; i++)
        {
            Add(keys, Hash(prefix, i, -1));
            for (var j = i + 1; edits >= 2 && j < n; j++)
            {
                Add(keys, Hash(prefix, i, j));
            }
        }
    }

    /// <summary>Words that share a key.</summary>
    public ReadOnlySpan<int> At(uint key) => _buckets.At(key);

    private static void Add(List<uint> keys, uint key)
    {
        if (!keys.Contains(key))
        {
            keys.Add(key);
        }
    }

    /// <summary>FNV-1a over the letters, two of them left out, with a last mixing step.</summary>
    private static uint Hash(ReadOnlySpan<char> letters, int leftOut, int alsoLeftOut)
    {
        var hash = 2166136261u;
        for (var i = 0; i < letters.Length; i++)
        {
            if (i != leftOut && i != alsoLeftOut)
            {
                hash = (hash ^ letters[i]) * 16777619u;
            }
        }

        hash ^= hash >> 15;
        return hash * 2246822519u;
    }
}
