using System.Security.Cryptography;

namespace Entente.Ledger.Signing;

/// <summary>Ed25519 (RFC 8032 section 5.1), the pure variant without context. Lengths are those of that section.</summary>
public static class Ed25519
{
    /// <summary>Bytes of a private key, which RFC 8032 calls the seed.</summary>
    public const int SeedLength = 32;

    /// <summary>Bytes of a public key.</summary>
    public const int PublicKeyLength = 32;

    /// <summary>Bytes of a signature.</summary>
    public const int SignatureLength = 64;

    /// <summary>Whether a signature over a message is of a key. Anything malformed is simply not a signature.</summary>
    /// <exception cref="DllNotFoundException">There is no libcrypto on this machine.</exception>
    public static bool Verify(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        if (publicKey.Length != PublicKeyLength || signature.Length != SignatureLength)
        {
            return false;
        }

        using var key = Libcrypto.EVP_PKEY_new_raw_public_key(Libcrypto.Ed25519, 0, publicKey, PublicKeyLength);
        using var context = Libcrypto.EVP_MD_CTX_new();
        var verified = !key.IsInvalid && !context.IsInvalid
            && Libcrypto.EVP_DigestVerifyInit(context, 0, 0, 0, key) == 1
            && Libcrypto.EVP_DigestVerify(context, signature, SignatureLength, message, (nuint)message.Length) == 1;
        if (!verified)
        {
            Libcrypto.ERR_clear_error();
        }

        return verified;
    }

    internal static CryptographicException Failed(string function)
    {
        Libcrypto.ERR_clear_error();
        return new CryptographicException($"libcrypto refused {function} for Ed25519; it may be built or configured without it.");
    }
}
