using Entente.Ledger.Merkle;

namespace Entente.Ledger.Tests.Merkle;

public sealed class FrontierTests
{
    [Fact]
    public void The_root_at_every_size_is_the_one_that_the_RFC_defines()
    {
        var leaves = Trees.Leaves(300);
        var tree = new Frontier();
        tree.Root().ToString().ShouldBe("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        for (var size = 1; size <= leaves.Length; size++)
        {
            tree.Append(leaves[size - 1]);
            tree.Size.ShouldBe(size);
            tree.Root().ShouldBe(Trees.Root(leaves.AsSpan(..size)));
        }
    }

    [Fact]
    public void A_tree_goes_on_from_what_was_kept_of_it_and_from_stored_hashes()
    {
        var leaves = Trees.Leaves(70);
        var tree = new Frontier();
        foreach (var leaf in leaves)
        {
            var kept = new Frontier(tree.Size, tree.Subtrees);
            var stored = Frontier.From(tree.Size, Trees.Source(leaves));
            tree.Append(leaf);
            kept.Append(leaf);
            stored.Append(leaf);
            kept.Root().ShouldBe(tree.Root());
            stored.Root().ShouldBe(tree.Root());
        }
    }

    [Fact]
    public void A_tree_that_was_kept_in_part_is_refused() =>
        Should.Throw<ArgumentException>(() => new Frontier(7, Trees.Leaves(2))).Message.ShouldContain("3 perfect subtrees");
}
