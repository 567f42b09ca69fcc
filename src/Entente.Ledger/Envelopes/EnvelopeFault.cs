namespace Entente.Ledger.Envelopes;

/// <summary>Why bytes are not a signed or a sealed message, or why a sealed one does not open. Each is the breach of one rule.</summary>
public enum EnvelopeFault
{
    /// <summary>Nothing is wrong.</summary>
    None,

    /// <summary>Longer than the longest message of this form.</summary>
    TooLong,

    /// <summary>They are not the object that is expected here.</summary>
    OtherForm,

    /// <summary>They end before the message does.</summary>
    CutOff,

    /// <summary>More bytes follow the message.</summary>
    BytesLeftOver,

    /// <summary>White space, an escape or a character beyond visible ASCII: the same message has a spelling without it.</summary>
    OtherSpelling,

    /// <summary>A member has a value of another kind, such as an object in place of a text.</summary>
    WrongKind,

    /// <summary>A member stands twice in one object (RFC 7515 section 4: it must not).</summary>
    DuplicateMember,

    /// <summary>A member is missing, or stands at another place than the one it has.</summary>
    MissingMember,

    /// <summary>A member that the format does not have.</summary>
    UnknownMember,

    /// <summary>The header brings or points to a key: jwk, jku, x5c, x5u, x5t or x5t#S256 (RFC 7515 section 4.1). Keys come from the partnership alone.</summary>
    BringsKey,

    /// <summary>The header asks for decompression: zip (RFC 7516 section 4.1.3).</summary>
    Compressed,

    /// <summary>A text is not base64url without padding (RFC 7515 section 2) in its one spelling.</summary>
    BadBase64,

    /// <summary>An algorithm or key id is not an identifier free of quotes and backslashes, or the key id of a sealed message not a thumbprint.</summary>
    BadIdentifier,

    /// <summary>The type is not <see cref="SignedMessage.Type"/>, or <see cref="SealedMessage.Type"/> for a sealed one.</summary>
    OtherType,

    /// <summary>"crit" is not exactly ["msg"].</summary>
    OtherCritical,

    /// <summary>The algorithm is "none", in any case of its letters (RFC 7518 section 3.6): nobody signed.</summary>
    AlgorithmNone,

    /// <summary>A sealed message of another algorithm than ECDH-ES or another encryption than A256GCM.</summary>
    OtherAlgorithm,

    /// <summary>There is no signature.</summary>
    NoSignature,

    /// <summary>More signatures than <see cref="SignedMessage.MostSignatures"/>.</summary>
    TooManySignatures,

    /// <summary>An ES256 signature has not 64 bytes (RFC 7518 section 3.4), or one of another algorithm none or more than <see cref="SignedMessage.MostSignatureBytes"/>.</summary>
    SignatureOfOtherLength,

    /// <summary>The signatures are not all over the same header.</summary>
    HeadersDiffer,

    /// <summary>What is signed as "msg" is not a header; <see cref="MessageHeaderFormat.TryDecode"/> says why.</summary>
    BadHeader,

    /// <summary>The payload has another length than the header says.</summary>
    PayloadOfOtherLength,

    /// <summary>The ephemeral key is not a point of P-256: another curve, another length, or beside the curve.</summary>
    BadEphemeralKey,

    /// <summary>Sender or recipient on the outside is not an identifier.</summary>
    BadParty,

    /// <summary>The initialisation vector has not 12 bytes or the tag not 16.</summary>
    PartOfOtherLength,

    /// <summary>It is sealed for another service.</summary>
    OtherRecipient,

    /// <summary>It is sealed to a key that is not at hand.</summary>
    UnknownKey,

    /// <summary>It does not open: altered, or sealed to another key.</summary>
    NotAuthentic,

    /// <summary>Sender or recipient inside are not those on the outside.</summary>
    OtherParties,
}
