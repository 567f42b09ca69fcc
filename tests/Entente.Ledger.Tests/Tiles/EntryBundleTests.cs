using Entente.Ledger.Tiles;
using FsCheck.Fluent;

namespace Entente.Ledger.Tests.Tiles;

public sealed class EntryBundleTests
{
    [Fact]
    public void Every_bundle_is_read_as_it_was_written() => Claims.Hold(
        Claims.Bytes.NonEmptyListOf().Resize(20),
        entries =>
        {
            var bundle = EntryBundle.Encode([.. entries.Select(entry => (ReadOnlyMemory<byte>)entry)]);
            return EntryBundle.TryDecode(bundle, entries.Count, out var read, out _) && read.Zip(entries).All(pair => pair.First.Span.SequenceEqual(pair.Second));
        });

    [Theory]
    [InlineData("0001", 1, EntryBundleFault.CutOff)]
    [InlineData("00", 1, EntryBundleFault.CutOff)]
    [InlineData("", 1, EntryBundleFault.CutOff)]
    [InlineData("000161", 2, EntryBundleFault.CutOff)]
    [InlineData("00016100", 1, EntryBundleFault.BytesLeftOver)]
    [InlineData("000161000162", 1, EntryBundleFault.BytesLeftOver)]
    public void What_is_not_a_bundle_of_that_width_is_named(string hex, int width, EntryBundleFault expected)
    {
        EntryBundle.TryDecode(Convert.FromHexString(hex), width, out _, out var fault).ShouldBeFalse();
        fault.ShouldBe(expected);
    }

    [Fact]
    public void Whatever_arrives_is_a_bundle_or_has_a_fault() => Claims.Hold(
        from bytes in Claims.Bytes
        from width in Gen.Choose(1, 4)
        select (bytes, width),
        given => EntryBundle.TryDecode(given.bytes, given.width, out var read, out var fault)
            ? EntryBundle.Encode(read).AsSpan().SequenceEqual(given.bytes)
            : fault != EntryBundleFault.None);

    [Fact]
    public void An_entry_too_long_and_an_empty_bundle_are_refused()
    {
        Should.Throw<ArgumentException>(() => EntryBundle.Encode([]));
        Should.Throw<ArgumentException>(() => EntryBundle.Encode([new byte[65_536]]));
        EntryBundle.Encode([new byte[65_535]]).Length.ShouldBe(65_537);
    }
}
