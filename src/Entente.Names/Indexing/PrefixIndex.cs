namespace Entente.Names.Indexing;

/// <summary>Finds the words that begin with others: sorted by their first twelve letters, five bits each. Immutable.</summary>
internal sealed class PrefixIndex
{
    private const int Letters = 12;
    private const int BitsOfLetter = 5;

    private readonly ulong[] _keys;
    private readonly int[] _byKey;

    /// <summary>Sorts words.</summary>
    public PrefixIndex(FlatWords words)
    {
        _keys = new ulong[words.Count];
        _byKey = new int[words.Count];
        for (var word = 0; word < words.Count; word++)
        {
            (_keys[word], _byKey[word]) = (KeyOf(words[word]), word);
        }

        Array.Sort(_keys, _byKey);
    }

    /// <summary>The words that begin with the first twelve letters of a prefix, in no certain order beyond those; callers check the rest.</summary>
    public ReadOnlySpan<int> At(ReadOnlySpan<byte> prefix)
    {
        var first = KeyOf(prefix);
        var free = (Letters - Math.Min(prefix.Length, Letters)) * BitsOfLetter;
        var from = FirstFrom(first);
        return _byKey.AsSpan(from, FirstFrom(first + (1UL << free)) - from);
    }

    /// <summary>A letter is its number and one, so that the end of a word comes before every letter.</summary>
    private static ulong KeyOf(ReadOnlySpan<byte> word)
    {
        var key = 0UL;
        for (var i = 0; i < Letters; i++)
        {
            key = (key << BitsOfLetter) | (i < word.Length ? word[i] + 1u : 0u);
        }

        return key;
    }

    private int FirstFrom(ulong key)
    {
        var (low, high) = (0, _keys.Length);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            (low, high) = _keys[middle] < key ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
