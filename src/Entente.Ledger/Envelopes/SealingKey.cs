using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Entente.Ledger.Envelopes;

/// <summary>
/// The public key to which messages for a partner are sealed: P-256, for ECDH-ES and for nothing else (RFC 7518 section 4.6). Its
/// text, a JSON Web Key, is what is handed to partners. Safe for use by any number of threads.
/// </summary>
public sealed class SealingKey
{
    /// <summary>The one algorithm of such a key.</summary>
    public const string Algorithm = "ECDH-ES";

    internal const string Use = "enc";

    private readonly byte[] _point;
    private readonly ECDiffieHellmanPublicKey _key;
    private readonly Lock _turn = new();

    /// <summary>A key by its point.</summary>
    /// <param name="point">x and y, big-endian, 32 bytes each.</param>
    /// <exception cref="ArgumentException">They are no point of P-256.</exception>
    public SealingKey(ReadOnlySpan<byte> point)
    {
        _point = P256.Required(point, nameof(point));
        using var key = ECDiffieHellman.Create(P256.Parameters(point));
        _key = key.PublicKey;
        KeyId = PublicKeyText.KeyId(point);
    }

    /// <summary>The thumbprint of the key (RFC 7638) as base64url, 43 characters.</summary>
    public string KeyId { get; }

    /// <summary>The point: x and y, big-endian, 32 bytes each.</summary>
    public ReadOnlyMemory<byte> Point => _point;

    /// <summary>Reads the JSON Web Key that <see cref="ToString"/> writes.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out SealingKey? key, out PublicKeyFault fault)
    {
        key = PublicKeyText.TryRead(text, Use, Algorithm, out var point, out fault) ? new(point) : null;
        return key is not null;
    }

    /// <summary>The key as a JSON Web Key (RFC 7517) in one line.</summary>
    public override string ToString() => PublicKeyText.Write(_point, Use, Algorithm, KeyId);

    /// <summary>What the holder of the ephemeral key and the holder of this key's private half both know, and nobody else; to be wiped.</summary>
    internal byte[] Agree(ECDiffieHellman ephemeral)
    {
        lock (_turn)
        {
            return ephemeral.DeriveRawSecretAgreement(_key);
        }
    }
}
