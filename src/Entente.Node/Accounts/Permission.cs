using Entente.Node.Oversight.Purposes;

namespace Entente.Node.Accounts;

/// <summary>What one may be let do: the one table of who reaches what. A machine needs the scope, a person one of the roles, both a purpose that allows it.</summary>
/// <param name="Name">Its name, as routes require it.</param>
/// <param name="Doing">What it is in the catalogue, of <see cref="Doing"/>.</param>
/// <param name="Scope">The token scope that opens it; null where no machine may.</param>
/// <param name="Roles">The roles that open it.</param>
internal sealed record Permission(string Name, string Doing, string? Scope, IReadOnlyList<string> Roles)
{
    /// <summary>Ask whether people are listed.</summary>
    public static Permission Match { get; } = new("match", Oversight.Purposes.Doing.Screen, "match", [Role.Officer, Role.Supervisor, Role.Analyst]);

    /// <summary>Search and read listings.</summary>
    public static Permission Entities { get; } = new("entities", Oversight.Purposes.Doing.Screen, "entities", [Role.Officer, Role.Supervisor, Role.Analyst, Role.Liaison]);

    /// <summary>Send passenger lists and hear what the carrier is told.</summary>
    public static Permission Manifests { get; } = new("manifests", Oversight.Purposes.Doing.Screen, "manifests", []);

    /// <summary>Read crossings and who is on them.</summary>
    public static Permission Crossings { get; } = new("crossings", Oversight.Purposes.Doing.Screen, null, [Role.Officer, Role.Supervisor, Role.Analyst]);

    /// <summary>Read how much arrived and what came of it, as numbers in which nobody is.</summary>
    public static Permission Figures { get; } = new("figures", Oversight.Purposes.Doing.Screen, null, [Role.Officer, Role.Supervisor, Role.Analyst, Role.Inspector]);

    /// <summary>Take a stored message in again.</summary>
    public static Permission ReplayMessages { get; } = new("messages.replay", Oversight.Purposes.Doing.Screen, null, [Role.Supervisor]);

    /// <summary>Check a person at a counter and record entry or exit.</summary>
    public static Permission Counter { get; } = new("counter", Oversight.Purposes.Doing.Screen, "counter", [Role.Officer, Role.Supervisor]);

    /// <summary>Read encounters.</summary>
    public static Permission ReadEncounters { get; } = new("encounters.read", Oversight.Purposes.Doing.Decide, null, [Role.Officer, Role.Supervisor, Role.Analyst]);

    /// <summary>Take, decide and second encounters, and record what happened at the post.</summary>
    public static Permission Decide { get; } = new("encounters.decide", Oversight.Purposes.Doing.Decide, null, [Role.Officer, Role.Supervisor]);

    /// <summary>Record the protection screening.</summary>
    public static Permission Protect { get; } = new("encounters.protect", Oversight.Purposes.Doing.Decide, null, [Role.Officer, Role.Supervisor, Role.Analyst]);

    /// <summary>Nominate, correct and propose to remove listings, documents and adoptions.</summary>
    public static Permission Nominate { get; } = new("listings.nominate", Oversight.Purposes.Doing.List, null, [Role.Analyst, Role.Liaison]);

    /// <summary>Approve as the second person, and release held refreshes.</summary>
    public static Permission Approve { get; } = new("listings.approve", Oversight.Purposes.Doing.List, null, [Role.Analyst, Role.Supervisor]);

    /// <summary>Release to partners, take back, and decide about what they have shared.</summary>
    public static Permission Release { get; } = new("release", Oversight.Purposes.Doing.List, null, [Role.Liaison, Role.Supervisor]);

    /// <summary>Read listings of one's own, nominations and sources.</summary>
    public static Permission ReadListings { get; } = new("listings.read", Oversight.Purposes.Doing.List, null, [Role.Analyst, Role.Supervisor, Role.Liaison]);

    /// <summary>Take the signed list snapshot to a post, and hand its encounters over.</summary>
    public static Permission Post { get; } = new("post", Oversight.Purposes.Doing.Screen, "post", []);

    /// <summary>Read by which rules the node works: purposes, policy, and how it fares. There is no case in it.</summary>
    public static Permission ReadRules { get; } = new("rules.read", Oversight.Purposes.Doing.Run, null, [Role.Officer, Role.Supervisor, Role.Analyst, Role.Liaison, Role.Inspector, Role.Administrator]);

    /// <summary>Read which machines may ask what.</summary>
    public static Permission ReadTokens { get; } = new("tokens.read", Oversight.Purposes.Doing.Run, null, [Role.Inspector, Role.Administrator]);

    /// <summary>Hear that something has changed, of those kinds alone that one may read.</summary>
    public static Permission Hear { get; } = new("desk.hear", Oversight.Purposes.Doing.Run, null, [Role.Officer, Role.Supervisor, Role.Analyst, Role.Liaison, Role.Programme, Role.Inspector, Role.Administrator]);

    /// <summary>Look at the record.</summary>
    public static Permission Oversee { get; } = new("oversee", Oversight.Purposes.Doing.Oversee, null, [Role.Inspector]);

    /// <summary>Run accounts and the node.</summary>
    public static Permission Administer { get; } = new("administer", Oversight.Purposes.Doing.Run, null, [Role.Administrator]);

    /// <summary>Introduce, confirm and lock the services with which messages are exchanged.</summary>
    public static Permission Partners { get; } = new("partners", Oversight.Purposes.Doing.Run, null, [Role.Administrator]);

    /// <summary>Read who the partners are, on which terms, and how they fare.</summary>
    public static Permission ReadPartners { get; } = new("partners.read", Oversight.Purposes.Doing.Run, null, [Role.Supervisor, Role.Liaison, Role.Inspector, Role.Administrator]);

    /// <summary>Propose the terms of a partner, and that a suspension ends.</summary>
    public static Permission ProposeTerms { get; } = new("partners.propose", Oversight.Purposes.Doing.Run, null, [Role.Liaison, Role.Administrator]);

    /// <summary>Confirm, as the second person, what was proposed about a partner.</summary>
    public static Permission ConfirmTerms { get; } = new("partners.confirm", Oversight.Purposes.Doing.Run, null, [Role.Supervisor, Role.Administrator]);

    /// <summary>Suspend a partner at once.</summary>
    public static Permission Suspend { get; } = new("partners.suspend", Oversight.Purposes.Doing.Run, null, [Role.Supervisor, Role.Liaison, Role.Inspector, Role.Administrator]);

    /// <summary>Ask partners, and answer what they ask.</summary>
    public static Permission Liaise { get; } = new("conversations", Oversight.Purposes.Doing.List, null, [Role.Supervisor, Role.Liaison]);

    /// <summary>Read the records of the partnership.</summary>
    public static Permission ReadProgramme { get; } = new("programme.read", Oversight.Purposes.Doing.Cooperate, null, [Role.Programme, Role.Liaison, Role.Supervisor, Role.Inspector]);

    /// <summary>Keep the records of the partnership, and what was read of reports.</summary>
    public static Permission KeepProgramme { get; } = new("programme.keep", Oversight.Purposes.Doing.Cooperate, null, [Role.Programme]);

    /// <summary>Share records of the partnership with a partner, answer what it proposes, and sign what both agree.</summary>
    public static Permission AgreeProgramme { get; } = new("programme.agree", Oversight.Purposes.Doing.Cooperate, null, [Role.Programme, Role.Liaison, Role.Supervisor]);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Permission> All { get; } =
        [Match, Entities, Manifests, Crossings, Figures, ReplayMessages, Counter, ReadEncounters, Decide, Protect, Nominate, Approve, Release, ReadListings, Post, ReadRules, ReadTokens, Hear, Oversee, Administer, Partners, ReadPartners, ProposeTerms, ConfirmTerms, Suspend, Liaise,
            ReadProgramme, KeepProgramme, AgreeProgramme];
}
