using Entente.Ledger.Merkle;
using Entente.Names.Tests;

namespace Entente.Ledger.Tests.Merkle;

/// <summary>What bench/budgets.csv allows the tree.</summary>
public sealed class AllocationTests
{
    private const int Size = 1_000_000;

    private static readonly Digest[] Leaves = Trees.Leaves(1_000);

    [Fact]
    public void Appending_a_leaf_allocates_nothing()
    {
        var tree = new Frontier();
        Budgets.Holds("a leaf appended", Leaves.Length, () =>
        {
            foreach (ref readonly var leaf in Leaves.AsSpan())
            {
                tree.Append(in leaf);
            }
        });
    }

    /// <summary>The hashes are made up, since what is allocated does not depend on them.</summary>
    [Fact]
    public void Proofs_of_a_log_of_a_million_entries_stay_within_their_budgets()
    {
        SubtreeHash source = (level, index) => Leaves[(level + (int)index) % Leaves.Length];
        var (inclusion, consistency) = (InclusionProof.Create(Size / 3, Size, source), ConsistencyProof.Create(Size / 3, Size, source));
        Budgets.Holds("a proof of the log made", 2, () =>
        {
            inclusion = InclusionProof.Create(Size / 3, Size, source);
            consistency = ConsistencyProof.Create(Size / 3, Size, source);
        });
        Budgets.Holds("a proof of the log verified", 2, () =>
        {
            _ = inclusion.Verify(in Leaves[0], in Leaves[1]);
            _ = consistency.Verify(in Leaves[0], in Leaves[1]);
        });
    }
}
