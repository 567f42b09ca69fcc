using System.Globalization;
using Entente.Ledger.Envelopes;
using Entente.Node.Exchange.Flows;
using Entente.Node.Exchange.Notices;
using Entente.Node.Exchange.Partners;
using Entente.Node.Oversight;

namespace Entente.Node.Exchange.Release;

/// <summary>Whether the owner of a thing has signed that a service may hand it on to another: the grant travels with the copy, and each side looks at it.</summary>
internal static class Consents
{
    /// <summary>Whether a consent allows this service to hand a thing to a partner.</summary>
    public static bool Allow(Work work, string consent, SharedThing thing, string to, OwnService own) => !thing.IsOwn && Allow(work, consent, own.Code, thing.Id, thing.Version, to);

    /// <summary>Whether a listing that arrives from another service than its owner comes with the owner's consent. Of an owner that is no partner here nobody can tell.</summary>
    public static bool AllowArrival(Work work, NoticeForm notice, string from, OwnService own) => Allow(work, notice.Consent, from, notice.Thing, notice.Version, own.Code);

    private static bool Allow(Work work, string consent, string holder, string thing, long version, string recipient) =>
        consent.Length > 0 && SignedStatement.TryParse(consent, out var statement) && Grant.Read(statement) is { } grant
        && grant.Owner == NoticeForm.OwnerOf(thing) && grant.IsFor(holder, thing, version.ToString(CultureInfo.InvariantCulture), recipient, work.Now)
        && PartnerRow.Find(work, grant.Owner) is { IsConfirmed: true } owner && statement.Verify(owner.Ring(), grant.MadeAt, work.Now) == MessageVerdict.SignedByPartner;
}
