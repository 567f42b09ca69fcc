using System.Text;
using Entente.Ledger.Checkpoints;
using Entente.Ledger.Merkle;
using Entente.Ledger.Notes;
using Entente.Ledger.Tiles;

namespace Entente.Ledger.Tests.Checkpoints;

/// <summary>A log of 15 entries that another implementation wrote (transparency-dev/tessera): its checkpoints, tiles and bundles are read and written again.</summary>
public sealed class PublishedLogTests
{
    private const int Size = 15;

    [Fact]
    public void Every_published_checkpoint_is_signed_by_the_published_key_and_written_again_byte_for_byte()
    {
        var files = Directory.GetFiles(PublishedVectors.Path("tlog-tiles/testdata/log"), "checkpoint*");
        files.Length.ShouldBe(17);
        foreach (var file in files)
        {
            var bytes = File.ReadAllBytes(file);
            var trusted = SignedCheckpoint.Open(bytes, Key()).ShouldBeOfType<OpenedCheckpoint.Trusted>(file);
            trusted.Note.ToBytes().ShouldBe(bytes);
            trusted.Checkpoint.ToString().ShouldBe(trusted.Note.Text);
        }
    }

    [Fact]
    public void The_root_over_the_published_entries_is_that_of_each_checkpoint()
    {
        var tree = new Frontier();
        for (var size = 1; size <= Size; size++)
        {
            tree.Append(TreeHash.OfLeaf(Entries(size)[^1].Span));
            tree.Root().ShouldBe(Checkpoint(size).Root);
        }
    }

    [Fact]
    public void Each_checkpoint_is_proven_to_continue_each_earlier_one_from_the_published_tiles()
    {
        for (var second = 1; second <= Size; second++)
        {
            var source = TileReader.Source(second, Stored);
            for (var first = 1; first <= second; first++)
            {
                ConsistencyProof.Create(first, second, source).Verify(Checkpoint(first).Root, Checkpoint(second).Root).ShouldBe(ConsistencyOutcome.Proven);
            }
        }
    }

    [Fact]
    public void The_published_tiles_and_bundles_are_made_again_from_the_entries_byte_for_byte()
    {
        for (var size = 1; size <= Size; size++)
        {
            var entries = Entries(size);
            var tile = TileGrowth.Grow(0, [.. entries.Select(entry => TreeHash.OfLeaf(entry.Span))], Stored).ShouldHaveSingleItem();
            tile.Bytes.ToArray().ShouldBe(Stored(tile.Address).ToArray());
            EntryBundle.Encode(entries).ShouldBe(Stored(TileChanges.Entries(0, size).Single()).ToArray());
        }
    }

    private static VerifierKey Key()
    {
        var text = File.ReadAllText(PublishedVectors.Path("tlog-tiles/testdata/log.vkey"), Encoding.UTF8).TrimEnd('\n');
        VerifierKey.TryParse(text, out var key, out var fault).ShouldBeTrue(fault.ToString());
        key!.ToString().ShouldBe(text);
        return key;
    }

    private static Checkpoint Checkpoint(int size) =>
        SignedCheckpoint.Open(File.ReadAllBytes(PublishedVectors.Path($"tlog-tiles/testdata/log/checkpoint.{size}")), Key()).ShouldBeOfType<OpenedCheckpoint.Trusted>().Checkpoint;

    private static ReadOnlyMemory<byte> Stored(TileAddress address) => File.ReadAllBytes(PublishedVectors.Path("tlog-tiles/testdata/log/" + address));

    private static IReadOnlyList<ReadOnlyMemory<byte>> Entries(int size)
    {
        EntryBundle.TryDecode(Stored(TileAddress.OfEntries(0, size)), size, out var entries, out var fault).ShouldBeTrue(fault.ToString());
        return entries!;
    }
}
