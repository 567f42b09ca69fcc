namespace Entente.Names.Indexing;

/// <summary>
/// The comparable forms of a stretch of the vocabulary, one behind the other in one array, shorter ones first: candidates of unfit
/// length are never looked at, and those that are lie together. Immutable.
/// </summary>
internal sealed class FlatWords
{
    // Five bits each, beside 32 for the number and more than enough for the length.
    private const int LettersOfPlace = 16;

    private readonly byte[] _letters;
    private readonly int[] _start;
    private readonly uint[] _letterSets;
    private readonly int[] _firstOfLength;

    /// <summary>Takes over so many parts from the first on; they must be sorted by <see cref="PlaceOf"/>.</summary>
    public FlatWords(ListedParts parts, int first, int count, CancellationToken cancellationToken)
    {
        _start = new int[count + 1];
        _letterSets = new uint[count];
        var words = new byte[count][];
        Parallel.For(0, count, new ParallelOptions { CancellationToken = cancellationToken }, word => words[word] = parts[first + word].LatinNumbers);
        for (var word = 0; word < words.Length; word++)
        {
            _start[word + 1] = _start[word] + words[word].Length;
            _letterSets[word] = SetOf(words[word]);
        }

        _letters = new byte[_start[^1]];
        _firstOfLength = new int[words.Length == 0 ? 1 : words[^1].Length + 2];
        for (var word = 0; word < words.Length; word++)
        {
            words[word].CopyTo(_letters, _start[word]);
            _firstOfLength[words[word].Length + 1]++;
        }

        for (var length = 1; length < _firstOfLength.Length; length++)
        {
            _firstOfLength[length] += _firstOfLength[length - 1];
        }
    }

    /// <summary>How many words.</summary>
    public int Count => _letterSets.Length;

    /// <summary>A word, as numbers of Latin letters; empty for scripts that are not read.</summary>
    public ReadOnlySpan<byte> this[int word] => _letters.AsSpan(_start[word], _start[word + 1] - _start[word]);

    /// <summary>
    /// By what words are sorted: those as written before joined ones, shorter ones first, then by their first letters, because neighbours that begin alike are compared
    /// at one go, then as they came.
    /// </summary>
    public static UInt128 PlaceOf(NamePart part, int number)
    {
        var letters = part.LatinNumbers;
        var place = (UInt128)letters.Length;
        for (var i = 0; i < LettersOfPlace; i++)
        {
            place = (place << 5) | (i < letters.Length ? letters[i] : 0u);
        }

        return ((part.Joined ? UInt128.One : UInt128.Zero) << 127) | (place << 32) | (uint)number;
    }

    /// <summary>Which letters a word uses, as bits.</summary>
    public static uint SetOf(ReadOnlySpan<byte> word)
    {
        var letters = 0u;
        foreach (var letter in word)
        {
            letters |= 1u << letter;
        }

        return letters;
    }

    /// <summary>Which letters one of the words uses.</summary>
    public uint SetOf(int word) => _letterSets[word];

    /// <summary>The first word that is at least so long.</summary>
    public int FirstOfLength(int length) => _firstOfLength[Math.Clamp(length, 0, _firstOfLength.Length - 1)];
}
