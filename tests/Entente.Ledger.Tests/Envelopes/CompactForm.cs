using System.Text;
using System.Text.Json;
using Entente.Ledger.Envelopes;

namespace Entente.Ledger.Tests.Envelopes;

/// <summary>
/// Published vectors are in the compact serialisation, which nodes do not read. This takes it apart with the readers of the product and
/// asks the checks of the product.
/// </summary>
internal static class CompactForm
{
    private static readonly string[] SignedMembers = ["alg", "kid"];

    /// <summary>A JSON Web Key of the vectors as a verifier key; null where it is none. Only the order of the members and the key id are made ours.</summary>
    public static MessageVerifierKey? Verifier(JsonElement jwk) => Point(jwk) is { } point && MessageVerifierKey.TryParse(Ours(jwk, point), out var key, out _) ? key : null;

    /// <summary>Why it is none.</summary>
    public static PublicKeyFault VerifierFault(JsonElement jwk) => MessageVerifierKey.TryParse(Ours(jwk, Point(jwk)), out _, out var fault) ? PublicKeyFault.None : fault;

    /// <summary>Whether a message in compact form is signed by a key.</summary>
    /// <param name="message">The message.</param>
    /// <param name="keyId">The id under which the vectors know the key.</param>
    /// <param name="key">The key; null where it is not one for this.</param>
    public static bool IsSigned(string message, string keyId, MessageVerifierKey? key)
    {
        if (message.Split('.') is not [var header, var payload, var encoded]
            || !Decode(header, out var headerBytes) || !Decode(payload, out _) || !Decode(encoded, out var signature))
        {
            return false;
        }

        var reader = new JoseReader(headerBytes);
        reader.Begin(SignedMembers);
        var (algorithm, itsKeyId) = (Encoding.ASCII.GetString(reader.Text()), Encoding.ASCII.GetString(reader.Text()));
        reader.End();
        reader.Finish();
        if (!reader.IsGoingOn || SignedMessageReader.CheckAlgorithm(algorithm, itsKeyId) != EnvelopeFault.None || key is null)
        {
            return false;
        }

        var ring = new KeyRing(Letters.Sender, [new(key, Letters.Created)], []);
        var claim = new MessageSignature(algorithm, itsKeyId == keyId ? key.KeyId : itsKeyId, signature);
        return ring.Check(claim, Encoding.ASCII.GetBytes(header + "." + payload), Letters.Created, Letters.Created) == MessageVerdict.SignedByPartner;
    }

    /// <summary>What a message sealed by ECDH-ES and A256GCM has in it; null where it does not open or is of another algorithm.</summary>
    public static byte[]? Open(string message, OpeningKey key)
    {
        if (message.Split('.') is not [var header, "", var vector, var ciphertext, var tag]
            || !Decode(header, out var headerBytes) || !Decode(vector, out var vectorBytes) || !Decode(ciphertext, out var content) || !Decode(tag, out var tagBytes)
            || vectorBytes.Length != EcdhEs.VectorLength || tagBytes.Length != EcdhEs.TagLength)
        {
            return null;
        }

        using var json = JsonDocument.Parse(headerBytes);
        var (algorithm, encryption, members) = (Text(json.RootElement, "alg"), Text(json.RootElement, "enc"), json.RootElement.EnumerateObject().Count());
        if (algorithm != SealingKey.Algorithm || encryption != EcdhEs.Encryption || members != 3 || EphemeralKey(json.RootElement) is not { Length: > 0 } ephemeral)
        {
            return null;
        }

        return EcdhEs.Decrypt(EcdhEs.ContentKey(key.Agree(ephemeral), "", ""), vectorBytes, content, tagBytes, Encoding.ASCII.GetBytes(header));
    }

    /// <summary>The ephemeral key of a header, read as the product reads it; empty where it is none. Only the order of its members is made ours.</summary>
    public static byte[] EphemeralKey(JsonElement header)
    {
        var epk = header.GetProperty("epk");
        var ours = $$"""{"kty":"{{Text(epk, "kty")}}","crv":"{{Text(epk, "crv")}}","x":"{{Text(epk, "x")}}","y":"{{Text(epk, "y")}}"}""";
        var reader = new JoseReader(Encoding.ASCII.GetBytes(ours));
        return SealedMessageReader.ReadKey(ref reader);
    }

    public static string Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

    public static bool Decode(string text, out byte[] bytes)
    {
        var read = StrictBase64Url.TryDecode(Encoding.UTF8.GetBytes(text), out var decoded);
        bytes = decoded ?? [];
        return read;
    }

    private static byte[]? Point(JsonElement jwk) => PublicKeyText.TryJoin(Encoding.ASCII.GetBytes(Text(jwk, "x")), Encoding.ASCII.GetBytes(Text(jwk, "y")), out var point) ? point : null;

    private static string Ours(JsonElement jwk, byte[]? point)
    {
        var use = Text(jwk, "use") is { Length: > 0 } said ? said : jwk.TryGetProperty("key_ops", out var operations) && operations[0].GetString() != "verify" ? "enc" : "sig";
        var algorithm = Text(jwk, "alg") is { Length: > 0 } named ? named : "ES256";
        var keyId = point is null ? "" : PublicKeyText.KeyId(point);
        return $$"""{"kty":"{{Text(jwk, "kty")}}","crv":"{{Text(jwk, "crv")}}","x":"{{Text(jwk, "x")}}","y":"{{Text(jwk, "y")}}","use":"{{use}}","alg":"{{algorithm}}","kid":"{{keyId}}"}""";
    }
}
