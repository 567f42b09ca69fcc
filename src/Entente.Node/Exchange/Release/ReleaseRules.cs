using Entente.Node.Oversight.Purposes;

namespace Entente.Node.Exchange.Release;

/// <summary>A service to which something may be released, as this service knows it.</summary>
/// <param name="Service">Its code.</param>
/// <param name="Country">Its State, a code of three letters (ISO 3166-1); empty where not known.</param>
/// <param name="Communities">Codes of the communities to which it belongs.</param>
/// <param name="Categories">Codes of the categories of listings that may be released to it.</param>
/// <param name="Purposes">Codes of the purposes for which something may be released to it.</param>
/// <param name="Ceiling">The narrowest label of the Traffic Light Protocol that it may have.</param>
internal sealed record Recipient(
    string Service, string Country, IReadOnlyCollection<string> Communities, IReadOnlyCollection<string> Categories, IReadOnlyCollection<string> Purposes, Tlp Ceiling);

/// <summary>Why something is not released. All of them are told together.</summary>
internal enum ReleaseBar
{
    /// <summary>No terms are in force with this service, their review is overdue, or it is suspended.</summary>
    NoTerms,

    /// <summary>The marking does not name the service, nor a community to which it belongs.</summary>
    NotNamed,

    /// <summary>The marking has a code that nobody here knows, or codes that contradict each other.</summary>
    UnknownHandling,

    /// <summary>It says of restrictions in words; a person has to heed them, and the owner has to have said yes.</summary>
    OtherRestrictions,

    /// <summary>The last day of the marking is over.</summary>
    Over,

    /// <summary>The purpose is none of the marking's, or none for which something goes to this service.</summary>
    Purpose,

    /// <summary>Listings of its category do not go to this service.</summary>
    Category,

    /// <summary>It stays within the State.</summary>
    NotAbroad,

    /// <summary>It goes to the services of named States, and this one is of none of them.</summary>
    State,

    /// <summary>It carries no label of the Traffic Light Protocol, so nobody can tell whether it is within what may go to this service.</summary>
    NoLabel,

    /// <summary>It is for fewer eyes than what may go to this service.</summary>
    Ceiling,

    /// <summary>It belongs to another service, which allows nobody to hand it on.</summary>
    NotOnward,

    /// <summary>It belongs to another service, which has to be asked.</summary>
    AskOwner,
}

/// <summary>
/// Whether something may go to a service: the one place where that is judged, on every way, by link, by file, and onward. What is not allowed is not sent; there is no
/// way around it but another marking by the owner, or the owner's consent.
/// </summary>
internal static class ReleaseRules
{
    /// <summary>What stands against a release; nothing where it may go.</summary>
    /// <param name="marking">The marking of the thing.</param>
    /// <param name="purpose">For which purpose it is to go.</param>
    /// <param name="to">To whom.</param>
    /// <param name="today">Today.</param>
    /// <param name="isOwn">Whether it is this service's own; what is another's is handed on.</param>
    /// <param name="ownerConsents">Whether the owner has signed that this service may hand this thing on to that one.</param>
    public static IReadOnlyList<ReleaseBar> Bars(Marking marking, string purpose, Recipient to, DateOnly today, bool isOwn, bool ownerConsents)
    {
        var codes = HandlingCodes.Read(marking.Handling);
        return [.. OfEverything(), .. isOwn ? OfOwn() : OfForeign()];

        IEnumerable<ReleaseBar> OfEverything() => Where(
            (codes.HasUnknown, ReleaseBar.UnknownHandling),
            (marking.Until < today, ReleaseBar.Over),
            (!to.Purposes.Contains(purpose) || (marking.Purposes.Count > 0 && !marking.Purposes.Contains(purpose)), ReleaseBar.Purpose),
            (codes.NotAbroad, ReleaseBar.NotAbroad),
            (codes.States is { } states && !states.Contains(to.Country), ReleaseBar.State),
            (codes.Tlp is null, ReleaseBar.NoLabel),
            (codes.Tlp > to.Ceiling, ReleaseBar.Ceiling));

        IEnumerable<ReleaseBar> OfOwn() => Where((!marking.Audience.Contains(to.Service) && !marking.Audience.Any(to.Communities.Contains), ReleaseBar.NotNamed));

        // What the owner has signed for this service and this thing stands in the place of every rule about handing on.
        IEnumerable<ReleaseBar> OfForeign() => ownerConsents ? [] : Where(
            (codes.OtherRestrictions, ReleaseBar.OtherRestrictions),
            (marking.Onward == Onward.No, ReleaseBar.NotOnward),
            (marking.Onward == Onward.AskOwner || codes.NotOnward || codes.Tlp >= Tlp.AmberStrict, ReleaseBar.AskOwner),
            (marking.Onward == Onward.Listed && !marking.OnwardTo.Contains(to.Service), ReleaseBar.NotNamed));
    }

    /// <summary>The marking with which a copy goes on that is another's: it obliges to the same, and ends the handing on.</summary>
    public static Marking OfOnwardCopy(Marking marking) => marking with { Onward = marking.Onward == Onward.No ? Onward.No : Onward.AskOwner, OnwardTo = [] };

    /// <summary>Why something that arrived waits for a person: what its marking obliges to cannot be heeded by a program. Nothing where it need not.</summary>
    public static IReadOnlyList<ReleaseBar> BarsOfUse(Marking? marking, DateOnly today)
    {
        if (marking is null)
        {
            return [ReleaseBar.UnknownHandling];
        }

        var codes = HandlingCodes.Read(marking.Handling);
        return [.. Where((codes.HasUnknown || !Grading.IsOne(marking.Grading), ReleaseBar.UnknownHandling), (codes.OtherRestrictions, ReleaseBar.OtherRestrictions), (marking.Until < today, ReleaseBar.Over), (codes.Tlp is null, ReleaseBar.NoLabel))];
    }

    private static IEnumerable<ReleaseBar> Where(params (bool Holds, ReleaseBar Bar)[] all) => all.Where(one => one.Holds).Select(one => one.Bar);
}
