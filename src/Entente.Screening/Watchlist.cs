using Entente.Names;
using Entente.Screening.Comparing;
using Entente.Screening.Subjects;

namespace Entente.Screening;

/// <summary>The listings of one or several lists, compiled for screening: an immutable snapshot, safe for use by any number of threads.</summary>
public sealed class Watchlist
{
    private readonly Dictionary<string, int[]> _byDocument;
    private readonly Dictionary<string, ListVersion> _versions;

    private Watchlist(Listing[] people, ListedName[] names, NameIndex index, IReadOnlyDictionary<SubjectKind, int> counts, IReadOnlyList<ListVersion> versions)
    {
        (People, PeopleArray, Names, Index, Counts, Versions) = (people, people, names, index, counts, versions);
        _versions = versions.DistinctBy(v => v.List).ToDictionary(v => v.List, StringComparer.Ordinal);
        _byDocument = people
            .SelectMany((p, i) => p.Subject.Documents.Select(d => (Key: DocumentNumbers.AsRead(DocumentNumbers.Plain(d.Number)), Person: i)))
            .Where(d => d.Key.Length >= DocumentNumbers.Shortest)
            .GroupBy(d => d.Key, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.Select(d => d.Person).Distinct().ToArray(), StringComparer.Ordinal);
    }

    /// <summary>The people.</summary>
    public IReadOnlyList<Listing> People { get; }

    /// <summary>How many names they have together.</summary>
    public int NameCount => Names.Length;

    /// <summary>How many distinct parts those names have, neighbours written together included.</summary>
    public int DistinctParts => Index.VocabularyCount;

    /// <summary>How many subjects of each kind the lists hold, people among them.</summary>
    public IReadOnlyDictionary<SubjectKind, int> Counts { get; }

    /// <summary>Which state of which list.</summary>
    public IReadOnlyList<ListVersion> Versions { get; }

    /// <summary>The people, for loops that must be fast.</summary>
    internal Listing[] PeopleArray { get; }

    /// <summary>Their names, in the order of the index.</summary>
    internal ListedName[] Names { get; }

    internal NameIndex Index { get; }

    /// <summary>Compiles the listings on all cores. Listings that are no people are counted and left out of the index.</summary>
    public static Watchlist Build(IReadOnlyList<Listing> listings, IReadOnlyList<ListVersion> versions, CancellationToken cancellationToken = default)
    {
        var counts = listings.CountBy(l => l.Kind).ToDictionary();
        var people = listings.Where(l => l.Kind == SubjectKind.Person).ToArray();
        var names = people.SelectMany((p, i) => p.Subject.Names.Select(n => new ListedName(i, n))).ToArray();
        var index = NameIndex.Build(names.Length, i => Read(names[i].Name), cancellationToken);
        return new Watchlist(people, names, index, counts, versions);
    }

    /// <summary>Reads a name with everything its source says of it.</summary>
    internal static Name Read(SubjectName name) => Name.Read(name.Text, name.Family, name.Given, name.Truncated);

    /// <summary>The version of the list on which a listing stands.</summary>
    internal ListVersion VersionOf(Listing listing) =>
        _versions.GetValueOrDefault(listing.List) ?? new ListVersion(listing.List, "", null);

    /// <summary>People with one of the documents, misreadings included.</summary>
    internal IEnumerable<int> WithDocumentsOf(Subject traveller) => traveller.Documents
        .SelectMany(d => _byDocument.GetValueOrDefault(DocumentNumbers.AsRead(DocumentNumbers.Plain(d.Number)), []))
        .Distinct();
}

/// <summary>One name of one listed person.</summary>
/// <param name="Person">Position in <see cref="Watchlist.People"/>.</param>
/// <param name="Name">The name.</param>
internal readonly record struct ListedName(int Person, SubjectName Name);
