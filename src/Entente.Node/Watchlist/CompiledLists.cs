using System.Security.Cryptography;
using System.Text;
using Entente.Formats.Watchlists;
using Entente.Screening;
using Entente.Screening.Subjects;

namespace Entente.Node.Watchlist;

/// <summary>
/// Listings compiled for screening: immutable. The lists of others are one, the own listings another, so that a change of one of one's own does not
/// compile a hundred thousand names again.
/// </summary>
internal sealed class CompiledLists
{
    private readonly Dictionary<string, Listing> _byId;

    /// <summary>Compiles what was read, on all cores.</summary>
    public CompiledLists(WatchlistContents contents, DateTimeOffset readAt, CancellationToken cancellationToken)
    {
        (Files, Listings, ReadAt) = (contents.Files, contents.Listings, readAt);
        Watchlist = Screening.Watchlist.Build(contents.Listings, [.. contents.Files.Select(f => f.Version)], cancellationToken);
        Screener = new Screener(Watchlist, ScreeningPolicy.Default, Clearances.None);
        Version = HashOf(contents.Files.Select(f => f.Version.Sha256));
        _byId = contents.Listings.ToDictionary(l => l.Id, StringComparer.Ordinal);
    }

    /// <summary>What was read from each list.</summary>
    public IReadOnlyList<WatchlistFileReport> Files { get; }

    /// <summary>All listings of all kinds.</summary>
    public IReadOnlyList<Listing> Listings { get; }

    /// <summary>When they were read.</summary>
    public DateTimeOffset ReadAt { get; }

    /// <summary>The people.</summary>
    public Screening.Watchlist Watchlist { get; }

    /// <summary>Screens against them, with nobody cleared.</summary>
    public Screener Screener { get; }

    /// <summary>Which state it is, a hash.</summary>
    public string Version { get; }

    /// <summary>The listing of an id; null where there is none.</summary>
    public Listing? Find(string id) => _byId.GetValueOrDefault(id);

    /// <summary>SHA-256 over lines, lower-case hexadecimal.</summary>
    public static string HashOf(IEnumerable<string> lines) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', lines))));
}
