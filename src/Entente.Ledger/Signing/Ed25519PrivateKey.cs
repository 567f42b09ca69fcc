namespace Entente.Ledger.Signing;

/// <summary>
/// A key that signs. It lives in libcrypto's memory and is wiped when disposed; the seed that was given stays the caller's to wipe.
/// Safe for use by any number of threads until it is disposed.
/// </summary>
public sealed class Ed25519PrivateKey : IDisposable
{
    private readonly Libcrypto.KeyHandle _key;
    private readonly byte[] _publicKey = new byte[Ed25519.PublicKeyLength];

    /// <summary>The key of a seed of 32 secret, random bytes.</summary>
    /// <exception cref="ArgumentException">They are not 32.</exception>
    /// <exception cref="DllNotFoundException">There is no libcrypto on this machine.</exception>
    public Ed25519PrivateKey(ReadOnlySpan<byte> seed)
    {
        if (seed.Length != Ed25519.SeedLength)
        {
            throw new ArgumentException($"A seed has {Ed25519.SeedLength} bytes, these are {seed.Length}.", nameof(seed));
        }

        _key = Libcrypto.EVP_PKEY_new_raw_private_key(Libcrypto.Ed25519, 0, seed, Ed25519.SeedLength);
        nuint length = Ed25519.PublicKeyLength;
        if (_key.IsInvalid || Libcrypto.EVP_PKEY_get_raw_public_key(_key, _publicKey, ref length) != 1)
        {
            _key.Dispose();
            throw Ed25519.Failed("the seed");
        }
    }

    /// <summary>The public half, 32 bytes.</summary>
    public ReadOnlyMemory<byte> PublicKey => _publicKey;

    /// <summary>Signs a message. The same key and message always give the same 64 bytes (RFC 8032 section 5.1.6).</summary>
    /// <exception cref="ObjectDisposedException">The key was disposed.</exception>
    public byte[] Sign(ReadOnlySpan<byte> message)
    {
        ObjectDisposedException.ThrowIf(_key.IsClosed, this);
        var signature = new byte[Ed25519.SignatureLength];
        nuint length = Ed25519.SignatureLength;
        using var context = Libcrypto.EVP_MD_CTX_new();
        if (context.IsInvalid
            || Libcrypto.EVP_DigestSignInit(context, 0, 0, 0, _key) != 1
            || Libcrypto.EVP_DigestSign(context, signature, ref length, message, (nuint)message.Length) != 1)
        {
            throw Ed25519.Failed("to sign");
        }

        return signature;
    }

    /// <summary>Wipes and frees the key.</summary>
    public void Dispose() => _key.Dispose();
}
