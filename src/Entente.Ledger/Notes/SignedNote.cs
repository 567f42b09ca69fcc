using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Unicode;
using Entente.Ledger.Signing;

namespace Entente.Ledger.Notes;

/// <summary>One signature line of a note, of any algorithm. Those of unknown keys are kept as they are and say nothing.</summary>
/// <param name="Name">Name of the key.</param>
/// <param name="KeyId">Key id, which with the name tells the key and its algorithm.</param>
/// <param name="Bytes">What the algorithm made of the text, without the key id.</param>
public sealed record NoteSignature(string Name, uint KeyId, ReadOnlyMemory<byte> Bytes);

/// <summary>What the signatures of a note say about one key.</summary>
public enum NoteVerdict
{
    /// <summary>The key signed this text.</summary>
    SignedByKey,

    /// <summary>No signature is of this key. The text must be ignored.</summary>
    NotSigned,

    /// <summary>A signature claims to be of this key and is not: the whole note is to be rejected.</summary>
    FalseSignature,
}

/// <summary>
/// A text and the signatures under it (C2SP signed-note). Text that nobody trusted has signed must be ignored; <see cref="Verify"/> says.
/// </summary>
public sealed class SignedNote
{
    /// <summary>Longest note that is read, in bytes: <see cref="MostSignatures"/> of nearly 5 kB, as post-quantum ones are, with room for the text.</summary>
    public const int MostBytes = 256 * 1024;

    /// <summary>Most signatures that are read. C2SP signed-note asks for at least 16.</summary>
    public const int MostSignatures = 32;

    internal SignedNote(string text, IReadOnlyList<NoteSignature> signatures) => (Text, Signatures) = (text, signatures);

    /// <summary>The text with the newline at its end: what is signed.</summary>
    public string Text { get; }

    /// <summary>The signatures in the order of the note, known and unknown.</summary>
    public IReadOnlyList<NoteSignature> Signatures { get; }

    /// <summary>Signs a text.</summary>
    /// <exception cref="ArgumentException">The text does not end with a newline or has characters in it that a note may not have, or nobody signs.</exception>
    public static SignedNote Sign(string text, params IReadOnlyList<NoteSigner> signers)
    {
        if (!text.EndsWith('\n') || !NoteText.IsText(text))
        {
            throw new ArgumentException("The text of a note is valid Unicode without control characters and ends with a newline.", nameof(text));
        }

        if (signers.Count is 0 or > MostSignatures)
        {
            throw new ArgumentException($"A note has 1 to {MostSignatures} signatures, not {signers.Count}.", nameof(signers));
        }

        return new(text, [.. signers.Select(signer => signer.Sign(text))]);
    }

    /// <summary>The same note with a signature more, as a witness adds it.</summary>
    public SignedNote With(NoteSigner signer) => new(Text, [.. Signatures, signer.Sign(Text)]);

    /// <summary>Reads a note. It says nothing about who signed; see <see cref="Verify"/>.</summary>
    public static bool TryParse(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out SignedNote? note, out NoteFault fault)
    {
        note = null;
        fault = bytes.Length > MostBytes ? NoteFault.TooLong : Utf8.IsValid(bytes) ? NoteFault.None : NoteFault.NotUtf8;
        if (fault == NoteFault.None)
        {
            (note, fault) = SignedNoteReader.Read(Encoding.UTF8.GetString(bytes));
        }

        return note is not null;
    }

    /// <summary>What the signatures say about a key (C2SP signed-note, "Signatures"). Every signature that claims to be of it must be right.</summary>
    public NoteVerdict Verify(VerifierKey key)
    {
        var claims = Signatures.Where(signature => signature.Name == key.Name && signature.KeyId == key.KeyId).ToList();
        var text = Encoding.UTF8.GetBytes(Text);
        return claims.Count == 0 ? NoteVerdict.NotSigned
            : claims.TrueForAll(claim => Ed25519.Verify(key.PublicKey.Span, text, claim.Bytes.Span)) ? NoteVerdict.SignedByKey
            : NoteVerdict.FalseSignature;
    }

    /// <summary>The note as bytes, to be stored or sent.</summary>
    public byte[] ToBytes() => Encoding.UTF8.GetBytes(ToString());

    /// <summary>The note as text.</summary>
    public override string ToString()
    {
        var note = new StringBuilder(Text).Append('\n');
        Span<byte> keyId = stackalloc byte[sizeof(uint)];
        foreach (var signature in Signatures)
        {
            BinaryPrimitives.WriteUInt32BigEndian(keyId, signature.KeyId);
            note.Append(SignedNoteReader.LineStart).Append(signature.Name).Append(' ')
                .Append(Convert.ToBase64String([.. keyId, .. signature.Bytes.Span])).Append('\n');
        }

        return note.ToString();
    }
}
