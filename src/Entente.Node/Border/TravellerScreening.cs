using Entente.Node.Border.Encounters;
using Entente.Node.Border.Posts;
using Entente.Node.Watchlist;
using Entente.Screening;
using Entente.Screening.Subjects;
using Microsoft.Extensions.Options;

namespace Entente.Node.Border;

/// <summary>Screens travellers against the lists in force, and leaves out those who are cleared. Safe for use by any number of threads.</summary>
internal sealed class TravellerScreening(CurrentLists lists, ClearedTravellers cleared, SnapshotAge age, IOptions<BorderOptions> options, TimeProvider time)
{
    /// <summary>The lists in force; null while none has been read.</summary>
    public ListSnapshot? Lists => lists.Snapshot;

    /// <summary>Whether the lists are young enough to say anything about anybody.</summary>
    public bool CanTell(ListSnapshot? snapshot) => snapshot is not null && (age.IsPost ? age.Expired() is null : lists.LastError is null || time.GetUtcNow() - snapshot.ReadAt <= options.Value.ListsAtMost);

    /// <summary>At a post: how old its snapshot is, and when it ends.</summary>
    public SnapshotAge Age => age;

    /// <summary>Who on the lists a traveller may be, and what those listings ask for.</summary>
    public IReadOnlyList<TravellerHit> Screen(ListSnapshot snapshot, Subject traveller) =>
        [.. snapshot.Screen(traveller).Hits.Select(hit => HitOf(snapshot, traveller, hit)).OfType<TravellerHit>(), .. DocumentHits.Of(snapshot, traveller).Where(hit => !cleared.Covers(traveller, hit.Hit.Listing))];

    /// <summary>The strongest of what the person's listings ask for; null where the traveller is cleared for all of them.</summary>
    private TravellerHit? HitOf(ListSnapshot snapshot, Subject traveller, Hit hit)
    {
        var terms = hit.AlsoListedAs.Prepend(hit.Listing).Where(listing => !cleared.Covers(traveller, listing)).Select(snapshot.TermsOf).MaxBy(t => t.Action);
        return terms is null ? null : new TravellerHit(hit, terms);
    }
}

/// <summary>A hit and what its listing asks for.</summary>
internal sealed record TravellerHit(Hit Hit, ListingTerms Terms);
