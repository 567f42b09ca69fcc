using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Entente.Ledger.Envelopes;

/// <summary>
/// The public key with which a partner's messages are verified: P-256, for ES256 and for nothing else (RFC 7518 section 3.4). Its
/// text, a JSON Web Key, is what is handed to partners. Safe for use by any number of threads.
/// </summary>
public sealed class MessageVerifierKey
{
    /// <summary>The one algorithm of such a key. A message does not choose it.</summary>
    public const string Algorithm = "ES256";

    /// <summary>Bytes of a signature: r and s, big-endian, 32 bytes each (RFC 7518 section 3.4).</summary>
    public const int SignatureLength = 64;

    internal const string Use = "sig";

    private readonly byte[] _point;
    private readonly ECDsa _key;

    // The runtime does not promise that one ECDsa serves several threads.
    private readonly Lock _turn = new();

    /// <summary>A key by its point.</summary>
    /// <param name="point">x and y, big-endian, 32 bytes each.</param>
    /// <exception cref="ArgumentException">They are no point of P-256.</exception>
    public MessageVerifierKey(ReadOnlySpan<byte> point)
    {
        _point = P256.Required(point, nameof(point));
        _key = ECDsa.Create(P256.Parameters(point));
        KeyId = PublicKeyText.KeyId(point);
    }

    /// <summary>The thumbprint of the key (RFC 7638) as base64url, 43 characters.</summary>
    public string KeyId { get; }

    /// <summary>The point: x and y, big-endian, 32 bytes each.</summary>
    public ReadOnlyMemory<byte> Point => _point;

    /// <summary>Reads the JSON Web Key that <see cref="ToString"/> writes.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out MessageVerifierKey? key, out PublicKeyFault fault)
    {
        key = PublicKeyText.TryRead(text, Use, Algorithm, out var point, out fault) ? new(point) : null;
        return key is not null;
    }

    /// <summary>The key as a JSON Web Key (RFC 7517) in one line.</summary>
    public override string ToString() => PublicKeyText.Write(_point, Use, Algorithm, KeyId);

    /// <summary>Whether the key signed these bytes. A signature of another length is none.</summary>
    internal bool Verifies(ReadOnlySpan<byte> signed, ReadOnlySpan<byte> signature)
    {
        if (signature.Length != SignatureLength)
        {
            return false;
        }

        lock (_turn)
        {
            return _key.VerifyData(signed, signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        }
    }
}
