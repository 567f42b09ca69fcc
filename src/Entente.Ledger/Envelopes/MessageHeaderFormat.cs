using System.Diagnostics.CodeAnalysis;
using Entente.Ledger.Merkle;

namespace Entente.Ledger.Envelopes;

/// <summary>
/// A header as bytes. Each header has one spelling and each spelling is of one header; other bytes are refused. In this order,
/// numbers big-endian:
/// <list type="number">
/// <item><see cref="Start"/>, which names format and version;</item>
/// <item>id, 16 bytes; epoch, 4 bytes; sequence, 8 bytes; previous, 32 bytes;</item>
/// <item>created and expires, 8 bytes each, signed, milliseconds since 1970-01-01 UTC;</item>
/// <item>marking, 32 bytes; length of the payload, 4 bytes;</item>
/// <item>sender, recipient, conversation, type, media type: each a length in 1 byte and that many ASCII characters;</item>
/// <item>the number of causes, 1 byte, and 16 bytes for each.</item>
/// </list>
/// </summary>
public static class MessageHeaderFormat
{
    /// <summary>What every header begins with. A changed format gets another number.</summary>
    public const string Start = "entente.message.v1\n";

    /// <summary>The header as bytes.</summary>
    /// <exception cref="ArgumentException">It breaks a rule; the message names it by its <see cref="MessageHeaderFault"/>.</exception>
    public static byte[] Encode(MessageHeader header)
    {
        if (header.Check() is var fault && fault != MessageHeaderFault.None)
        {
            throw new ArgumentException($"This cannot be the header of a message: {fault}.", nameof(header));
        }

        var (id, previous, marking) = (header.Id, header.Previous, header.Marking);
        var writer = new PartWriter(512).Ascii(Start).Bytes(id.Bytes).Number32((uint)header.Epoch).Number64(header.Sequence).Bytes(previous.Bytes)
            .Number64(header.Created.ToUnixTimeMilliseconds()).Number64(header.Expires.ToUnixTimeMilliseconds())
            .Bytes(marking.Bytes).Number32((uint)header.PayloadLength)
            .Text(header.Sender).Text(header.Recipient).Text(header.Conversation).Text(header.Type).Text(header.MediaType)
            .Byte((byte)header.Causes.Count);
        foreach (var cause in header.Causes)
        {
            writer.Bytes(cause.Bytes);
        }

        return writer.ToArray();
    }

    /// <summary>Reads a header.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out MessageHeader? header, out MessageHeaderFault fault)
    {
        header = null;
        var reader = new PartReader(bytes);
        if (!reader.Starts("entente.message.v1\n"u8))
        {
            fault = MessageHeaderFault.OtherFormat;
            return false;
        }

        var read = Read(ref reader, out fault);
        fault = fault != MessageHeaderFault.None ? fault
            : reader.IsShort ? MessageHeaderFault.CutOff
            : !reader.IsAtEnd ? MessageHeaderFault.BytesLeftOver
            : read.Check();
        header = fault == MessageHeaderFault.None ? read : null;
        return header is not null;
    }

    private static MessageHeader Read(ref PartReader reader, out MessageHeaderFault fault)
    {
        var id = Fixed(ref reader, MessageId.Length);
        var (epoch, sequence) = (reader.Number32(), reader.Number64());
        var previous = Fixed(ref reader, Digest.Length);
        var (created, expires) = (reader.Number64(), reader.Number64());
        var marking = Fixed(ref reader, Digest.Length);
        var length = reader.Number32();
        fault = epoch > int.MaxValue ? MessageHeaderFault.BadEpoch
            : length > MessageHeader.MostPayload ? MessageHeaderFault.PayloadTooLong
            : !IsTime(created) || !IsTime(expires) ? MessageHeaderFault.BadTime
            : MessageHeaderFault.None;
        return new()
        {
            Id = new(id),
            Epoch = (int)Math.Min(epoch, int.MaxValue),
            Sequence = sequence,
            Previous = new(previous),
            Created = Time(created),
            Expires = Time(expires),
            Marking = new(marking),
            PayloadLength = (int)Math.Min(length, int.MaxValue),
            Sender = reader.Text(),
            Recipient = reader.Text(),
            Conversation = reader.Text(),
            Type = reader.Text(),
            MediaType = reader.Text(),
            Causes = Causes(ref reader),
        };
    }

    private static List<MessageId> Causes(ref PartReader reader)
    {
        var count = reader.Byte();
        var causes = new List<MessageId>();
        for (var i = 0; i < count && !reader.IsShort; i++)
        {
            causes.Add(new(Fixed(ref reader, MessageId.Length)));
        }

        return causes;
    }

    /// <summary>That many bytes; zeroes where they are missing, which the reader remembers.</summary>
    private static ReadOnlySpan<byte> Fixed(ref PartReader reader, int length) => reader.Take((uint)length) is { Length: > 0 } taken ? taken : new byte[length];

    private static bool IsTime(long milliseconds) =>
        milliseconds >= DateTimeOffset.MinValue.ToUnixTimeMilliseconds() && milliseconds <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    private static DateTimeOffset Time(long milliseconds) => IsTime(milliseconds) ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) : default;
}
