using System.Text;
using Entente.Ledger.Notes;
using FsCheck.Fluent;

namespace Entente.Ledger.Tests.Notes;

public sealed class SignedNoteTests
{
    /// <summary>The example in the documentation of golang.org/x/mod/sumdb/note.</summary>
    private const string Published = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n\n"
        + "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";

    [Fact]
    public void A_published_note_is_signed_by_its_published_key()
    {
        VerifierKey.TryParse("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", out var key, out _).ShouldBeTrue();
        var note = Read(Published);
        note.Verify(key!).ShouldBe(NoteVerdict.SignedByKey);
        note.ToString().ShouldBe(Published);
    }

    [Fact]
    public void Signatures_of_unknown_keys_are_kept_and_say_nothing()
    {
        var note = SignedNote.Sign("text\n", Keys.Signer());
        var text = note + "— witness.example BAQEBAUF\n";
        var read = Read(text);
        read.Signatures.Count.ShouldBe(2);
        (read.Signatures[1].Name, read.Signatures[1].KeyId).ShouldBe(("witness.example", 0x04040404u));
        read.ToString().ShouldBe(text);
        read.Verify(Keys.Signer().Verifier).ShouldBe(NoteVerdict.SignedByKey);
        read.Verify(Keys.Signer(2).Verifier).ShouldBe(NoteVerdict.NotSigned);
    }

    [Fact]
    public void A_witness_signs_the_same_text()
    {
        var (log, witness) = (Keys.Signer(), Keys.Signer(2, "partner.example/witness"));
        var note = Read(SignedNote.Sign("text\n", log).With(witness).ToString());
        note.Verify(log.Verifier).ShouldBe(NoteVerdict.SignedByKey);
        note.Verify(witness.Verifier).ShouldBe(NoteVerdict.SignedByKey);
    }

    [Fact]
    public void One_false_signature_of_a_known_key_spoils_the_note_even_beside_a_right_one()
    {
        var signer = Keys.Signer();
        var other = SignedNote.Sign("other text\n", signer).ToString().Split('\n')[^2];
        Read(SignedNote.Sign("text\n", signer) + other + "\n").Verify(signer.Verifier).ShouldBe(NoteVerdict.FalseSignature);
    }

    [Fact]
    public void The_text_may_have_empty_lines()
    {
        var note = Read(SignedNote.Sign("one\n\ntwo\n\n\n", Keys.Signer()).ToString());
        note.Text.ShouldBe("one\n\ntwo\n\n\n");
        note.Verify(Keys.Signer().Verifier).ShouldBe(NoteVerdict.SignedByKey);
    }

    [Theory]
    [InlineData("", NoteFault.NoEmptyLine)]
    [InlineData("text\n— a AAAAAAA=\n", NoteFault.NoEmptyLine)]
    [InlineData("text\n\n", NoteFault.NoSignatures)]
    [InlineData("text\n\n— a AAAAAAA=", NoteFault.CutOff)]
    [InlineData("te\rxt\n\n— a AAAAAAA=\n", NoteFault.ControlCharacter)]
    [InlineData("te\0xt\n\n— a AAAAAAA=\n", NoteFault.ControlCharacter)]
    [InlineData("text\n\n- a AAAAAAA=\n", NoteFault.NotASignatureLine)]
    [InlineData("text\n\n—a AAAAAAA=\n", NoteFault.NotASignatureLine)]
    [InlineData("text\n\n— a\n", NoteFault.NotASignatureLine)]
    [InlineData("text\n\n— a AAAAAAA=\nmore\n", NoteFault.NotASignatureLine)]
    [InlineData("text\n\n—  AAAAAAA=\n", NoteFault.BadKeyName)]
    [InlineData("text\n\n— a+b AAAAAAA=\n", NoteFault.BadKeyName)]
    [InlineData("text\n\n— a\u00A0b AAAAAAA=\n", NoteFault.BadKeyName)]
    [InlineData("text\n\n— a AAAAAAA\n", NoteFault.BadBase64)]
    [InlineData("text\n\n— a AAAAAAB=\n", NoteFault.BadBase64)]
    [InlineData("text\n\n— a  AAAAAAA=\n", NoteFault.BadBase64)]
    [InlineData("text\n\n— a AAAAAAA= \n", NoteFault.BadBase64)]
    [InlineData("text\n\n— a AAAAAA==\n", NoteFault.SignatureTooShort)]
    [InlineData("text\n\n— a \n", NoteFault.SignatureTooShort)]
    public void What_is_not_a_note_is_named(string note, NoteFault expected)
    {
        SignedNote.TryParse(Encoding.UTF8.GetBytes(note), out _, out var fault).ShouldBeFalse();
        fault.ShouldBe(expected);
    }

    [Fact]
    public void Bytes_that_are_no_text_and_notes_without_end_are_named()
    {
        Fault([0x74, 0xFF, .. "\n\n— a AAAAAAA=\n"u8]).ShouldBe(NoteFault.NotUtf8);
        Fault(new byte[SignedNote.MostBytes + 1]).ShouldBe(NoteFault.TooLong);
        var line = "— a AAAAAAA=\n";
        Read("text\n\n" + string.Concat(Enumerable.Repeat(line, SignedNote.MostSignatures))).Signatures.Count.ShouldBe(SignedNote.MostSignatures);
        Fault(Encoding.UTF8.GetBytes("text\n\n" + string.Concat(Enumerable.Repeat(line, SignedNote.MostSignatures + 1)))).ShouldBe(NoteFault.TooManySignatures);
    }

    [Theory]
    [InlineData("no newline")]
    [InlineData("")]
    [InlineData("a\tb\n")]
    public void A_text_that_no_note_can_have_is_not_signed(string text) => Should.Throw<ArgumentException>(() => SignedNote.Sign(text, Keys.Signer()));

    [Fact]
    public void Half_a_character_and_a_note_that_nobody_signs_are_refused()
    {
        Should.Throw<ArgumentException>(() => SignedNote.Sign("\uD800\n", Keys.Signer()));
        Should.Throw<ArgumentException>(() => SignedNote.Sign("text\n"));
    }

    [Fact]
    public void Whatever_arrives_is_a_note_that_is_written_again_byte_for_byte_or_has_a_fault() => Claims.Hold(
        Gen.OneOf(Claims.Damaged(Encoding.UTF8.GetBytes(Published)), Claims.Bytes),
        bytes => SignedNote.TryParse(bytes, out var note, out var fault) ? note.ToBytes().AsSpan().SequenceEqual(bytes) : fault != NoteFault.None,
        2_000);

    private static SignedNote Read(string text)
    {
        SignedNote.TryParse(Encoding.UTF8.GetBytes(text), out var note, out var fault).ShouldBeTrue(fault.ToString());
        return note!;
    }

    private static NoteFault Fault(byte[] bytes)
    {
        SignedNote.TryParse(bytes, out _, out var fault).ShouldBeFalse();
        return fault;
    }
}
