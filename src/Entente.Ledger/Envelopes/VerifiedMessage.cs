using Entente.Ledger.Merkle;

namespace Entente.Ledger.Envelopes;

/// <summary>What the signatures of a message say.</summary>
public enum MessageVerdict
{
    /// <summary>A key of the partner that counts signed it, and nothing contradicts.</summary>
    SignedByPartner,

    /// <summary>No signature is of a key of the partner. The message must be ignored.</summary>
    NotSigned,

    /// <summary>A signature claims to be of a key of the partner and is not: the whole message is to be rejected.</summary>
    FalseSignature,

    /// <summary>A signature names a key of the partner and another algorithm than that key has: the whole message is to be rejected.</summary>
    OtherAlgorithm,

    /// <summary>A right signature, but received since the key is not believed any more. The partner is to sign again with another key.</summary>
    KeyRevoked,

    /// <summary>A right signature, but made after the end of the key, or received too long after it. The partner is to sign again.</summary>
    KeyEnded,

    /// <summary>A right signature of a key that has not begun.</summary>
    KeyNotYetValid,

    /// <summary>The header names another sender than the service whose keys these are.</summary>
    OtherSender,
}

/// <summary>A message that its sender signed. Only <see cref="SignedMessage.TryVerify"/> makes one, so what takes one need not ask again.</summary>
public sealed class VerifiedMessage
{
    internal VerifiedMessage(SignedMessage message, string keyId, DateTimeOffset received) => (Message, KeyId, Received) = (message, keyId, received);

    /// <summary>The message.</summary>
    public SignedMessage Message { get; }

    /// <summary>Id of the key whose signature counted.</summary>
    public string KeyId { get; }

    /// <summary>When it was received first.</summary>
    public DateTimeOffset Received { get; }

    /// <summary>Its header.</summary>
    public MessageHeader Header => Message.Header;

    /// <summary>
    /// What stands at its place of the chain: its digest, or for a <see cref="MessageType.Filler"/> the digest of the message whose place it fills.
    /// </summary>
    public Digest PlaceDigest => Header.Type == MessageType.Filler ? new(Message.Payload.Span) : Message.Digest;
}
