using System.Security.Cryptography;
using System.Text;
using Entente.Formats.Watchlists;
using Entente.Screening;
using Entente.Screening.Subjects;

namespace Entente.Node.Watchlist;

/// <summary>The lists as they were read at one moment, compiled: immutable. A request reads it once.</summary>
internal sealed class ListSnapshot
{
    private readonly Dictionary<string, Listing> _byId;
    private readonly IReadOnlyDictionary<string, ListingTerms> _terms;

    public ListSnapshot(WatchlistContents contents, IReadOnlyDictionary<string, ListingTerms> terms, DateTimeOffset readAt, CancellationToken cancellationToken)
    {
        (Files, ReadAt, _terms) = (contents.Files, readAt, terms);
        Watchlist = Screening.Watchlist.Build(contents.Listings, [.. contents.Files.Select(f => f.Version)], cancellationToken);
        Screener = new Screener(Watchlist, ScreeningPolicy.Default, Clearances.None);
        Version = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', contents.Files.Select(f => f.Version.Sha256)))))[..16];
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

    /// <summary>Which state of the lists this is; stands on every answer that rests on it.</summary>
    public string Version { get; }

    /// <summary>Who on the lists a traveller may be, above the policy's alert threshold.</summary>
    public ScreeningAnswer Screen(Subject traveller) => Screener.Screen(traveller);

    /// <summary>What a listing asks for.</summary>
    public ListingTerms TermsOf(Listing listing) => _terms.GetValueOrDefault(listing.Id) ?? ListingTerms.OfPublicList(listing.List);

    /// <summary>The listing of an id; null where there is none.</summary>
    public Listing? Find(string id) => _byId.GetValueOrDefault(id);
}
