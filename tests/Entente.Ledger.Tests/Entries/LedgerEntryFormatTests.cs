using System.Text;
using Entente.Ledger.Entries;
using FsCheck;
using FsCheck.Fluent;

namespace Entente.Ledger.Tests.Entries;

public sealed class LedgerEntryFormatTests
{
    private static readonly LedgerEntry Example = new(7, DateTimeOffset.UnixEpoch.AddMilliseconds(1), "a1", "encounter.decided", "law:12", "e9", "details"u8.ToArray());

    [Fact]
    public void The_bytes_of_an_entry_are_fixed() => Convert.ToHexStringLower(LedgerEntryFormat.Encode(Example)).ShouldBe(
        Hex("entente.entry.v1\n") + "0000000000000007" + "0000000000000001" + "0002" + Hex("a1") + "0011" + Hex("encounter.decided") + "0002" + Hex("e9")
        + "0006" + Hex("law:12") + "00000007" + Hex("details"));

    [Fact]
    public void Every_entry_is_read_as_it_was_written()
    {
        var identifiers = Gen.Choose('!', '~').Select(value => (char)value).NonEmptyListOf().Select(characters => string.Concat(characters.Take(LedgerEntry.MostCharacters)));
        var entries =
            from sequence in Gen.Choose(0, int.MaxValue)
            from shift in Gen.Choose(0, 32)
            from seconds in Gen.Choose(int.MinValue, int.MaxValue)
            from milliseconds in Gen.Choose(0, 999)
            from texts in identifiers.ListOf(4)
            from hasSubject in Gen.Elements(true, false)
            from details in Claims.Bytes
            select new LedgerEntry((long)sequence << shift, DateTimeOffset.FromUnixTimeSeconds(seconds).AddMilliseconds(milliseconds), texts[0], texts[1], texts[2], hasSubject ? texts[3] : null, details);
        Claims.Hold(entries, entry => LedgerEntryFormat.TryDecode(LedgerEntryFormat.Encode(entry), out var read, out _)
            && (read.Sequence, read.Time, read.Actor, read.Action, read.LegalBasis, read.Subject) == (entry.Sequence, entry.Time, entry.Actor, entry.Action, entry.LegalBasis, entry.Subject)
            && read.Details.Span.SequenceEqual(entry.Details.Span));
    }

    [Fact]
    public void Whatever_arrives_is_an_entry_in_its_one_spelling_or_has_a_fault() => Claims.Hold(
        Gen.OneOf(Claims.Damaged(LedgerEntryFormat.Encode(Example)), Claims.Bytes),
        bytes => LedgerEntryFormat.TryDecode(bytes, out var entry, out var fault) ? LedgerEntryFormat.Encode(entry).AsSpan().SequenceEqual(bytes) : fault != LedgerEntryFault.None,
        2_000);

    [Fact]
    public void An_entry_that_ends_early_or_late_is_named_at_every_byte()
    {
        var bytes = LedgerEntryFormat.Encode(Example);
        for (var length = 0; length < bytes.Length; length++)
        {
            Fault(bytes.AsSpan(..length)).ShouldBe(length < LedgerEntryFormat.Header.Length ? LedgerEntryFault.OtherFormat : LedgerEntryFault.CutOff);
        }

        Fault([.. bytes, 0]).ShouldBe(LedgerEntryFault.BytesLeftOver);
    }

    [Theory]
    [InlineData(15, "32", LedgerEntryFault.OtherFormat)]
    [InlineData(17, "ff", LedgerEntryFault.BadSequence)]
    [InlineData(25, "7fffffffffffffff", LedgerEntryFault.BadTime)]
    [InlineData(25, "8000000000000000", LedgerEntryFault.BadTime)]
    [InlineData(35, "20", LedgerEntryFault.BadIdentifier)]
    [InlineData(35, "e9", LedgerEntryFault.BadIdentifier)]
    [InlineData(35, "00", LedgerEntryFault.BadIdentifier)]
    [InlineData(68, "00100001", LedgerEntryFault.DetailsTooLong)]
    public void What_no_entry_can_say_is_named(int at, string hex, LedgerEntryFault expected)
    {
        var bytes = LedgerEntryFormat.Encode(Example);
        Convert.FromHexString(hex).CopyTo(bytes, at);
        Fault(bytes).ShouldBe(expected);
    }

    [Fact]
    public void A_part_outside_its_range_is_refused()
    {
        var time = DateTimeOffset.UnixEpoch;
        Should.Throw<ArgumentException>(() => new LedgerEntry(-1, time, "a", "b", "c")).ParamName.ShouldBe("sequence");
        Should.Throw<ArgumentException>(() => new LedgerEntry(0, time.AddTicks(1), "a", "b", "c")).ParamName.ShouldBe("time");
        Should.Throw<ArgumentException>(() => new LedgerEntry(0, time.ToOffset(TimeSpan.FromHours(1)), "a", "b", "c")).ParamName.ShouldBe("time");
        Should.Throw<ArgumentException>(() => new LedgerEntry(0, time, "Jane Doe", "b", "c")).ParamName.ShouldBe("actor");
        Should.Throw<ArgumentException>(() => new LedgerEntry(0, time, "a", "", "c")).ParamName.ShouldBe("action");
        Should.Throw<ArgumentException>(() => new LedgerEntry(0, time, "a", "b", new string('c', LedgerEntry.MostCharacters + 1))).ParamName.ShouldBe("legalBasis");
        Should.Throw<ArgumentException>(() => new LedgerEntry(0, time, "a", "b", "c", "é")).ParamName.ShouldBe("subject");
        Should.Throw<ArgumentException>(() => new LedgerEntry(0, time, "a", "b", "c", null, new byte[LedgerEntry.MostDetails + 1])).ParamName.ShouldBe("details");
    }

    private static string Hex(string text) => Convert.ToHexStringLower(Encoding.ASCII.GetBytes(text));

    private static LedgerEntryFault Fault(ReadOnlySpan<byte> bytes)
    {
        LedgerEntryFormat.TryDecode(bytes, out _, out var fault).ShouldBeFalse();
        return fault;
    }
}
