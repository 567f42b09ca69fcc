using Entente.Ledger.Checkpoints;
using Entente.Ledger.Entries;
using Entente.Ledger.Merkle;
using Entente.Ledger.Verification;
using FsCheck.Fluent;

namespace Entente.Ledger.Tests.Verification;

/// <summary>A log set against a checkpoint that somebody else kept: whatever was done to the log, it is seen and named.</summary>
public sealed class LogVerificationTests
{
    private const int Size = 21;

    [Fact]
    public void An_untouched_log_agrees_with_the_checkpoint_of_every_moment()
    {
        LogVerification.Verify(Log(), Held(Size)).ShouldBe(new LogVerdict.Agrees(Size, 0));
        for (var held = 0; held < Size; held++)
        {
            LogVerification.Verify(Log(), Held(held)).ShouldBe(new LogVerdict.AgreesAndGoesOn(held, Size, 0));
        }

        LogVerification.Verify([], Held(0)).ShouldBe(new LogVerdict.Agrees(0, 0));
    }

    [Fact]
    public void A_log_with_erased_entries_still_agrees_and_says_how_many() =>
        LogVerification.Verify(Log().Select(leaf => leaf.Index % 10 == 3 ? leaf with { Recomputed = null } : leaf), Held(Size)).ShouldBe(new LogVerdict.Agrees(Size, 2));

    [Fact]
    public void The_first_altered_entry_is_named()
    {
        var log = Log().Select(leaf => leaf.Index is 5 or 9 ? leaf with { Recomputed = Leaf(leaf.Index, "altered") } : leaf);
        LogVerification.Verify(log, Held(Size)).ShouldBe(new LogVerdict.EntryDiffers(5, 2, LeavesAgree: true));
    }

    [Fact]
    public void An_altered_leaf_is_named_and_told_from_an_altered_entry() =>
        LogVerification.Verify(Log().Select(leaf => leaf.Index == 5 ? leaf with { Stored = Leaf(5, "altered") } : leaf), Held(Size))
            .ShouldBe(new LogVerdict.EntryDiffers(5, 1, LeavesAgree: false));

    [Fact]
    public void A_root_under_another_size_is_no_agreement()
    {
        var altered = Log().Select(leaf => leaf.Index == 5 ? leaf with { Recomputed = Leaf(5, "altered") } : leaf);
        var misnamed = new Checkpoint(Keys.Origin, Size + 1, Held(Size).Root);
        LogVerification.Verify(altered, misnamed).ShouldBe(new LogVerdict.EntryDiffers(5, 1, LeavesAgree: false));
        LogVerification.Verify(Log(), misnamed).ShouldBe(new LogVerdict.RolledBack(Size + 1, Size));
    }

    [Fact]
    public void A_log_that_was_rewritten_with_its_leaves_is_a_fork()
    {
        var rewritten = Log().Select(leaf => leaf.Index == 5 ? new RecordedLeaf(5, Leaf(5, "altered"), Leaf(5, "altered")) : leaf).ToList();
        LogVerification.Verify(rewritten, Held(Size)).ShouldBeOfType<LogVerdict.Forked>().HeldRoot.ShouldBe(Held(Size).Root);
        LogVerification.Verify(rewritten, Held(5)).ShouldBe(new LogVerdict.AgreesAndGoesOn(5, Size, 0));
    }

    [Fact]
    public void An_erased_entry_cannot_be_used_to_replace_its_leaf() =>
        LogVerification.Verify(Log().Select(leaf => leaf.Index == 5 ? new RecordedLeaf(5, Leaf(5, "altered"), null) : leaf), Held(Size)).ShouldBeOfType<LogVerdict.Forked>();

    [Fact]
    public void A_log_that_lost_its_end_was_rolled_back() =>
        LogVerification.Verify(Log().SkipLast(4), Held(Size)).ShouldBe(new LogVerdict.RolledBack(Size, Size - 4));

    [Fact]
    public void An_entry_taken_out_or_put_in_is_named()
    {
        LogVerification.Verify(Log().Where(leaf => leaf.Index != 7), Held(Size)).ShouldBe(new LogVerdict.EntryMissing(7));
        LogVerification.Verify(Log().Take(8).Concat(Log().Skip(7)), Held(Size)).ShouldBe(new LogVerdict.EntryMissing(8));
    }

    [Fact]
    public void Two_entries_that_changed_places_are_a_fork()
    {
        var log = Log().ToList();
        (log[3], log[4]) = (log[4] with { Index = 3 }, log[3] with { Index = 4 });
        LogVerification.Verify(log, Held(Size)).ShouldBeOfType<LogVerdict.Forked>();
    }

    [Fact]
    public void Whatever_single_leaf_is_changed_in_whichever_way_the_log_no_longer_agrees() => Claims.Hold(
        from at in Gen.Choose(0, Size - 1)
        from bit in Gen.Choose(0, 255)
        from way in Gen.Choose(0, 3)
        select (at, bit, way),
        given =>
        {
            var log = Log().Select(leaf => leaf.Index != given.at ? leaf : given.way switch
            {
                0 => leaf with { Stored = Trees.Turned(leaf.Stored, given.bit) },
                1 => leaf with { Recomputed = Trees.Turned(leaf.Stored, given.bit) },
                2 => new RecordedLeaf(leaf.Index, Trees.Turned(leaf.Stored, given.bit), Trees.Turned(leaf.Stored, given.bit)),
                _ => new RecordedLeaf(leaf.Index, Trees.Turned(leaf.Stored, given.bit), null),
            });
            return LogVerification.Verify(log, Held(Size)) is LogVerdict.EntryDiffers or LogVerdict.Forked;
        });

    private static IEnumerable<RecordedLeaf> Log() => Enumerable.Range(0, Size).Select(index => new RecordedLeaf(index, Leaf(index), Leaf(index)));

    private static Digest Leaf(long index, string details = "")
    {
        var entry = new LedgerEntry(index, DateTimeOffset.UnixEpoch, "actor", "action", "law", null, System.Text.Encoding.UTF8.GetBytes(details));
        return EntryCommitment.LeafOf([.. Enumerable.Repeat((byte)index, EntryCommitment.NonceLength)], LedgerEntryFormat.Encode(entry));
    }

    private static Checkpoint Held(int size) => new(Keys.Origin, size, Trees.Root(Log().Take(size).Select(leaf => leaf.Stored).ToArray()));
}
