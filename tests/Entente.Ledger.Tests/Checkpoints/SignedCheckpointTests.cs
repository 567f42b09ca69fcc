using System.Text;
using Entente.Ledger.Checkpoints;
using Entente.Ledger.Notes;
using FsCheck.Fluent;

namespace Entente.Ledger.Tests.Checkpoints;

public sealed class SignedCheckpointTests
{
    private static readonly Checkpoint Three = new(Keys.Origin, 3, Trees.Root(Trees.Leaves(3)));

    private static readonly byte[] Signed = SignedCheckpoint.Sign(Three, Keys.Signer()).ToBytes();

    private static readonly VerifierKey Key = Keys.Signer().Verifier;

    [Fact]
    public void A_signed_checkpoint_is_opened_with_the_key_of_its_log()
    {
        var trusted = SignedCheckpoint.Open(Signed, Key).ShouldBeOfType<OpenedCheckpoint.Trusted>();
        (trusted.Checkpoint.Origin, trusted.Checkpoint.Size, trusted.Checkpoint.Root).ShouldBe((Three.Origin, Three.Size, Three.Root));
    }

    [Fact]
    public void Each_reason_not_to_trust_one_is_a_case_of_its_own()
    {
        SignedCheckpoint.Open("nothing"u8, Key).ShouldBe(new OpenedCheckpoint.NotANote(NoteFault.NoEmptyLine));
        SignedCheckpoint.Open(Signed, Keys.Signer(2).Verifier).ShouldBe(new OpenedCheckpoint.NotSigned());
        SignedCheckpoint.Open(Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(Signed).Replace("\n3\n", "\n4\n")), Key).ShouldBe(new OpenedCheckpoint.FalseSignature());
        SignedCheckpoint.Open(SignedNote.Sign("a\n03\nb\n", Keys.Signer()).ToBytes(), Key).ShouldBe(new OpenedCheckpoint.NotACheckpoint(CheckpointFault.BadSize));
        SignedCheckpoint.Open(SignedNote.Sign(new Checkpoint("other.example/log", 3, Three.Root).ToString(), Keys.Signer()).ToBytes(), Key)
            .ShouldBe(new OpenedCheckpoint.OtherOrigin("other.example/log"));
    }

    [Fact]
    public void A_log_signs_under_its_own_name_only() =>
        Should.Throw<ArgumentException>(() => SignedCheckpoint.Sign(Three, Keys.Signer(1, "other.example/log")));

    [Fact]
    public void No_change_to_a_signed_checkpoint_is_trusted() => Claims.Hold(
        Claims.Damaged(Signed),
        bytes => SignedCheckpoint.Open(bytes, Key) is not OpenedCheckpoint.Trusted trusted || trusted.Note.Text == Three.ToString(),
        1_000);

    [Fact]
    public void No_turned_bit_in_a_signed_checkpoint_is_trusted() => Claims.Hold(
        from at in Gen.Choose(0, Signed.Length - 1)
        from bit in Gen.Choose(0, 7)
        select (at, bit),
        turn => SignedCheckpoint.Open([.. Signed.Select((value, at) => at == turn.at ? (byte)(value ^ (1 << turn.bit)) : value)], Key) is not OpenedCheckpoint.Trusted);
}
