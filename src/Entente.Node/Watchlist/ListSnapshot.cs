using Entente.Formats.Watchlists;
using Entente.Screening;
using Entente.Screening.Subjects;

namespace Entente.Node.Watchlist;

/// <summary>The lists as they were read at one moment, compiled: immutable. A request reads it once.</summary>
internal sealed class ListSnapshot
{
    private readonly Dictionary<string, Listing> _byId;

    public ListSnapshot(WatchlistContents contents, DateTimeOffset readAt, CancellationToken cancellationToken)
    {
        (Files, ReadAt) = (contents.Files, readAt);
        Watchlist = Screening.Watchlist.Build(contents.Listings, [.. contents.Files.Select(f => f.Version)], cancellationToken);
        Screener = new Screener(Watchlist, ScreeningPolicy.Default, Clearances.None);
        _byId = contents.Listings.ToDictionary(l => l.Id, StringComparer.Ordinal);
    }

    /// <summary>What was read from each file.</summary>
    public IReadOnlyList<WatchlistFileReport> Files { get; }

    /// <summary>When.</summary>
    public DateTimeOffset ReadAt { get; }

    /// <summary>The people.</summary>
    public Screening.Watchlist Watchlist { get; }

    /// <summary>Screens against them.</summary>
    public Screener Screener { get; }

    /// <summary>The listing of an id; null where there is none.</summary>
    public Listing? Find(string id) => _byId.GetValueOrDefault(id);
}
