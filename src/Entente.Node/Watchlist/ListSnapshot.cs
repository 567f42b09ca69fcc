using Entente.Formats.Watchlists;
using Entente.Node.Watchlist.Adoptions;
using Entente.Node.Watchlist.Documents;
using Entente.Node.Watchlist.Foreign;
using Entente.Node.Watchlist.Listings;
using Entente.Screening;
using Entente.Screening.Subjects;

namespace Entente.Node.Watchlist;

/// <summary>The lists of others, the own listings, what partners have shared, what was adopted and the lost documents, as they stood at one moment: immutable. A request reads it once.</summary>
internal sealed class ListSnapshot
{
    private readonly Screener _others;
    private readonly Screener _own;
    private readonly Dictionary<string, ListingTerms> _adopted;

    /// <summary>Puts the parts together; none is compiled again.</summary>
    /// <param name="sources">The lists of others.</param>
    /// <param name="own">The own listings in force.</param>
    /// <param name="foreign">What partners have shared.</param>
    /// <param name="adoptions">What was adopted of the lists of others and of partners.</param>
    /// <param name="documents">Lost and stolen documents.</param>
    public ListSnapshot(CompiledLists sources, OwnLists own, ForeignLists foreign, AdoptedListings adoptions, LostDocuments documents)
    {
        (Sources, Own, Foreign, Adoptions, Documents, ReadAt) = (sources, own, foreign, adoptions, documents, sources.ReadAt);
        Files = [.. sources.Files, .. foreign.Lists.Files, .. own.Lists.Files];
        _others = sources.Screener;
        _own = own.Lists.Screener.With(new Clearances(own.Misidentified));
        _adopted = adoptions.TermsIn(FindOfOthers, foreign.Terms);
        Version = CompiledLists.HashOf([sources.Version, own.Lists.Version, foreign.Lists.Version, adoptions.Version, documents.Version])[..16];
    }

    /// <summary>The lists of others, compiled.</summary>
    public CompiledLists Sources { get; }

    /// <summary>The own listings, compiled.</summary>
    public OwnLists Own { get; }

    /// <summary>What partners have shared, compiled.</summary>
    public ForeignLists Foreign { get; }

    /// <summary>What was adopted of the lists of others and of partners.</summary>
    public AdoptedListings Adoptions { get; }

    /// <summary>Lost and stolen documents.</summary>
    public LostDocuments Documents { get; }

    /// <summary>What each list holds, the own one last.</summary>
    public IReadOnlyList<WatchlistFileReport> Files { get; }

    /// <summary>When the lists of others were read.</summary>
    public DateTimeOffset ReadAt { get; }

    /// <summary>Which state of listings, adoptions and documents this is; stands on every answer that rests on it.</summary>
    public string Version { get; }

    /// <summary>Who on the lists a traveller may be, best first.</summary>
    /// <param name="traveller">Who is asked about.</param>
    /// <param name="top">How many hits at most, 1 to <see cref="Screener.MostHits"/>.</param>
    /// <param name="minScore">Lowest score of a hit; the policy's alert threshold where null.</param>
    public ScreeningAnswer Screen(Subject traveller, int top = 10, double? minScore = null)
    {
        var answer = _others.Screen(traveller, top, minScore);
        answer = Foreign.Lists.Watchlist.People.Count == 0 ? answer : ScreeningAnswers.Merge(Foreign.Lists.Screener.Screen(traveller, top, minScore), answer, top);
        return Own.Lists.Watchlist.People.Count == 0 ? answer : ScreeningAnswers.Merge(_own.Screen(traveller, top, minScore), answer, top);
    }

    /// <summary>The lost and stolen documents that the traveller carries.</summary>
    public IReadOnlyList<DocumentHit> DocumentsOf(Subject traveller) => Documents.Of(traveller);

    /// <summary>What a listing asks for.</summary>
    public ListingTerms TermsOf(Listing listing) =>
        (listing.List == OwnLists.Name ? Own.Terms.GetValueOrDefault(listing.Id) : _adopted.GetValueOrDefault(listing.Id) ?? Foreign.Terms.GetValueOrDefault(listing.Id))
            ?? ListingTerms.OfPublicList(listing.List);

    /// <summary>The listing of an id; null where there is none.</summary>
    public Listing? Find(string id) => Own.Lists.Find(id) ?? FindOfOthers(id);

    /// <summary>The listing of a list of others, or of a partner; null where there is none.</summary>
    public Listing? FindOfOthers(string id) => Sources.Find(id) ?? Foreign.Lists.Find(id);
}
