using System.Numerics;
using System.Security.Cryptography;
using Entente.Ledger.Merkle;

namespace Entente.Ledger.Envelopes;

/// <summary>
/// Public keys of the curve P-256 (FIPS 186-5, SP 800-186 section 3.2.1.3) as 64 bytes: x and y, big-endian, 32 bytes each.
/// </summary>
internal static class P256
{
    /// <summary>Bytes of a coordinate (RFC 7518 section 6.2.1.2).</summary>
    public const int CoordinateLength = 32;

    /// <summary>Bytes of a public key here.</summary>
    public const int PointLength = 2 * CoordinateLength;

    private const string Oid = "1.2.840.10045.3.1.7";

    // Prime and coefficient b of the curve y² = x³ - 3x + b.
    private static readonly BigInteger Prime = Number(Convert.FromHexString("ffffffff00000001000000000000000000000000ffffffffffffffffffffffff"));
    private static readonly BigInteger B = Number(Convert.FromHexString("5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b"));

    public static ECCurve Curve => ECCurve.NamedCurves.nistP256;

    /// <summary>
    /// Whether 64 bytes are a point of the curve (SP 800-56A rev. 3 section 5.6.2.3.4). The runtime checks as well; here it is
    /// checked the same way on every platform, because a point beside the curve gives a private key away bit by bit.
    /// </summary>
    public static bool IsPoint(ReadOnlySpan<byte> point)
    {
        if (point.Length != PointLength)
        {
            return false;
        }

        var (x, y) = (Number(point[..CoordinateLength]), Number(point[CoordinateLength..]));
        return x < Prime && y < Prime && ((y * y) - (x * ((x * x) - 3)) - B) % Prime == 0;
    }

    /// <summary>The point, copied.</summary>
    /// <exception cref="ArgumentException">It is none.</exception>
    public static byte[] Required(ReadOnlySpan<byte> point, string parameter) => IsPoint(point)
        ? point.ToArray()
        : throw new ArgumentException($"A public key is a point of P-256 as {PointLength} bytes: x and y, big-endian.", parameter);

    public static ECParameters Parameters(ReadOnlySpan<byte> point) =>
        new() { Curve = Curve, Q = new() { X = point[..CoordinateLength].ToArray(), Y = point[CoordinateLength..].ToArray() } };

    /// <summary>The public half of a key, as 64 bytes.</summary>
    public static byte[] PointOf(ECParameters parameters) => [.. parameters.Q.X!, .. parameters.Q.Y!];

    public static bool IsNamed(ECParameters parameters) => parameters.Curve.IsNamed && parameters.Curve.Oid.Value == Oid;

    /// <summary>SHA-256 over the members that make the key, in the order of their names (RFC 7638 section 3).</summary>
    public static Digest Thumbprint(ReadOnlySpan<byte> point) => new(SHA256.HashData(new PartWriter(128)
        .Bytes("{\"crv\":\"P-256\",\"kty\":\"EC\",\"x\":\""u8).Base64Url(point[..CoordinateLength])
        .Bytes("\",\"y\":\""u8).Base64Url(point[CoordinateLength..]).Bytes("\"}"u8).ToArray()));

    private static BigInteger Number(ReadOnlySpan<byte> bytes) => new(bytes, isUnsigned: true, isBigEndian: true);
}
