using System.Buffers.Text;
using System.Text;
using Entente.Ledger.Entries;
using Entente.Ledger.Merkle;

namespace Entente.Ledger.Envelopes;

/// <summary>Takes a sealed message apart. The ephemeral key is checked to be on the curve before anybody can compute with it.</summary>
internal static class SealedMessageReader
{
    private static readonly string[] MessageMembers = ["protected", "iv", "ciphertext", "tag"];
    private static readonly string[] HeaderMembers = ["alg", "enc", "kid", "epk", "apu", "apv", "typ"];
    private static readonly string[] KeyMembers = ["kty", "crv", "x", "y"];

    public static (SealedMessage? Message, EnvelopeFault Fault) ReadJson(ReadOnlySpan<byte> bytes)
    {
        var reader = new JoseReader(bytes);
        reader.Begin(MessageMembers);
        var (header, vector, ciphertext, tag) = (reader.Base64(), reader.Base64(), reader.Base64(), reader.Base64());
        reader.End();
        reader.Finish();
        if (!reader.IsGoingOn)
        {
            return (null, reader.Fault);
        }

        var (keyId, ephemeralKey, sender, recipient, fault) = ReadProtected(header);
        return fault == EnvelopeFault.None ? Made(keyId, ephemeralKey, sender, recipient, vector, ciphertext, tag) : (null, fault);
    }

    public static (SealedMessage? Message, EnvelopeFault Fault) ReadWire(ReadOnlySpan<byte> bytes)
    {
        var reader = new PartReader(bytes);
        if (!reader.Starts("entente.sealed.v1\n"u8))
        {
            return (null, EnvelopeFault.OtherForm);
        }

        var keyId = Base64Url.EncodeToString(reader.Take(Digest.Length));
        var ephemeralKey = reader.Take(P256.PointLength).ToArray();
        var (sender, recipient) = (reader.Text(), reader.Text());
        var vector = reader.Take(EcdhEs.VectorLength).ToArray();
        var ciphertext = reader.Take(reader.Number32()).ToArray();
        var tag = reader.Take(EcdhEs.TagLength).ToArray();
        return reader.IsShort ? (null, EnvelopeFault.CutOff)
            : !reader.IsAtEnd ? (null, EnvelopeFault.BytesLeftOver)
            : Made(keyId, ephemeralKey, sender, recipient, vector, ciphertext, tag);
    }

    /// <summary>The ephemeral key of a member "epk"; empty where it is not one of P-256.</summary>
    public static byte[] ReadKey(ref JoseReader reader)
    {
        reader.Begin(KeyMembers);
        var (type, curve) = (Ascii(reader.Text()), Ascii(reader.Text()));
        var x = reader.Text();
        var y = reader.Text();
        reader.End();
        return type == "EC" && curve == "P-256" && PublicKeyText.TryJoin(x, y, out var point) && P256.IsPoint(point) ? point : [];
    }

    private static (string KeyId, byte[] EphemeralKey, string Sender, string Recipient, EnvelopeFault Fault) ReadProtected(ReadOnlySpan<byte> bytes)
    {
        var reader = new JoseReader(bytes);
        reader.Begin(HeaderMembers);
        var (algorithm, encryption, keyId) = (Ascii(reader.Text()), Ascii(reader.Text()), Ascii(reader.Text()));
        reader.Member();
        var ephemeralKey = ReadKey(ref reader);
        var (sender, recipient) = (Encoding.Latin1.GetString(reader.Base64()), Encoding.Latin1.GetString(reader.Base64()));
        var type = Ascii(reader.Text());
        reader.End();
        reader.Finish();
        var fault = !reader.IsGoingOn ? reader.Fault
            : algorithm.Equals("none", StringComparison.OrdinalIgnoreCase) ? EnvelopeFault.AlgorithmNone
            : algorithm != SealingKey.Algorithm || encryption != EcdhEs.Encryption ? EnvelopeFault.OtherAlgorithm
            : type != SealedMessage.Type ? EnvelopeFault.OtherType
            : EnvelopeFault.None;
        return (keyId, ephemeralKey, sender, recipient, fault);
    }

    /// <summary>The message, if its parts are what they may be in either form.</summary>
    private static (SealedMessage? Message, EnvelopeFault Fault) Made(
        string keyId, byte[] ephemeralKey, string sender, string recipient, byte[] vector, byte[] ciphertext, byte[] tag)
    {
        var fault = !StrictBase64Url.TryDecode(Encoding.UTF8.GetBytes(keyId), out var thumbprint) || thumbprint.Length != Digest.Length ? EnvelopeFault.BadIdentifier
            : !P256.IsPoint(ephemeralKey) ? EnvelopeFault.BadEphemeralKey
            : !LedgerEntry.IsIdentifier(sender) || !LedgerEntry.IsIdentifier(recipient) ? EnvelopeFault.BadParty
            : vector.Length != EcdhEs.VectorLength || tag.Length != EcdhEs.TagLength ? EnvelopeFault.PartOfOtherLength
            : ciphertext.Length > SealedMessage.MostContent ? EnvelopeFault.TooLong
            : EnvelopeFault.None;
        return fault == EnvelopeFault.None ? (new(keyId, ephemeralKey, sender, recipient, vector, ciphertext, tag), fault) : (null, fault);
    }

    private static string Ascii(ReadOnlySpan<byte> text) => Encoding.ASCII.GetString(text);
}
