using Entente.Node.Accounts;
using Entente.Node.Configuration;
using Entente.Node.Exchange.Partners;
using Entente.Node.Oversight;
using Entente.Node.Oversight.Purposes;
using Entente.Node.Watchlist;

namespace Entente.Node.Exchange.Release;

/// <summary>Partners as recipients: what the terms with each of them say.</summary>
internal static class Recipients
{
    /// <summary>A partner to which something may be released; null where nothing may, because no terms are in force, they wait for their review, or it is suspended.</summary>
    public static Recipient? Find(Work work, string partner) =>
        PartnerTerms.Find(work, partner) is { } terms && terms.MayReceive(work.Now.Day()) && HandlingCodes.ReadTlp($"TLP:{terms.Ceiling}") is { } ceiling
            ? new Recipient(partner, terms.Country, terms.Communities.ToHashSet(StringComparer.Ordinal), terms.Categories.Select(Codes.Of).ToHashSet(StringComparer.Ordinal), terms.Purposes.ToHashSet(StringComparer.Ordinal), ceiling)
            : null;

    /// <summary>Whether somebody has one of the roles whose holders may release something to a partner.</summary>
    public static bool MayRelease(Work work, string partner, Caller caller) => PartnerTerms.Find(work, partner) is { } terms && caller.Roles.Any(terms.Approvers.Contains);
}
