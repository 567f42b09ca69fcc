using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Text;

namespace Entente.Ledger.Envelopes;

/// <summary>Puts parts one behind the other.</summary>
internal sealed class PartWriter(int capacity)
{
    private readonly ArrayBufferWriter<byte> _bytes = new(Math.Max(capacity, 64));

    public PartWriter Bytes(ReadOnlySpan<byte> part)
    {
        _bytes.Write(part);
        return this;
    }

    public PartWriter Byte(byte value) => Bytes([value]);

    public PartWriter Number32(uint value)
    {
        BinaryPrimitives.WriteUInt32BigEndian(_bytes.GetSpan(sizeof(uint)), value);
        _bytes.Advance(sizeof(uint));
        return this;
    }

    public PartWriter Number64(long value)
    {
        BinaryPrimitives.WriteInt64BigEndian(_bytes.GetSpan(sizeof(long)), value);
        _bytes.Advance(sizeof(long));
        return this;
    }

    /// <summary>A length in one byte and that many ASCII characters; identifiers have 200 at most.</summary>
    public PartWriter Text(string text) => Byte(checked((byte)text.Length)).Ascii(text);

    /// <summary>ASCII characters without their length.</summary>
    public PartWriter Ascii(string text)
    {
        _bytes.Advance(Encoding.ASCII.GetBytes(text, _bytes.GetSpan(text.Length)));
        return this;
    }

    /// <summary>Bytes as base64url without padding (RFC 7515 section 2).</summary>
    public PartWriter Base64Url(ReadOnlySpan<byte> part)
    {
        _bytes.Advance(System.Buffers.Text.Base64Url.EncodeToUtf8(part, _bytes.GetSpan(System.Buffers.Text.Base64Url.GetEncodedLength(part.Length))));
        return this;
    }

    public byte[] ToArray() => _bytes.WrittenSpan.ToArray();
}
