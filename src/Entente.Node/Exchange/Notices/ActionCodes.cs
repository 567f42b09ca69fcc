namespace Entente.Node.Oversight;

/// <summary>The codes of listings that go to partners and come from them.</summary>
internal static partial class ActionCode
{
    /// <summary>Somebody proposed that a partner gets a listing.</summary>
    public const string ShareProposed = "notice.share-proposed";

    /// <summary>A second person let a listing go to a partner.</summary>
    public const string ShareApproved = "notice.share-approved";

    /// <summary>A second person refused that a listing goes to a partner.</summary>
    public const string ShareRefused = "notice.share-refused";

    /// <summary>A listing was taken back from a partner.</summary>
    public const string ShareRecalled = "notice.share-recalled";

    /// <summary>A copy at a partner has reached its last day.</summary>
    public const string ShareEnded = "notice.share-ended";

    /// <summary>A listing of a partner arrived; the details say whether it is in force or held.</summary>
    public const string NoticeReceived = "notice.received";

    /// <summary>A person put a held listing of a partner in force.</summary>
    public const string NoticeAccepted = "notice.accepted";

    /// <summary>A person refused a held listing of a partner.</summary>
    public const string NoticeRefused = "notice.refused";

    /// <summary>A listing of a partner has expired.</summary>
    public const string NoticeExpired = "notice.expired";

    /// <summary>What a listing of a partner said was destroyed.</summary>
    public const string NoticeDeleted = "notice.deleted";

    /// <summary>A partner took a listing back; the details say whether it stopped alerting, or the brake holds.</summary>
    public const string RecallReceived = "notice.recall-received";

    /// <summary>A person let a recall through that the brake held.</summary>
    public const string RecallLetThrough = "notice.recall-let-through";

    /// <summary>This service said what became of a copy.</summary>
    public const string AccountGiven = "notice.account-given";

    /// <summary>A partner told of an encounter with the person of an own listing.</summary>
    public const string SightingReceived = "notice.sighting-received";

    /// <summary>A partner said what became of its copy.</summary>
    public const string AccountReceived = "notice.account-received";
}
