using Entente.Names.Comparing;
using Entente.Names.Comparing.Hot;
using Entente.Names.Indexing;
using Entente.Names.Reading;

namespace Entente.Names;

/// <summary>
/// Finds the listed names that a name may be. An immutable snapshot, built on all cores and safe for use by any number of
/// threads, each with a <see cref="NameSearch"/> of its own.
/// </summary>
/// <remarks>
/// Every listed name with a part within one edit of a query part of 3 to 5 letters, or within two of a longer one, in the
/// comparable form, is scored, and so is every one that shares a skeleton; unless the answer says that the query was cut. A name is
/// left unscored only where a bound proves that its score could not enter the answer.
/// </remarks>
public sealed class NameIndex
{
    /// <summary>Set in a posting where the name has the part only by joining two neighbours.</summary>
    internal const int JoinedFlag = 1 << 31;

    private readonly int[] _start;
    private readonly int[] _parts;
    private readonly int[] _joined;
    private readonly PartRole[] _roles;
    private readonly int[] _postingStart;
    private readonly int[] _postings;
    private readonly ulong[] _beginnings;

    private NameIndex(Vocabulary vocabulary, int[] start, int[] parts, int[] joined, PartRole[] roles, int[] postingStart, int[] postings)
    {
        (Vocabulary, _start, _parts, _joined, _roles, _postingStart, _postings) = (vocabulary, start, parts, joined, roles, postingStart, postings);
        Shapes = new NameShape[start.Length - 1];
        for (var name = 0; name < Shapes.Length; name++)
        {
            Shapes[name] = NameShape.Of(RolesOf(name));
        }

        _beginnings = new ulong[vocabulary.WrittenCount];
        for (var part = 0; part < _beginnings.Length; part++)
        {
            _beginnings[part] = Beginning.Of(vocabulary.LettersOf(part));
        }
    }

    /// <summary>How many names are indexed.</summary>
    public int Count => _start.Length - 1;

    /// <summary>How many distinct parts they have, joined neighbours included.</summary>
    public int VocabularyCount => Vocabulary.Count;

    internal Vocabulary Vocabulary { get; }

    /// <summary>What a bound needs to know of each name.</summary>
    internal NameShape[] Shapes { get; }

    /// <summary>Reads and indexes names; the answer to a query are positions in this list.</summary>
    /// <param name="count">How many names.</param>
    /// <param name="nameOf">Reads one name; called once for each, from several threads.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static NameIndex Build(int count, Func<int, Name> nameOf, CancellationToken cancellationToken = default) =>
        NameIndexBuilder.Build(count, nameOf, cancellationToken);

    /// <summary>How much sharing a part says, by the tables and by this list.</summary>
    public double Bits(NamePart part) => Vocabulary.Bits(part);

    internal static NameIndex Of(Vocabulary vocabulary, int[] start, int[] parts, int[] joined, PartRole[] roles, int[] postingStart, int[] postings) =>
        new(vocabulary, start, parts, joined, roles, postingStart, postings);

    /// <summary>How a part of a name begins. Not known of parts that are only ever joined ones.</summary>
    internal ulong BeginningOf(int part) => _beginnings[part];

    /// <summary>The vocabulary numbers of the parts of a name.</summary>
    internal ReadOnlySpan<int> PartsOf(int name) => _parts.AsSpan(_start[name], _start[name + 1] - _start[name]);

    /// <summary>For each part but the last the vocabulary number of it joined with the next, or -1.</summary>
    internal ReadOnlySpan<int> JoinedOf(int name) => _joined.AsSpan(_start[name], _start[name + 1] - _start[name]);

    /// <summary>The roles of the parts of a name.</summary>
    internal ReadOnlySpan<PartRole> RolesOf(int name) => _roles.AsSpan(_start[name], _start[name + 1] - _start[name]);

    /// <summary>The names that have a part; those that have it only joined carry <see cref="JoinedFlag"/>.</summary>
    internal ReadOnlySpan<int> NamesWith(int part) => _postings.AsSpan(_postingStart[part], _postingStart[part + 1] - _postingStart[part]);

    /// <summary>How many names have any of these parts, each counted as often as it has one.</summary>
    internal int NamesWithAny(ReadOnlySpan<int> parts)
    {
        var names = 0;
        foreach (var part in parts)
        {
            names += _postingStart[part + 1] - _postingStart[part];
        }

        return names;
    }
}
