using Entente.Ledger.Merkle;
using Entente.Ledger.Tiles;
using FsCheck.Fluent;

namespace Entente.Ledger.Tests.Tiles;

public sealed class TileGrowthTests
{
    private static readonly Digest[] Leaves = Trees.Leaves(70_000);

    /// <summary>The example of C2SP tlog-tiles, "Partial Tiles".</summary>
    [Fact]
    public void A_log_of_70000_has_the_tiles_that_the_specification_counts()
    {
        var tiles = TileGrowth.Grow(0, Leaves, Nothing).Select(tile => tile.Address).ToList();
        tiles.Count(tile => tile is { Level: 0, IsFull: true }).ShouldBe(273);
        tiles.Where(tile => tile is not { Level: 0, IsFull: true })
            .ShouldBe([TileAddress.OfHashes(0, 273, 112), TileAddress.OfHashes(1, 0), TileAddress.OfHashes(1, 1, 17), TileAddress.OfHashes(2, 0, 1)]);
        tiles.ShouldBe(TileChanges.Hashes(0, 70_000));
    }

    [Fact]
    public void A_log_of_256_has_a_full_tile_and_a_partial_one_above() =>
        TileChanges.Hashes(0, 256).ShouldBe([TileAddress.OfHashes(0, 0), TileAddress.OfHashes(1, 0, 1)]);

    [Fact]
    public void However_a_log_grows_its_tiles_are_those_of_growing_at_once() => Claims.Hold(
        Gen.Choose(0, 700).ListOf().Resize(5),
        steps =>
        {
            var store = new Dictionary<TileAddress, ReadOnlyMemory<byte>>();
            var from = 0;
            foreach (var step in steps)
            {
                var grown = TileGrowth.Grow(from, Leaves[from..(from + step)], address => store[address]);
                grown.Select(tile => tile.Address).ShouldBe(TileChanges.Hashes(from, from + step));
                foreach (var tile in grown)
                {
                    store[tile.Address] = tile.Bytes;
                }

                from += step;
            }

            return TileGrowth.Grow(0, Leaves[..from], Nothing).All(tile => store[tile.Address].Span.SequenceEqual(tile.Bytes.Span));
        },
        100);

    [Fact]
    public void Roots_and_proofs_from_tiles_are_those_from_leaves()
    {
        foreach (var size in new[] { 1, 255, 256, 257, 600, 65_535, 65_536, 65_537, 70_000 })
        {
            var store = TileGrowth.Grow(0, Leaves[..size], Nothing).ToDictionary(tile => tile.Address, tile => tile.Bytes);
            var source = TileReader.Source(size, address => store[address]);
            var root = Frontier.From(size, source).Root();
            root.ShouldBe(Trees.Root(Leaves.AsSpan(..size)));
            foreach (var index in new[] { 0, size / 3, size / 2, size - 1 })
            {
                InclusionProof.Create(index, size, source).Verify(Leaves[index], root).ShouldBe(InclusionOutcome.Proven);
                ConsistencyProof.Create(index + 1, size, source).Verify(Trees.Root(Leaves.AsSpan(..(index + 1))), root).ShouldBe(ConsistencyOutcome.Proven);
            }
        }
    }

    [Fact]
    public void A_tile_of_the_wrong_length_is_named()
    {
        var source = TileReader.Source(5, _ => new byte[4 * Digest.Length]);
        Should.Throw<InvalidDataException>(() => source(0, 0)).Message.ShouldContain("tile/0/000.p/5 has 128 bytes, it must have 160");
    }

    [Fact]
    public void A_subtree_beyond_the_log_is_refused()
    {
        var source = TileReader.Source(5, Nothing);
        Should.Throw<ArgumentOutOfRangeException>(() => source(0, 5));
        Should.Throw<ArgumentOutOfRangeException>(() => source(2, 1));
        Should.Throw<ArgumentOutOfRangeException>(() => source(63, 0));
    }

    [Fact]
    public void Bundles_change_as_the_tiles_of_leaves_do() => Claims.Hold(
        from size in Gen.Choose(0, 2_000)
        from more in Gen.Choose(0, 2_000)
        select (size, size + more),
        sizes => TileChanges.Entries(sizes.Item1, sizes.Item2).Select(tile => (tile.Index, tile.Width))
            .SequenceEqual(TileChanges.Hashes(sizes.Item1, sizes.Item2).Where(tile => tile.Level == 0).Select(tile => (tile.Index, tile.Width))));

    private static ReadOnlyMemory<byte> Nothing(TileAddress address) => throw new InvalidOperationException($"Nothing is stored, and {address} was asked for.");
}
