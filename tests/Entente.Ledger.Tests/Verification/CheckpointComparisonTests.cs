using Entente.Ledger.Checkpoints;
using Entente.Ledger.Merkle;
using Entente.Ledger.Verification;

namespace Entente.Ledger.Tests.Verification;

public sealed class CheckpointComparisonTests
{
    private static readonly Digest[] Leaves = Trees.Leaves(20);

    private static readonly Digest[] OtherLeaves = [.. Leaves[..5], .. Trees.Leaves(15, seed: 1)];

    [Fact]
    public void A_log_that_grew_is_taken_with_its_proof_only()
    {
        CheckpointComparison.Compare(Of(7), Of(20), Proof(7, 20)).ShouldBe(CheckpointOutcome.Grown);
        CheckpointComparison.Compare(Of(0), Of(20), null).ShouldBe(CheckpointOutcome.Grown);
        CheckpointComparison.Compare(Of(7), Of(20), null).ShouldBe(CheckpointOutcome.NotProven);
        CheckpointComparison.Compare(Of(7), Of(20), Proof(6, 20)).ShouldBe(CheckpointOutcome.NotProven);
        CheckpointComparison.Compare(Of(7), Of(20), Proof(7, 19)).ShouldBe(CheckpointOutcome.NotProven);
    }

    [Fact]
    public void Another_history_is_never_proven()
    {
        var other = ConsistencyProof.Create(7, 20, Trees.Source(OtherLeaves));
        CheckpointComparison.Compare(Of(7), Of(20, OtherLeaves), other).ShouldBe(CheckpointOutcome.NotProven);
        CheckpointComparison.Compare(Of(7), Of(20, OtherLeaves), Proof(7, 20)).ShouldBe(CheckpointOutcome.NotProven);
        CheckpointComparison.Compare(Of(20), Of(20, OtherLeaves), null).ShouldBe(CheckpointOutcome.Forked);
    }

    [Fact]
    public void A_proof_for_other_sizes_than_the_checkpoints_name_proves_nothing()
    {
        CheckpointComparison.Compare(Of(7), new Checkpoint(Keys.Origin, 20, Of(19).Root), Proof(7, 19)).ShouldBe(CheckpointOutcome.NotProven);
        CheckpointComparison.Compare(new Checkpoint(Keys.Origin, 6, Of(7).Root), Of(20), Proof(7, 20)).ShouldBe(CheckpointOutcome.NotProven);
    }

    [Fact]
    public void The_same_a_shorter_and_another_log_are_told_apart()
    {
        CheckpointComparison.Compare(Of(7), Of(7), null).ShouldBe(CheckpointOutcome.Same);
        CheckpointComparison.Compare(Of(7), Of(6), null).ShouldBe(CheckpointOutcome.RolledBack);
        CheckpointComparison.Compare(Of(7), new Checkpoint("other.example/log", 7, Of(7).Root), null).ShouldBe(CheckpointOutcome.OtherLog);
    }

    private static Checkpoint Of(int size, Digest[]? leaves = null) => new(Keys.Origin, size, Trees.Root((leaves ?? Leaves).AsSpan(..size)));

    private static ConsistencyProof Proof(int first, int second) => ConsistencyProof.Create(first, second, Trees.Source(Leaves));
}
