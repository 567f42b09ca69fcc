using Entente.Formats.Watchlists;
using Entente.Node.Border.Encounters;
using Entente.Node.Watchlist;
using Entente.Node.Watchlist.Adoptions;
using Entente.Node.Watchlist.Documents;
using Entente.Screening;
using Entente.Screening.Subjects;

namespace Entente.Node.Border.Posts.Snapshots;

/// <summary>One line of a snapshot; one of the members is there. The first line has the facts, the last one the number of lines before it.</summary>
internal sealed record SnapshotLine
{
    public SnapshotFacts? Facts { get; init; }

    public SnapshotList? List { get; init; }

    public Listing? Other { get; init; }

    public SnapshotOwn? Own { get; init; }

    public SnapshotOwn? Foreign { get; init; }

    public Clearance? Misidentified { get; init; }

    public AdoptedListing? Adopted { get; init; }

    public LostDocument? Lost { get; init; }

    public ClearedTravellers.Cleared? Cleared { get; init; }

    public int? Lines { get; init; }

    /// <summary>The lines of a state of the lists.</summary>
    public static IEnumerable<SnapshotLine> Of(ListSnapshot lists, string? stale, IReadOnlyList<ClearedTravellers.Cleared> cleared)
    {
        var lines = 0;
        foreach (var line in Body(lists, stale, cleared))
        {
            yield return line;
            lines++;
        }

        yield return new SnapshotLine { Lines = lines };
    }

    private static IEnumerable<SnapshotLine> Body(ListSnapshot lists, string? stale, IReadOnlyList<ClearedTravellers.Cleared> cleared) =>
        new[] { new SnapshotLine { Facts = SnapshotFacts.Of(lists, stale) } }
            .Concat(lists.Sources.Files.Select(f => new SnapshotLine { List = SnapshotList.Of(f) }))
            .Concat(lists.Sources.Listings.Select(l => new SnapshotLine { Other = l }))
            .Concat(lists.Foreign.Lists.Files.Select(f => new SnapshotLine { List = SnapshotList.Of(f) with { IsForeign = true } }))
            .Concat(lists.Foreign.Lists.Listings.Select(l => new SnapshotLine { Foreign = new SnapshotOwn(l, lists.Foreign.Terms[l.Id]) }))
            .Concat(lists.Own.Lists.Files.Select(f => new SnapshotLine { List = SnapshotList.Of(f) }))
            .Concat(lists.Own.Lists.Listings.Select(l => new SnapshotLine { Own = new SnapshotOwn(l, lists.TermsOf(l)) }))
            .Concat(lists.Own.Misidentified.Select(c => new SnapshotLine { Misidentified = c }))
            .Concat(lists.Adoptions.All.Select(a => new SnapshotLine { Adopted = a }))
            .Concat(lists.Documents.All.Select(d => new SnapshotLine { Lost = d }))
            .Concat(cleared.Select(c => new SnapshotLine { Cleared = c }));
}

/// <summary>What a snapshot says of itself.</summary>
/// <param name="Policy">Version of the policy by which the main node screens.</param>
/// <param name="Lists">Which state of the lists it is.</param>
/// <param name="ReadAt">When the main node read the lists of others.</param>
/// <param name="Stale">Which of them it could not confirm in time, in words; null for none.</param>
/// <param name="Adoptions">Which state of the adoptions it is.</param>
/// <param name="Documents">Which state of the documents it is.</param>
internal sealed record SnapshotFacts(string Policy, string Lists, DateTimeOffset ReadAt, string? Stale, string Adoptions, string Documents)
{
    /// <summary>The facts of a state.</summary>
    public static SnapshotFacts Of(ListSnapshot lists, string? stale) =>
        new(ScreeningPolicy.Default.Version, lists.Version, lists.ReadAt, stale, lists.Adoptions.Version, lists.Documents.Version);
}

/// <summary>One list, as it was read.</summary>
internal sealed record SnapshotList(ListVersion Version, string Format, int Accepted)
{
    /// <summary>Whether a partner shared it.</summary>
    public bool IsForeign { get; init; }

    /// <summary>The list of a report.</summary>
    public static SnapshotList Of(WatchlistFileReport file) => new(file.Version, file.Format, file.Journal.Accepted);

    /// <summary>The report of it; what was found in reading stays at the main node.</summary>
    public WatchlistFileReport ToReport()
    {
        var journal = new Formats.Reading.Journal { Dated = Version.Dated };
        for (var i = 0; i < Accepted; i++)
        {
            journal.Accept();
        }

        return new WatchlistFileReport(Version, Format, journal);
    }
}

/// <summary>A listing of the service's own, or of a partner, and what it asks for.</summary>
internal sealed record SnapshotOwn(Listing Listing, ListingTerms Terms);
