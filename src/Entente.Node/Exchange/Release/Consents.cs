using Entente.Node.Exchange.Notices;
using Entente.Node.Oversight;

namespace Entente.Node.Exchange.Release;

/// <summary>Whether the owner of a thing has signed that this service may hand it on.</summary>
internal static class Consents
{
    /// <summary>Whether a consent allows that a thing goes to a partner.</summary>
    public static bool Allow(Work work, string consent, SharedThing thing, string to, OwnService own) => false;

    /// <summary>Whether a listing that arrives from another service than its owner comes with the owner's consent, signed by a key that is known here.</summary>
    public static bool AllowArrival(Work work, NoticeForm notice, string from, OwnService own) => false;
}
