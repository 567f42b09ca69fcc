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

    /// <summary>The most keys a word can have.</summary>
    public const int MostKeys = 1 + Prefix + (Prefix * (Prefix - 1) / 2);

    private readonly HashBuckets _buckets;

    /// <summary>Indexes words for queries within so many edits, 1 or 2; the answer to a query are positions in this list.</summary>
    public DeletionIndex(FlatWords words, int edits, CancellationToken cancellationToken) =>
        _buckets = new HashBuckets(words.Count, (word, keys) => AddKeys(words[word], edits, keys), cancellationToken);

    /// <summary>The keys of a word for up to so many deletions; some more than once.</summary>
    public static void KeysOf(ReadOnlySpan<byte> word, int edits, List<uint> keys)
    {
        var prefix = word[..Math.Min(word.Length, Prefix)];
        var n = prefix.Length;
        keys.Add(Hash(prefix, -1, -1));
        for (var i = 0; edits >= 1 && i < n; i++)
        {
            keys.Add(Hash(prefix, i, -1));
            for (var j = i + 1; edits >= 2 && j < n; j++)
            {
                keys.Add(Hash(prefix, i, j));
            }
        }
    }

    /// <summary>The key of a word as it is, one of its <see cref="KeysOf"/>.</summary>
    public static uint KeyOf(ReadOnlySpan<byte> word) => Hash(word[..Math.Min(word.Length, Prefix)], -1, -1);

    /// <summary>Words from <paramref name="from"/> to below <paramref name="to"/> that share a key.</summary>
    public ReadOnlySpan<int> At(uint key, int from, int to) => _buckets.At(key, from, to);

    private static void AddKeys(ReadOnlySpan<byte> word, int edits, List<uint> keys)
    {
        // Scripts that are not read have no edits.
        if (word.Length > 0)
        {
            KeysOf(word, edits, keys);
        }
    }

    /// <summary>FNV-1a over the letters, two of them left out, with a last mixing step.</summary>
    private static uint Hash(ReadOnlySpan<byte> letters, int leftOut, int alsoLeftOut)
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
