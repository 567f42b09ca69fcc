using System.Security.Cryptography;

namespace Entente.Ledger.Envelopes;

/// <summary>Takes private keys from storage and refuses all but P-256 by its name.</summary>
internal static class StoredKey
{
    private const string Allowed = "A stored key is the PrivateKeyInfo (RFC 5208) of a key of P-256 and nothing more.";

    /// <summary>Fills a key with a stored one.</summary>
    /// <exception cref="ArgumentException">The bytes are not the PrivateKeyInfo of a key of P-256; the key is then disposed.</exception>
    public static void Import(ECAlgorithm key, ReadOnlySpan<byte> pkcs8)
    {
        try
        {
            key.ImportPkcs8PrivateKey(pkcs8, out var length);
            if (length == pkcs8.Length && P256.IsNamed(key.ExportParameters(includePrivateParameters: false)))
            {
                return;
            }
        }
        catch (CryptographicException e)
        {
            key.Dispose();
            throw new ArgumentException(Allowed, nameof(pkcs8), e);
        }

        key.Dispose();
        throw new ArgumentException(Allowed, nameof(pkcs8));
    }
}
