using Entente.Node.Accounts;
using Entente.Node.Oversight;
using Entente.Node.Oversight.Purposes;

namespace Entente.Node.Exchange.Flows;

/// <summary>Who takes a step here.</summary>
/// <param name="Id">Opaque id.</param>
/// <param name="Ground">On which ground.</param>
/// <param name="Roles">Roles of a person; null where the node acts by itself.</param>
internal sealed record Actor(string Id, Ground Ground, IReadOnlyList<string>? Roles)
{
    /// <summary>A person.</summary>
    public static Actor Of(Caller caller) => new(caller.Id, caller.Ground, caller.Roles);

    /// <summary>The node.</summary>
    public static Actor Node(Ground ground) => new("node", ground, null);

    /// <summary>What it did, as an act.</summary>
    public Act Did(string action, string subject, object? details = null) => Act.Of(Id, action, Ground, subject, details);
}

/// <summary>Why a step was not taken here.</summary>
internal enum ConversationRefusal
{
    /// <summary>There is no such conversation.</summary>
    Unknown,

    /// <summary>The service is no partner that is confirmed here.</summary>
    NoPartner,

    /// <summary>The partner is suspended.</summary>
    Suspended,

    /// <summary>The partner has no terms in force, or their review is due.</summary>
    NoTerms,

    /// <summary>The terms let none of the caller's roles release anything.</summary>
    NotApprover,

    /// <summary>The terms do not name the purpose.</summary>
    Purpose,

    /// <summary>The step cannot be taken in this state, or not by this side.</summary>
    OutOfTurn,

    /// <summary>A field is missing, not as it should be, or unknown.</summary>
    Fields,
}

/// <summary>What became of a step.</summary>
/// <param name="Row">The conversation as it is now; null where the step was refused.</param>
/// <param name="Refused">Why; null where it was taken.</param>
internal sealed record ConversationOutcome(ConversationRow? Row, ConversationRefusal? Refused)
{
    /// <summary>Names of the fields at fault.</summary>
    public IReadOnlyList<string> Faults { get; init; } = [];

    /// <summary>A step that was not taken.</summary>
    public static ConversationOutcome Not(ConversationRefusal why) => new(null, why);
}
