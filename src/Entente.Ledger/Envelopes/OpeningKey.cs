using System.Security.Cryptography;

namespace Entente.Ledger.Envelopes;

/// <summary>
/// The key with which a service opens what partners sealed to it (ECDH-ES, RFC 7518 section 4.6). It cannot sign. Safe for use by
/// any number of threads until it is disposed.
/// </summary>
public sealed class OpeningKey : IDisposable
{
    private readonly ECDiffieHellman _key;
    private readonly Lock _turn = new();

    private OpeningKey(ECDiffieHellman key)
    {
        _key = key;
        Sealing = new(P256.PointOf(key.ExportParameters(includePrivateParameters: false)));
    }

    /// <summary>The public half, to be handed out.</summary>
    public SealingKey Sealing { get; }

    /// <summary>A new key from the runtime's cryptographic random source.</summary>
    public static OpeningKey Create() => new(ECDiffieHellman.Create(P256.Curve));

    /// <summary>Takes a key from storage.</summary>
    /// <param name="pkcs8">PrivateKeyInfo (RFC 5208) as <see cref="Export"/> writes it; it stays the caller's to wipe.</param>
    /// <exception cref="ArgumentException">It is not that of a key of P-256.</exception>
    public static OpeningKey Import(ReadOnlySpan<byte> pkcs8)
    {
        var key = ECDiffieHellman.Create();
        StoredKey.Import(key, pkcs8);
        return new(key);
    }

    /// <summary>The key for storage: PrivateKeyInfo (RFC 5208), secret, not encrypted; the caller's to seal and to wipe.</summary>
    public byte[] Export() => _key.ExportPkcs8PrivateKey();

    /// <summary>Wipes and frees the key.</summary>
    public void Dispose() => _key.Dispose();

    /// <summary>What this key and the ephemeral key agree on; to be wiped.</summary>
    /// <param name="ephemeral">A point of P-256, already checked to be one.</param>
    internal byte[] Agree(ReadOnlySpan<byte> ephemeral)
    {
        using var other = ECDiffieHellman.Create(P256.Parameters(ephemeral));
        using var key = other.PublicKey;
        lock (_turn)
        {
            return _key.DeriveRawSecretAgreement(key);
        }
    }
}
