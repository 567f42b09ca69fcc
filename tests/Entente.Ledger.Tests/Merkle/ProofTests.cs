using Entente.Ledger.Merkle;
using FsCheck.Fluent;

namespace Entente.Ledger.Tests.Merkle;

public sealed class ProofTests
{
    private static readonly Digest[] Leaves = Trees.Leaves(130);

    private static readonly Digest[] Roots = [.. Enumerable.Range(0, Leaves.Length + 1).Select(size => Trees.Root(Leaves.AsSpan(..size)))];

    private static readonly SubtreeHash Source = Trees.Source(Leaves);

    [Fact]
    public void Every_leaf_of_every_tree_is_proven()
    {
        for (var size = 1; size < 70; size++)
        {
            for (var index = 0; index < size; index++)
            {
                InclusionProof.Create(index, size, Source).Verify(Leaves[index], Roots[size]).ShouldBe(InclusionOutcome.Proven);
            }
        }
    }

    [Fact]
    public void Every_tree_is_proven_to_continue_every_earlier_one()
    {
        for (var second = 1; second < 70; second++)
        {
            for (var first = 1; first <= second; first++)
            {
                ConsistencyProof.Create(first, second, Source).Verify(Roots[first], Roots[second]).ShouldBe(ConsistencyOutcome.Proven);
            }
        }
    }

    [Fact]
    public void A_turned_bit_anywhere_in_an_inclusion_proof_is_detected() => Claims.Hold(
        from size in Gen.Choose(1, 130)
        from index in Gen.Choose(0, size - 1)
        from at in Gen.Choose(-2, 7)
        from bit in Gen.Choose(0, 255)
        select (size, index, at, bit),
        given =>
        {
            var proof = InclusionProof.Create(given.index, given.size, Source);
            var (leaf, root) = (Leaves[given.index], Roots[given.size]);
            if (given.at >= proof.Path.Count)
            {
                return true;
            }

            leaf = given.at == -2 ? Trees.Turned(leaf, given.bit) : leaf;
            root = given.at == -1 ? Trees.Turned(root, given.bit) : root;
            return (proof with { Path = Turned(proof.Path, given.at, given.bit) }).Verify(leaf, root) == InclusionOutcome.OtherRoot;
        });

    [Fact]
    public void A_turned_bit_anywhere_in_a_consistency_proof_is_detected() => Claims.Hold(
        from second in Gen.Choose(2, 130)
        from first in Gen.Choose(1, second - 1)
        from at in Gen.Choose(-2, 7)
        from bit in Gen.Choose(0, 255)
        select (first, second, at, bit),
        given =>
        {
            var proof = ConsistencyProof.Create(given.first, given.second, Source);
            if (given.at >= proof.Path.Count)
            {
                return true;
            }

            var (first, second) = (Roots[given.first], Roots[given.second]);
            first = given.at == -2 ? Trees.Turned(first, given.bit) : first;
            second = given.at == -1 ? Trees.Turned(second, given.bit) : second;
            return (proof with { Path = Turned(proof.Path, given.at, given.bit) }).Verify(first, second)
                is ConsistencyOutcome.OtherFirstRoot or ConsistencyOutcome.OtherSecondRoot;
        });

    [Fact]
    public void A_leaf_is_proven_at_no_other_place() => Claims.Hold(
        from size in Gen.Choose(2, 130)
        from index in Gen.Choose(0, size - 1)
        from other in Gen.Choose(0, size - 1)
        select (size, index, other),
        given => given.index == given.other
            || (InclusionProof.Create(given.index, given.size, Source) with { Index = given.other }).Verify(Leaves[given.index], Roots[given.size]) != InclusionOutcome.Proven);

    [Fact]
    public void A_hash_too_many_or_too_few_is_a_wrong_length()
    {
        var inclusion = InclusionProof.Create(5, 13, Source);
        (inclusion with { Path = [.. inclusion.Path, Leaves[0]] }).Verify(Leaves[5], Roots[13]).ShouldBe(InclusionOutcome.WrongLength);
        (inclusion with { Path = [.. inclusion.Path.SkipLast(1)] }).Verify(Leaves[5], Roots[13]).ShouldBe(InclusionOutcome.WrongLength);

        var consistency = ConsistencyProof.Create(5, 13, Source);
        (consistency with { Path = [.. consistency.Path, Leaves[0]] }).Verify(Roots[5], Roots[13]).ShouldBe(ConsistencyOutcome.WrongLength);
        (consistency with { Path = [.. consistency.Path.SkipLast(1)] }).Verify(Roots[5], Roots[13]).ShouldBe(ConsistencyOutcome.WrongLength);
        (consistency with { Path = [] }).Verify(Roots[5], Roots[13]).ShouldBe(ConsistencyOutcome.WrongLength);
    }

    [Theory]
    [InlineData(-1, 8)]
    [InlineData(8, 8)]
    [InlineData(0, 0)]
    [InlineData(0, -1)]
    public void A_place_outside_the_tree_is_named_as_such(long index, long size)
    {
        new InclusionProof(index, size, []).Verify(Leaves[0], Roots[8]).ShouldBe(InclusionOutcome.IndexOutsideTree);
        Should.Throw<ArgumentOutOfRangeException>(() => InclusionProof.Create(index, size, Source));
    }

    [Theory]
    [InlineData(9, 8, ConsistencyOutcome.SizesOutOfOrder)]
    [InlineData(-1, 8, ConsistencyOutcome.SizesOutOfOrder)]
    [InlineData(0, 8, ConsistencyOutcome.FirstTreeEmpty)]
    [InlineData(0, 0, ConsistencyOutcome.FirstTreeEmpty)]
    public void Sizes_that_prove_nothing_are_named_as_such(long first, long second, ConsistencyOutcome outcome)
    {
        new ConsistencyProof(first, second, []).Verify(Roots[0], Roots[8]).ShouldBe(outcome);
        Should.Throw<ArgumentOutOfRangeException>(() => ConsistencyProof.Create(first, second, Source));
    }

    private static IReadOnlyList<Digest> Turned(IReadOnlyList<Digest> path, int at, int bit) =>
        [.. path.Select((hash, place) => place == at ? Trees.Turned(hash, bit) : hash)];
}
