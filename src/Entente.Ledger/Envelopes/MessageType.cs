namespace Entente.Ledger.Envelopes;

/// <summary>
/// The types of messages that nodes know. A type is any identifier; one that a node does not know is kept and held for a person.
/// </summary>
public static class MessageType
{
    /// <summary>A listing for the partner.</summary>
    public const string NewNotice = "notice.new";

    /// <summary>A listing corrected.</summary>
    public const string NoticeCorrection = "notice.correction";

    /// <summary>A listing taken back from everybody who holds it.</summary>
    public const string NoticeRecall = "notice.recall";

    /// <summary>What became of a listing that was taken back.</summary>
    public const string NoticeAccount = "notice.account";

    /// <summary>Where and when the person of a partner's listing was met, as a named person released it.</summary>
    public const string Sighting = "sighting";

    /// <summary>A question with a deadline.</summary>
    public const string Request = "request";

    /// <summary>An answer to a question.</summary>
    public const string Answer = "answer";

    /// <summary>"This message is durably here", or "a person has read it".</summary>
    public const string Receipt = "receipt";

    /// <summary>A signed checkpoint of the sender's log, for the partner to witness.</summary>
    public const string Checkpoint = "checkpoint";

    /// <summary>A warning of danger.</summary>
    public const string Warning = "warning";

    /// <summary>An incident.</summary>
    public const string Incident = "incident";

    /// <summary>
    /// It stands at the place of a message that will never come. Its payload is the 32 bytes of the digest of that message and
    /// nothing else, so that the chain goes on over the gap.
    /// </summary>
    public const string Filler = "filler";

    /// <summary>A message could not be delivered before it expired.</summary>
    public const string NonDelivery = "non-delivery";

    /// <summary>Two messages of the partner's claim one id or one place.</summary>
    public const string Conflict = "conflict";

    /// <summary>The sender's keys, addresses and offers.</summary>
    public const string NodeCard = "node-card";

    /// <summary>A version of a record of the partnership, whole.</summary>
    public const string RecordVersion = "record.version";

    /// <summary>How a record of the partner's should be changed.</summary>
    public const string RecordProposal = "record.proposal";

    /// <summary>What the owner of a record has decided about a proposal.</summary>
    public const string RecordDecision = "record.decision";

    /// <summary>A service agrees to a version of a record.</summary>
    public const string RecordSignature = "record.signature";

    /// <summary>A record taken back from a partner.</summary>
    public const string RecordRecall = "record.recall";

    /// <summary>What became of a record that was taken back.</summary>
    public const string RecordAccount = "record.account";

    /// <summary>Whether a message of a type carries something that has an owner, so that it goes nowhere without a marking that lets it.</summary>
    public static bool CarriesMarked(string type) => type is NewNotice or NoticeCorrection or Sighting or Warning or Incident or RecordVersion or RecordProposal or RecordDecision;
}
