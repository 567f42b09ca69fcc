using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Entente.Ledger.Merkle;

namespace Entente.Ledger.Envelopes;

/// <summary>One signature under a message, of any algorithm. Those of unknown keys are kept as they are and say nothing.</summary>
/// <param name="Algorithm">Its name, such as "ES256" (RFC 7518 section 3.1).</param>
/// <param name="KeyId">Id of the key that is claimed to have made it.</param>
/// <param name="Bytes">What the algorithm made.</param>
public sealed record MessageSignature(string Algorithm, string KeyId, ReadOnlyMemory<byte> Bytes);

/// <summary>
/// Header and payload and the signatures over both: a JSON Web Signature in the general JSON serialisation (RFC 7515 section 7.2.1)
/// in one spelling.
/// <code>
/// {"payload":"P","signatures":[{"protected":"H","signature":"S"}, …]}
/// P = base64url(payload)
/// H = base64url({"alg":"ES256","kid":"…","typ":"entente-message+jws","crit":["msg"],"msg":"base64url(header)"})
/// S = base64url(signature over H "." P)
/// </code>
/// Payload and header are kept as the exact bytes that were signed. What somebody else signed must not be acted upon; <see cref="TryVerify"/> says.
/// </summary>
public sealed class SignedMessage
{
    /// <summary>What the protected header says it is (RFC 7515 section 4.1.9).</summary>
    public const string Type = "entente-message+jws";

    /// <summary>Most signatures that are read. A policy of this project: one of today, one of tomorrow's algorithm, and both once more while keys change.</summary>
    public const int MostSignatures = 4;

    /// <summary>Longest signature of an unknown algorithm. ML-DSA-87 has 4,627 bytes (FIPS 204 table 2).</summary>
    public const int MostSignatureBytes = 8 * 1024;

    /// <summary>Longest message that is read: the longest payload in base64url, with room for signatures.</summary>
    public const int MostBytes = (MessageHeader.MostPayload / 3 * 4) + (64 * 1024);

    internal SignedMessage(MessageHeader header, byte[] headerBytes, byte[] payload, IReadOnlyList<MessageSignature> signatures)
    {
        (Header, HeaderBytes, Payload, Signatures) = (header, headerBytes, payload, signatures);
        Digest = DigestOf(headerBytes, payload);
    }

    /// <summary>The header.</summary>
    public MessageHeader Header { get; }

    /// <summary>The header as the bytes that are signed.</summary>
    public ReadOnlyMemory<byte> HeaderBytes { get; }

    /// <summary>The payload as the bytes that are signed; never written anew from what they mean.</summary>
    public ReadOnlyMemory<byte> Payload { get; }

    /// <summary>The signatures in the order of the message, known and unknown.</summary>
    public IReadOnlyList<MessageSignature> Signatures { get; }

    /// <summary>
    /// What the message is, whoever signed it and how often: SHA-256 over "entente.digest.v1\n", the length of the header in 4 bytes,
    /// big-endian, the header and the payload. The next message of the pair names it.
    /// </summary>
    public Digest Digest { get; }

    /// <summary>Signs a message.</summary>
    /// <param name="header">Its header; the length of the payload is filled in.</param>
    /// <param name="payload">Its payload, which is copied.</param>
    /// <param name="key">The key of the service.</param>
    /// <exception cref="ArgumentException">The header breaks a rule, or the payload is too long.</exception>
    public static SignedMessage Sign(MessageHeader header, ReadOnlySpan<byte> payload, MessageKey key)
    {
        var complete = header with { PayloadLength = payload.Length };
        return new SignedMessage(complete, MessageHeaderFormat.Encode(complete), payload.ToArray(), []).With(key);
    }

    /// <summary>The same message with a signature more, as while keys or algorithms change.</summary>
    /// <exception cref="InvalidOperationException">It has <see cref="MostSignatures"/> already.</exception>
    public SignedMessage With(MessageKey key) => Signatures.Count < MostSignatures
        ? new(Header, HeaderBytes.ToArray(), Payload.ToArray(), [.. Signatures, Signature(key)])
        : throw new InvalidOperationException($"A message has {MostSignatures} signatures at most.");

    /// <summary>
    /// The same message with the signature of this key alone, as after a key was revoked. The digest stays, so the chain holds and
    /// receipts stay right.
    /// </summary>
    public SignedMessage Resign(MessageKey key) => new(Header, HeaderBytes.ToArray(), Payload.ToArray(), [Signature(key)]);

    /// <summary>Reads a message. It says nothing about who signed; see <see cref="TryVerify"/>.</summary>
    public static bool TryParse(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out SignedMessage? message, out EnvelopeFault fault)
    {
        (message, fault) = bytes.Length > MostBytes ? (null, EnvelopeFault.TooLong) : SignedMessageReader.Read(bytes);
        return message is not null;
    }

    /// <summary>
    /// Whether a partner signed the message. Every signature that claims to be of one of its keys must be right and of that key's
    /// algorithm, and one of them must count; the rules of time are <see cref="KeyRing"/>'s.
    /// </summary>
    /// <param name="keys">The keys of the partner that the message is said to come from.</param>
    /// <param name="received">When the message was received first, by a clock and a record that the partner cannot move.</param>
    /// <param name="verified">The message as one that may be acted upon.</param>
    /// <param name="verdict">What the signatures say.</param>
    public bool TryVerify(KeyRing keys, DateTimeOffset received, [NotNullWhen(true)] out VerifiedMessage? verified, out MessageVerdict verdict)
    {
        var verdicts = Signatures.Select(signature => keys.Check(signature, SigningInput(signature.Algorithm, signature.KeyId), Header.Created, received)).ToList();
        verdict = Header.Sender != keys.Service ? MessageVerdict.OtherSender : Together(verdicts);
        verified = verdict == MessageVerdict.SignedByPartner ? new(this, Signatures[verdicts.IndexOf(MessageVerdict.SignedByPartner)].KeyId, received) : null;
        return verified is not null;
    }

    /// <summary>The message as bytes, to be stored or sealed.</summary>
    public byte[] ToBytes()
    {
        var writer = new PartWriter((Payload.Length * 4 / 3) + 2_048).Bytes("{\"payload\":\""u8).Base64Url(Payload.Span).Bytes("\",\"signatures\":["u8);
        for (var i = 0; i < Signatures.Count; i++)
        {
            writer.Bytes(i == 0 ? "{\"protected\":\""u8 : ",{\"protected\":\""u8).Base64Url(ProtectedHeader(Signatures[i].Algorithm, Signatures[i].KeyId))
                .Bytes("\",\"signature\":\""u8).Base64Url(Signatures[i].Bytes.Span).Bytes("\"}"u8);
        }

        return writer.Bytes("]}"u8).ToArray();
    }

    /// <summary>What is signed (RFC 7515 section 5.1): the protected header and the payload in base64url with a full stop between.</summary>
    internal byte[] SigningInput(string algorithm, string keyId) => new PartWriter((Payload.Length * 4 / 3) + 2_048)
        .Base64Url(ProtectedHeader(algorithm, keyId)).Byte((byte)'.').Base64Url(Payload.Span).ToArray();

    internal byte[] ProtectedHeader(string algorithm, string keyId) => new PartWriter(1_024)
        .Bytes("{\"alg\":\""u8).Ascii(algorithm).Bytes("\",\"kid\":\""u8).Ascii(keyId)
        .Bytes("\",\"typ\":\"entente-message+jws\",\"crit\":[\"msg\"],\"msg\":\""u8).Base64Url(HeaderBytes.Span).Bytes("\"}"u8).ToArray();

    private MessageSignature Signature(MessageKey key) => new(
        MessageVerifierKey.Algorithm, key.Verifier.KeyId, key.Sign(SigningInput(MessageVerifierKey.Algorithm, key.Verifier.KeyId)));

    /// <summary>What rejects the whole goes before what counts, and that before what does not count; of two that do not, the one that says more.</summary>
    private static MessageVerdict Together(List<MessageVerdict> verdicts) => new[]
    {
        MessageVerdict.FalseSignature, MessageVerdict.OtherAlgorithm, MessageVerdict.SignedByPartner, MessageVerdict.KeyRevoked, MessageVerdict.KeyEnded, MessageVerdict.KeyNotYetValid,
    }.FirstOrDefault(verdicts.Contains, MessageVerdict.NotSigned);

    private static Digest DigestOf(ReadOnlySpan<byte> header, ReadOnlySpan<byte> payload)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData("entente.digest.v1\n"u8);
        hash.AppendData([(byte)(header.Length >> 24), (byte)(header.Length >> 16), (byte)(header.Length >> 8), (byte)header.Length]);
        hash.AppendData(header);
        hash.AppendData(payload);
        Span<byte> digest = stackalloc byte[Digest.Length];
        hash.GetHashAndReset(digest);
        return new(digest);
    }
}
