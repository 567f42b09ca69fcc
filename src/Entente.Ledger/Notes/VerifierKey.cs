using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Entente.Ledger.Signing;

namespace Entente.Ledger.Notes;

/// <summary>What is wrong with the text of a <see cref="VerifierKey"/>.</summary>
public enum VerifierKeyFault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>It does not consist of name, key id and key, with a plus between them.</summary>
    PartsMissing,

    /// <summary>The name is empty or has a space or a control character in it.</summary>
    BadName,

    /// <summary>The key id is not eight lower-case hexadecimal digits.</summary>
    BadKeyId,

    /// <summary>The key is not base64 as RFC 4648 section 4 writes it.</summary>
    BadBase64,

    /// <summary>The key does not begin with 0x01, the algorithm that C2SP signed-note gives to Ed25519.</summary>
    OtherAlgorithm,

    /// <summary>The key has not 32 bytes after its algorithm.</summary>
    WrongLength,

    /// <summary>The key id is not the one that name and key have: one of the three was mistyped or exchanged.</summary>
    OtherKeyId,
}

/// <summary>
/// The public key of somebody who signs notes, and the name under which it signs (C2SP signed-note). Its text, "vkey", is what is
/// handed to partners: name+8 hexadecimal digits+base64(0x01 || public key).
/// </summary>
public sealed class VerifierKey
{
    /// <summary>C2SP signed-note, "Signature types": Ed25519.</summary>
    private const byte Algorithm = 0x01;

    private readonly byte[] _publicKey;

    /// <summary>A key by its parts.</summary>
    /// <exception cref="ArgumentException">The name or the length of the key is not allowed.</exception>
    public VerifierKey(string name, ReadOnlySpan<byte> publicKey)
    {
        if (!NoteText.IsKeyName(name))
        {
            throw new ArgumentException("The name of a key is not empty and has no space, plus or control character in it.", nameof(name));
        }

        if (publicKey.Length != Ed25519.PublicKeyLength)
        {
            throw new ArgumentException($"A public key has {Ed25519.PublicKeyLength} bytes, these are {publicKey.Length}.", nameof(publicKey));
        }

        Name = name;
        _publicKey = publicKey.ToArray();
        KeyId = IdOf(name, publicKey);
    }

    /// <summary>The name under which it signs; for a log its origin.</summary>
    public string Name { get; }

    /// <summary>The first four bytes of SHA-256(name || 0x0A || 0x01 || public key), the first the most significant (C2SP signed-note, "Signatures").</summary>
    public uint KeyId { get; }

    /// <summary>The public key, 32 bytes.</summary>
    public ReadOnlyMemory<byte> PublicKey => _publicKey;

    /// <summary>Reads a vkey.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out VerifierKey? key, out VerifierKeyFault fault)
    {
        key = null;
        fault = VerifierKeyFault.PartsMissing;

        // The base64 may have a plus in it as well, so only the first two divide.
        if (text.Split('+', 3) is not [var name, var id, var encoded])
        {
            return false;
        }

        fault = Check(name, id, encoded, out var bytes);
        if (fault == VerifierKeyFault.None)
        {
            var read = new VerifierKey(name, bytes.AsSpan(1));
            fault = read.HexId == id ? VerifierKeyFault.None : VerifierKeyFault.OtherKeyId;
            key = fault == VerifierKeyFault.None ? read : null;
        }

        return key is not null;
    }

    /// <summary>The vkey.</summary>
    public override string ToString() => $"{Name}+{HexId}+{Convert.ToBase64String([Algorithm, .. _publicKey])}";

    private string HexId => KeyId.ToString("x8", CultureInfo.InvariantCulture);

    private static VerifierKeyFault Check(string name, string id, string encoded, out byte[]? bytes)
    {
        bytes = null;
        return !NoteText.IsKeyName(name) ? VerifierKeyFault.BadName
            : id.Length != 8 || !id.All(char.IsAsciiHexDigitLower) ? VerifierKeyFault.BadKeyId
            : !StrictBase64.TryDecode(encoded, out bytes) ? VerifierKeyFault.BadBase64
            : bytes is not [Algorithm, ..] ? VerifierKeyFault.OtherAlgorithm
            : bytes.Length != 1 + Ed25519.PublicKeyLength ? VerifierKeyFault.WrongLength
            : VerifierKeyFault.None;
    }

    private static uint IdOf(string name, ReadOnlySpan<byte> publicKey) =>
        BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData([.. Encoding.UTF8.GetBytes(name), (byte)'\n', Algorithm, .. publicKey]));
}
