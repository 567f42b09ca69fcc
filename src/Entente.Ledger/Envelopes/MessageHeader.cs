using Entente.Ledger.Entries;
using Entente.Ledger.Merkle;

namespace Entente.Ledger.Envelopes;

/// <summary>Why something is not the header of a message. Each is the breach of one rule of <see cref="MessageHeaderFormat"/>.</summary>
public enum MessageHeaderFault
{
    /// <summary>Nothing is wrong.</summary>
    None,

    /// <summary>The bytes do not begin with <see cref="MessageHeaderFormat.Start"/>.</summary>
    OtherFormat,

    /// <summary>They end before the header does.</summary>
    CutOff,

    /// <summary>More bytes follow the header.</summary>
    BytesLeftOver,

    /// <summary>The epoch is not 1 to 2^31 - 1.</summary>
    BadEpoch,

    /// <summary>The sequence number is not 1 to 2^63 - 1.</summary>
    BadSequence,

    /// <summary>A time is not in UTC and whole milliseconds of the years 1 to 9999.</summary>
    BadTime,

    /// <summary>The message expires before or when it is created.</summary>
    ExpiresTooEarly,

    /// <summary>The payload is longer than <see cref="MessageHeader.MostPayload"/>, or its length is negative.</summary>
    PayloadTooLong,

    /// <summary>A text is not 1 to <see cref="LedgerEntry.MostCharacters"/> visible ASCII characters.</summary>
    BadIdentifier,

    /// <summary>Sender and recipient are the same.</summary>
    ToItself,

    /// <summary>More causes than <see cref="MessageHeader.MostCauses"/>.</summary>
    TooManyCauses,

    /// <summary>It is a filler and its payload has not the length of a digest.</summary>
    NotAFiller,
}

/// <summary>
/// What is signed about a message beside its payload: who writes to whom, at which place of the pair's chain, when, until when,
/// of which type and under which marking. It names services and never a person. <see cref="Check"/> says whether it obeys every
/// rule; one that does not is neither signed nor read.
/// </summary>
public sealed record MessageHeader
{
    /// <summary>Longest payload, in bytes (1 MiB). A policy of this project: what is larger goes by several messages.</summary>
    public const int MostPayload = 1024 * 1024;

    /// <summary>Most causes that a message names. A policy of this project.</summary>
    public const int MostCauses = 16;

    /// <summary>The name of the message.</summary>
    public required MessageId Id { get; init; }

    /// <summary>Code of the service that writes.</summary>
    public required string Sender { get; init; }

    /// <summary>Code of the service that it is for.</summary>
    public required string Recipient { get; init; }

    /// <summary>Opaque id of the conversation that it belongs to.</summary>
    public required string Conversation { get; init; }

    /// <summary>The sender's count of its restarts from a backup, from 1 on: every one begins a new chain with each partner.</summary>
    public required int Epoch { get; init; }

    /// <summary>Place in the epoch of this sender and recipient: 1, 2, 3, … without a gap.</summary>
    public required long Sequence { get; init; }

    /// <summary><see cref="SignedMessage.Digest"/> of the message one place before; 32 zero bytes at place 1.</summary>
    public required Digest Previous { get; init; }

    /// <summary>When it was made by the sender's clock: UTC, whole milliseconds.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>From when on it must have no effect any more; after <see cref="Created"/>.</summary>
    public required DateTimeOffset Expires { get; init; }

    /// <summary>What it is: one of <see cref="MessageType"/> or another identifier.</summary>
    public required string Type { get; init; }

    /// <summary>Media type of the payload (RFC 6838), such as "application/json".</summary>
    public required string MediaType { get; init; }

    /// <summary>SHA-256 of the marking that the payload carries; 32 zero bytes where it carries none.</summary>
    public Digest Marking { get; init; }

    /// <summary>Messages, in either direction, that the recipient must know first; in the sender's order.</summary>
    public IReadOnlyList<MessageId> Causes { get; init; } = [];

    /// <summary>Length of the payload in bytes; <see cref="SignedMessage.Sign"/> fills it in.</summary>
    public int PayloadLength { get; init; }

    /// <summary>The first rule that the header breaks.</summary>
    public MessageHeaderFault Check() =>
        Epoch < 1 ? MessageHeaderFault.BadEpoch
        : Sequence < 1 ? MessageHeaderFault.BadSequence
        : !IsTime(Created) || !IsTime(Expires) ? MessageHeaderFault.BadTime
        : Expires <= Created ? MessageHeaderFault.ExpiresTooEarly
        : PayloadLength is < 0 or > MostPayload ? MessageHeaderFault.PayloadTooLong
        : !new[] { Sender, Recipient, Conversation, Type, MediaType }.All(LedgerEntry.IsIdentifier) ? MessageHeaderFault.BadIdentifier
        : Sender == Recipient ? MessageHeaderFault.ToItself
        : Causes.Count > MostCauses ? MessageHeaderFault.TooManyCauses
        : Type == MessageType.Filler && PayloadLength != Digest.Length ? MessageHeaderFault.NotAFiller
        : MessageHeaderFault.None;

    private static bool IsTime(DateTimeOffset time) => time.Offset == TimeSpan.Zero && time.Ticks % TimeSpan.TicksPerMillisecond == 0;
}
