using System.Security.Cryptography;

namespace Entente.Ledger.Envelopes;

/// <summary>
/// The key with which a service signs its messages (ES256, RFC 7518 section 3.4): neither the one of its log nor the one of its
/// transport, nor one that opens. Safe for use by any number of threads until it is disposed.
/// </summary>
public sealed class MessageKey : IDisposable
{
    private readonly ECDsa _key;
    private readonly Lock _turn = new();

    private MessageKey(ECDsa key)
    {
        _key = key;
        Verifier = new(P256.PointOf(key.ExportParameters(includePrivateParameters: false)));
    }

    /// <summary>The public half, to be handed out.</summary>
    public MessageVerifierKey Verifier { get; }

    /// <summary>A new key from the runtime's cryptographic random source.</summary>
    public static MessageKey Create() => new(ECDsa.Create(P256.Curve));

    /// <summary>Takes a key from storage.</summary>
    /// <param name="pkcs8">PrivateKeyInfo (RFC 5208) as <see cref="Export"/> writes it; it stays the caller's to wipe.</param>
    /// <exception cref="ArgumentException">It is not that of a key of P-256.</exception>
    public static MessageKey Import(ReadOnlySpan<byte> pkcs8)
    {
        var key = ECDsa.Create();
        StoredKey.Import(key, pkcs8);
        return new(key);
    }

    /// <summary>The key for storage: PrivateKeyInfo (RFC 5208), secret, not encrypted; the caller's to seal and to wipe.</summary>
    public byte[] Export() => _key.ExportPkcs8PrivateKey();

    /// <summary>Wipes and frees the key.</summary>
    public void Dispose() => _key.Dispose();

    internal byte[] Sign(ReadOnlySpan<byte> bytes)
    {
        lock (_turn)
        {
            return _key.SignData(bytes, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        }
    }
}
