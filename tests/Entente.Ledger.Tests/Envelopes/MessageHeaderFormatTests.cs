using System.Buffers.Binary;
using Entente.Ledger.Envelopes;
using FsCheck.Fluent;

namespace Entente.Ledger.Tests.Envelopes;

public sealed class MessageHeaderFormatTests
{
    private static byte[] Example => MessageHeaderFormat.Encode(Letters.Header() with { PayloadLength = 18 });

    [Fact]
    public void A_header_is_read_as_it_was_written() => Claims.Hold(Letters.Headers, header =>
        MessageHeaderFormat.TryDecode(MessageHeaderFormat.Encode(header), out var read, out _) && (read with { Causes = header.Causes }) == header && read.Causes.SequenceEqual(header.Causes));

    [Fact]
    public void Whatever_arrives_is_a_header_in_its_one_spelling_or_has_a_fault() => Claims.Hold(
        Gen.OneOf(Claims.Damaged(Example), Claims.Bytes),
        bytes => MessageHeaderFormat.TryDecode(bytes, out var header, out var fault) ? MessageHeaderFormat.Encode(header).AsSpan().SequenceEqual(bytes) : fault != MessageHeaderFault.None,
        2_000);

    [Fact]
    public void A_header_that_ends_early_or_late_is_named_at_every_byte()
    {
        for (var length = 0; length < Example.Length; length++)
        {
            Fault(Example.AsSpan(..length)).ShouldBe(length < MessageHeaderFormat.Start.Length ? MessageHeaderFault.OtherFormat : MessageHeaderFault.CutOff);
        }

        Fault([.. Example, 0]).ShouldBe(MessageHeaderFault.BytesLeftOver);
    }

    [Theory]
    [InlineData(16, "32", MessageHeaderFault.OtherFormat)]
    [InlineData(35, "00000000", MessageHeaderFault.BadEpoch)]
    [InlineData(35, "80000000", MessageHeaderFault.BadEpoch)]
    [InlineData(35, "ffffffff", MessageHeaderFault.BadEpoch)]
    [InlineData(39, "0000000000000000", MessageHeaderFault.BadSequence)]
    [InlineData(39, "8000000000000000", MessageHeaderFault.BadSequence)]
    [InlineData(79, "7fffffffffffffff", MessageHeaderFault.BadTime)]
    [InlineData(87, "8000000000000000", MessageHeaderFault.BadTime)]
    [InlineData(87, "0000000000000000", MessageHeaderFault.ExpiresTooEarly)]
    [InlineData(127, "00100001", MessageHeaderFault.PayloadTooLong)]
    [InlineData(127, "ffffffff", MessageHeaderFault.PayloadTooLong)]
    [InlineData(132, "20", MessageHeaderFault.BadIdentifier)]
    [InlineData(132, "e9", MessageHeaderFault.BadIdentifier)]
    public void What_no_header_can_say_is_named(int at, string hex, MessageHeaderFault expected)
    {
        var bytes = Example;
        Convert.FromHexString(hex).CopyTo(bytes, at);
        Fault(bytes).ShouldBe(expected);
    }

    [Fact]
    public void More_causes_than_allowed_are_named_however_many_follow()
    {
        byte[] bytes = [.. Example[..^33], 17, .. new byte[17 * MessageId.Length]];
        Fault(bytes).ShouldBe(MessageHeaderFault.TooManyCauses);
    }

    [Fact]
    public void A_header_that_breaks_a_rule_is_not_written()
    {
        var header = Letters.Header();
        (MessageHeader Header, MessageHeaderFault Fault)[] broken =
        [
            (header with { Epoch = 0 }, MessageHeaderFault.BadEpoch),
            (header with { Sequence = 0 }, MessageHeaderFault.BadSequence),
            (header with { Created = header.Created.AddTicks(1) }, MessageHeaderFault.BadTime),
            (header with { Expires = header.Expires.ToOffset(TimeSpan.FromHours(1)) }, MessageHeaderFault.BadTime),
            (header with { Expires = header.Created }, MessageHeaderFault.ExpiresTooEarly),
            (header with { PayloadLength = MessageHeader.MostPayload + 1 }, MessageHeaderFault.PayloadTooLong),
            (header with { Sender = "" }, MessageHeaderFault.BadIdentifier),
            (header with { Recipient = "two words" }, MessageHeaderFault.BadIdentifier),
            (header with { Conversation = new string('c', 201) }, MessageHeaderFault.BadIdentifier),
            (header with { Type = "رسالة" }, MessageHeaderFault.BadIdentifier),
            (header with { MediaType = "" }, MessageHeaderFault.BadIdentifier),
            (header with { Recipient = header.Sender }, MessageHeaderFault.ToItself),
            (header with { Causes = [.. Enumerable.Repeat(header.Id, 17)] }, MessageHeaderFault.TooManyCauses),
            (header with { Type = MessageType.Filler, PayloadLength = 31 }, MessageHeaderFault.NotAFiller),
        ];
        foreach (var (wrong, fault) in broken)
        {
            wrong.Check().ShouldBe(fault);
            Should.Throw<ArgumentException>(() => MessageHeaderFormat.Encode(wrong)).Message.ShouldContain(fault.ToString());
        }
    }

    [Fact]
    public void Numbers_stand_big_endian_where_the_format_says()
    {
        var bytes = MessageHeaderFormat.Encode(Letters.Header(0x0102030405060708, epoch: 0x01020304));
        BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(35)).ShouldBe(0x01020304u);
        BinaryPrimitives.ReadInt64BigEndian(bytes.AsSpan(39)).ShouldBe(0x0102030405060708);
    }

    [Fact]
    public void An_id_is_written_as_32_digits_and_read_in_no_other_spelling()
    {
        var text = Letters.Id(1).ToString();
        MessageId.TryParse(text, out var id).ShouldBeTrue();
        id.ShouldBe(Letters.Id(1));
        foreach (var other in new[] { "", text[..^1], text + "0", text.ToUpperInvariant(), "g" + text[1..], " " + text[1..] })
        {
            MessageId.TryParse(other, out _).ShouldBeFalse(other);
        }

        Should.Throw<ArgumentException>(() => new MessageId(new byte[15]));
    }

    private static MessageHeaderFault Fault(ReadOnlySpan<byte> bytes)
    {
        MessageHeaderFormat.TryDecode(bytes, out _, out var fault).ShouldBeFalse();
        return fault;
    }
}
