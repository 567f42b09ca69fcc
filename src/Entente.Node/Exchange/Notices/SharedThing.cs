using Entente.Node.Oversight;
using Entente.Node.Oversight.Purposes;
using Entente.Node.Storage;
using Entente.Node.Watchlist.Listings;

namespace Entente.Node.Exchange.Notices;

/// <summary>A listing as it stands here, own or foreign, before it goes to a partner.</summary>
/// <param name="Id">Under which id partners know it.</param>
/// <param name="ListingId">Under which id it stands here.</param>
/// <param name="Version">Its version in force.</param>
/// <param name="Fields">What it says.</param>
/// <param name="Marking">Its marking.</param>
/// <param name="IsOwn">Whether this service owns it.</param>
internal sealed record SharedThing(string Id, string ListingId, long Version, ListingFields Fields, Marking Marking, bool IsOwn)
{
    /// <summary>The listing of an id, where it is in force; null where it is not.</summary>
    public static SharedThing? Find(Work work, KeyStore keys, string service, string id) => work.Listing(id) is { } own ? Of(work, keys, service, own) : OfForeign(work, keys, id);

    private static SharedThing? Of(Work work, KeyStore keys, string service, ListingRow own) =>
        own.Status == ListingStatus.InForce && work.Version(own) is { } version && SealedListing.Open(keys, own.KeyId, own.Id, version.Number, version.Content) is { } fields
            ? new SharedThing(NoticeForm.ThingOf(service, own.Id), own.Id, version.Number, fields, SealedListing.MarkingOf(fields), IsOwn: true)
            : null;

    private static SharedThing? OfForeign(Work work, KeyStore keys, string thing) =>
        ForeignRow.InForce(work, thing) is { } row && row.Open(keys) is { } notice && Marking.TryParse(row.Marking) is { } marking
            ? new SharedThing(thing, thing, row.Version, notice.Listing, marking, IsOwn: false)
            : null;
}
