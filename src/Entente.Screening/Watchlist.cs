using Entente.Screening.Subjects;

namespace Entente.Screening;

/// <summary>The listings of one or several lists, compiled for screening: an immutable snapshot.</summary>
public sealed class Watchlist
{
    /// <summary>Compiles the listings on all cores. Listings that are no people are counted and left out of the index.</summary>
    public static Watchlist Build(IReadOnlyList<Listing> listings, IReadOnlyList<ListVersion> versions, ScreeningPolicy policy, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    /// <summary>The people.</summary>
    public IReadOnlyList<Listing> People { get; } = [];

    /// <summary>How many names they have together.</summary>
    public int NameCount { get; }

    /// <summary>How many subjects of each kind the lists hold, people among them.</summary>
    public IReadOnlyDictionary<SubjectKind, int> Counts { get; } = new Dictionary<SubjectKind, int>();

    /// <summary>Which state of which list.</summary>
    public IReadOnlyList<ListVersion> Versions { get; } = [];
}
