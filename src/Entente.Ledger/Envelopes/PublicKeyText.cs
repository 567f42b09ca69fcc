using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Entente.Ledger.Envelopes;

/// <summary>What is wrong with the text of a <see cref="MessageVerifierKey"/> or a <see cref="SealingKey"/>.</summary>
public enum PublicKeyFault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>It is not the object of kty, crv, x, y, use, alg and kid, in this order and without white space.</summary>
    OtherForm,

    /// <summary>The type is not "EC" (RFC 7518 section 6.1).</summary>
    OtherType,

    /// <summary>The curve is not "P-256".</summary>
    OtherCurve,

    /// <summary>x or y is not the base64url of 32 bytes (RFC 7518 section 6.2.1.2).</summary>
    BadCoordinate,

    /// <summary>x and y are no point of the curve.</summary>
    NotOnCurve,

    /// <summary>The key is for another use: signatures are "sig", sealing is "enc" (RFC 7517 section 4.2).</summary>
    OtherUse,

    /// <summary>The algorithm is not the one of this use: ES256 or ECDH-ES.</summary>
    OtherAlgorithm,

    /// <summary>The key id is not the thumbprint (RFC 7638) of the key: one of the parts was mistyped or exchanged.</summary>
    OtherKeyId,
}

/// <summary>Public keys as JSON Web Keys (RFC 7517) in their one spelling.</summary>
internal static class PublicKeyText
{
    private static readonly string[] Members = ["kty", "crv", "x", "y", "use", "alg", "kid"];

    public static string Write(ReadOnlySpan<byte> point, string use, string algorithm, string keyId) =>
        $$"""{"kty":"EC","crv":"P-256","x":"{{Encoded(point[..P256.CoordinateLength])}}","y":"{{Encoded(point[P256.CoordinateLength..])}}","use":"{{use}}","alg":"{{algorithm}}","kid":"{{keyId}}"}""";

    /// <summary>The 64 bytes of a key that is for this use.</summary>
    public static bool TryRead(string text, string use, string algorithm, [NotNullWhen(true)] out byte[]? point, out PublicKeyFault fault)
    {
        var reader = new JoseReader(Encoding.UTF8.GetBytes(text));
        reader.Begin(Members);
        var (type, curve) = (Ascii(reader.Text()), Ascii(reader.Text()));
        var x = reader.Text();
        var y = reader.Text();
        var (itsUse, itsAlgorithm, keyId) = (Ascii(reader.Text()), Ascii(reader.Text()), Ascii(reader.Text()));
        reader.End();
        reader.Finish();
        point = [];
        fault = !reader.IsGoingOn ? PublicKeyFault.OtherForm
            : type != "EC" ? PublicKeyFault.OtherType
            : curve != "P-256" ? PublicKeyFault.OtherCurve
            : !TryJoin(x, y, out point) ? PublicKeyFault.BadCoordinate
            : !P256.IsPoint(point) ? PublicKeyFault.NotOnCurve
            : itsUse != use ? PublicKeyFault.OtherUse
            : itsAlgorithm != algorithm ? PublicKeyFault.OtherAlgorithm
            : keyId != KeyId(point) ? PublicKeyFault.OtherKeyId
            : PublicKeyFault.None;
        point = fault == PublicKeyFault.None ? point : null;
        return point is not null;
    }

    /// <summary>Two coordinates as 64 bytes.</summary>
    public static bool TryJoin(ReadOnlySpan<byte> x, ReadOnlySpan<byte> y, out byte[] point)
    {
        var read = StrictBase64Url.TryDecode(x, out var left) & StrictBase64Url.TryDecode(y, out var right);
        point = left?.Length == P256.CoordinateLength && right?.Length == P256.CoordinateLength ? [.. left, .. right] : [];
        return read && point.Length == P256.PointLength;
    }

    /// <summary>The thumbprint of a key as base64url, 43 characters.</summary>
    public static string KeyId(ReadOnlySpan<byte> point)
    {
        var thumbprint = P256.Thumbprint(point);
        return Base64Url.EncodeToString(thumbprint.Bytes);
    }

    private static string Encoded(ReadOnlySpan<byte> bytes) => Base64Url.EncodeToString(bytes);

    private static string Ascii(ReadOnlySpan<byte> text) => Encoding.ASCII.GetString(text);
}
