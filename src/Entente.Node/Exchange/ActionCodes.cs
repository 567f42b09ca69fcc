namespace Entente.Node.Oversight;

/// <summary>The codes of what passes between this service and its partners.</summary>
internal static partial class ActionCode
{
    /// <summary>The card of another service was taken in; nothing flows yet.</summary>
    public const string PartnerIntroduced = "partner.introduced";

    /// <summary>The words that the partner read aloud were those that both cards make.</summary>
    public const string PartnerConfirmed = "partner.confirmed";

    /// <summary>Other words were heard, or a person ended the partnership; nothing flows any more.</summary>
    public const string PartnerLocked = "partner.locked";

    /// <summary>A message to a partner took its place in the chain.</summary>
    public const string ExchangeSent = "exchange.sent";

    /// <summary>A message of a partner was taken in; the details say with what outcome.</summary>
    public const string ExchangeReceived = "exchange.received";

    /// <summary>A message of a partner that contradicts what is held was kept apart.</summary>
    public const string ExchangeQuarantined = "exchange.quarantined";

    /// <summary>A message that waited for others, or for its time, had its effect or lost it.</summary>
    public const string ExchangeReleased = "exchange.released";

    /// <summary>Receipts were handed to a partner.</summary>
    public const string ExchangeReceiptsSent = "exchange.receipts-sent";

    /// <summary>A partner has signed that a message is durably there.</summary>
    public const string ExchangeReceiptTaken = "exchange.receipt-taken";

    /// <summary>A partner has signed that two messages of this service contradict each other.</summary>
    public const string ExchangeConflictTold = "exchange.conflict-told";

    /// <summary>A message to a partner expired without its receipt.</summary>
    public const string ExchangeNotDelivered = "exchange.not-delivered";

    /// <summary>A checkpoint of a partner's log was verified and kept.</summary>
    public const string ExchangeCheckpointKept = "exchange.checkpoint-kept";

    /// <summary>A partner's log contradicts what was seen of it; both checkpoints are kept.</summary>
    public const string PartnerEvidenceFound = "partner.evidence-found";

    /// <summary>A person has seen what contradicts itself in a partner's log.</summary>
    public const string PartnerEvidenceSeen = "partner.evidence-seen";

    /// <summary>Messages and receipts for a partner were written into a file.</summary>
    public const string ExchangeFileMade = "exchange.file-made";

    /// <summary>A partner's file of messages and receipts was taken in.</summary>
    public const string ExchangeFileTaken = "exchange.file-taken";

    /// <summary>This service has other keys; its partners were sent the card.</summary>
    public const string ExchangeKeysChanged = "exchange.keys-changed";

    /// <summary>Old keys of this service were destroyed.</summary>
    public const string ExchangeKeysDestroyed = "exchange.keys-destroyed";

    /// <summary>A partner has other keys, by a card that its old key signed.</summary>
    public const string PartnerKeysChanged = "partner.keys-changed";

    /// <summary>A partner sent a card that cannot take the place of the one in force.</summary>
    public const string PartnerCardRefused = "partner.card-refused";

    /// <summary>Contents of messages were deleted at the end of their time, and their keys destroyed.</summary>
    public const string ExchangeDeleted = "exchange.deleted";
}
