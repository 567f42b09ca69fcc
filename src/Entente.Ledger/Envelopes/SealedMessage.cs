using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Entente.Ledger.Envelopes;

/// <summary>
/// A signed message encrypted to one recipient: a JSON Web Encryption (RFC 7516) by ECDH-ES and A256GCM. It has two forms that carry
/// the same parts and are made of each other without a key: the flattened JSON serialisation (RFC 7516 section 7.2.2) for HTTP and files,
/// <code>
/// {"protected":"H","iv":"V","ciphertext":"C","tag":"T"}
/// H = base64url({"alg":"ECDH-ES","enc":"A256GCM","kid":"…","epk":{"kty":"EC","crv":"P-256","x":"…","y":"…"},"apu":"…","apv":"…","typ":"entente-message+jwe"})
/// </code>
/// and parts one behind the other for narrow links, see <see cref="ToWire"/>. The codes of sender and recipient stand outside in the clear; they
/// are part of what the key is derived from, so that nobody can pass the message on as one to or from another service.
/// </summary>
public sealed class SealedMessage
{
    /// <summary>What the protected header says it is (RFC 7516 section 4.1.11).</summary>
    public const string Type = "entente-message+jwe";

    /// <summary>What the form for narrow links begins with. A changed format gets another number.</summary>
    public const string WireStart = "entente.sealed.v1\n";

    /// <summary>Longest content: that of the longest signed message.</summary>
    public const int MostContent = SignedMessage.MostBytes;

    /// <summary>Longest message that is read, in either form.</summary>
    public const int MostBytes = (MostContent / 3 * 4) + (4 * 1024);

    internal SealedMessage(string keyId, byte[] ephemeralKey, string sender, string recipient, byte[] vector, byte[] ciphertext, byte[] tag) =>
        (KeyId, EphemeralKey, Sender, Recipient, Vector, Ciphertext, Tag) = (keyId, ephemeralKey, sender, recipient, vector, ciphertext, tag);

    /// <summary>Id of the key that it is sealed to, 43 characters.</summary>
    public string KeyId { get; }

    /// <summary>Code of the service that sealed it, as it claims; the signature inside is what proves it.</summary>
    public string Sender { get; }

    /// <summary>Code of the service that can open it.</summary>
    public string Recipient { get; }

    /// <summary>The key that was made for this message alone: x and y, big-endian, 32 bytes each; a point of P-256.</summary>
    public ReadOnlyMemory<byte> EphemeralKey { get; }

    /// <summary>Initialisation vector, 12 bytes.</summary>
    public ReadOnlyMemory<byte> Vector { get; }

    /// <summary>The encrypted message, as long as <see cref="SignedMessage.ToBytes"/>.</summary>
    public ReadOnlyMemory<byte> Ciphertext { get; }

    /// <summary>The tag over ciphertext and protected header, 16 bytes.</summary>
    public ReadOnlyMemory<byte> Tag { get; }

    /// <summary>Seals a message to its recipient.</summary>
    /// <param name="message">The message; who may open it follows from its header.</param>
    /// <param name="key">The recipient's key.</param>
    public static SealedMessage Seal(SignedMessage message, SealingKey key)
    {
        using var ephemeral = ECDiffieHellman.Create(P256.Curve);
        return Seal(message, key, ephemeral);
    }

    /// <summary>Seals with an ephemeral key that was made before: for tests on fixed bytes, never for use.</summary>
    internal static SealedMessage Seal(SignedMessage message, SealingKey key, ECDiffieHellman ephemeral)
    {
        var (sender, recipient, content) = (message.Header.Sender, message.Header.Recipient, message.ToBytes());
        var point = P256.PointOf(ephemeral.ExportParameters(includePrivateParameters: false));
        var secret = key.Agree(ephemeral);
        var contentKey = EcdhEs.ContentKey(secret, sender, recipient);
        try
        {
            var vector = EcdhEs.Vector(secret, sender, recipient, content);
            var (ciphertext, tag) = EcdhEs.Encrypt(contentKey, vector, content, Additional(key.KeyId, point, sender, recipient));
            return new(key.KeyId, point, sender, recipient, vector, ciphertext, tag);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(secret);
            CryptographicOperations.ZeroMemory(contentKey);
        }
    }

    /// <summary>Reads the JSON form.</summary>
    public static bool TryParse(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out SealedMessage? message, out EnvelopeFault fault)
    {
        (message, fault) = bytes.Length > MostBytes ? (null, EnvelopeFault.TooLong) : SealedMessageReader.ReadJson(bytes);
        return message is not null;
    }

    /// <summary>Reads the form for narrow links.</summary>
    public static bool TryParseWire(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out SealedMessage? message, out EnvelopeFault fault)
    {
        (message, fault) = bytes.Length > MostBytes ? (null, EnvelopeFault.TooLong) : SealedMessageReader.ReadWire(bytes);
        return message is not null;
    }

    /// <summary>Opens a message. Who signed what is inside, it does not say; see <see cref="SignedMessage.TryVerify"/>.</summary>
    /// <param name="service">Code of the service that opens.</param>
    /// <param name="keys">Its keys: the one of today, and those of which messages are still under way.</param>
    /// <param name="message">What was inside.</param>
    /// <param name="fault">Why it does not open, or what was inside is not a message.</param>
    public bool TryOpen(string service, IReadOnlyList<OpeningKey> keys, [NotNullWhen(true)] out SignedMessage? message, out EnvelopeFault fault)
    {
        message = null;
        var key = keys.FirstOrDefault(key => key.Sealing.KeyId == KeyId);
        fault = Recipient != service ? EnvelopeFault.OtherRecipient : key is null ? EnvelopeFault.UnknownKey : EnvelopeFault.None;
        if (fault != EnvelopeFault.None || Open(key!) is not { } content)
        {
            fault = fault == EnvelopeFault.None ? EnvelopeFault.NotAuthentic : fault;
            return false;
        }

        if (SignedMessage.TryParse(content, out var inside, out fault) && (inside.Header.Sender != Sender || inside.Header.Recipient != Recipient))
        {
            fault = EnvelopeFault.OtherParties;
        }

        message = fault == EnvelopeFault.None ? inside : null;
        return message is not null;
    }

    /// <summary>The JSON form.</summary>
    public byte[] ToBytes() => new PartWriter((Ciphertext.Length * 4 / 3) + 1_024)
        .Bytes("{\"protected\":\""u8).Bytes(Additional(KeyId, EphemeralKey.Span, Sender, Recipient)).Bytes("\",\"iv\":\""u8).Base64Url(Vector.Span)
        .Bytes("\",\"ciphertext\":\""u8).Base64Url(Ciphertext.Span).Bytes("\",\"tag\":\""u8).Base64Url(Tag.Span).Bytes("\"}"u8).ToArray();

    /// <summary>
    /// The form for narrow links, without base64. In this order: <see cref="WireStart"/>; the key id as the 32 bytes of its thumbprint;
    /// the ephemeral key, 64 bytes; sender and recipient, each a length in 1 byte and that many ASCII characters; the vector, 12 bytes;
    /// the ciphertext, its length in 4 bytes, big-endian, in front; the tag, 16 bytes.
    /// </summary>
    public byte[] ToWire() => new PartWriter(Ciphertext.Length + 512)
        .Ascii(WireStart).Bytes(Base64Url.DecodeFromChars(KeyId)).Bytes(EphemeralKey.Span).Text(Sender).Text(Recipient).Bytes(Vector.Span)
        .Number32((uint)Ciphertext.Length).Bytes(Ciphertext.Span).Bytes(Tag.Span).ToArray();

    /// <summary>The protected header in base64url: what the tag covers beside the ciphertext (RFC 7516 section 5.1, step 14).</summary>
    internal static byte[] Additional(string keyId, ReadOnlySpan<byte> ephemeralKey, string sender, string recipient) =>
        new PartWriter(768).Base64Url(ProtectedHeader(keyId, ephemeralKey, sender, recipient)).ToArray();

    internal static byte[] ProtectedHeader(string keyId, ReadOnlySpan<byte> ephemeralKey, string sender, string recipient) => new PartWriter(512)
        .Bytes("{\"alg\":\"ECDH-ES\",\"enc\":\"A256GCM\",\"kid\":\""u8).Ascii(keyId)
        .Bytes("\",\"epk\":{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\""u8).Base64Url(ephemeralKey[..P256.CoordinateLength])
        .Bytes("\",\"y\":\""u8).Base64Url(ephemeralKey[P256.CoordinateLength..])
        .Bytes("\"},\"apu\":\""u8).Base64Url(System.Text.Encoding.ASCII.GetBytes(sender)).Bytes("\",\"apv\":\""u8).Base64Url(System.Text.Encoding.ASCII.GetBytes(recipient))
        .Bytes("\",\"typ\":\"entente-message+jwe\"}"u8).ToArray();

    private byte[]? Open(OpeningKey key)
    {
        var secret = key.Agree(EphemeralKey.Span);
        var contentKey = EcdhEs.ContentKey(secret, Sender, Recipient);
        try
        {
            return EcdhEs.Decrypt(contentKey, Vector.Span, Ciphertext.Span, Tag.Span, Additional(KeyId, EphemeralKey.Span, Sender, Recipient));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(secret);
            CryptographicOperations.ZeroMemory(contentKey);
        }
    }
}
