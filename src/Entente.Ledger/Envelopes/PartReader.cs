using System.Buffers.Binary;
using System.Text;

namespace Entente.Ledger.Envelopes;

/// <summary>Takes parts from the front of bytes. Once they end too early it gives nothing but empty parts and zeroes.</summary>
internal ref struct PartReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _rest = bytes;

    /// <summary>Whether a part was longer than what was left.</summary>
    public bool IsShort { get; private set; }

    public readonly bool IsAtEnd => _rest.IsEmpty;

    /// <summary>Whether the bytes begin with this, which is then taken.</summary>
    public bool Starts(ReadOnlySpan<byte> start)
    {
        var starts = _rest.StartsWith(start);
        _rest = starts ? _rest[start.Length..] : _rest;
        return starts;
    }

    public ReadOnlySpan<byte> Take(uint length)
    {
        IsShort |= length > _rest.Length;
        if (IsShort)
        {
            return [];
        }

        var taken = _rest[..(int)length];
        _rest = _rest[(int)length..];
        return taken;
    }

    public byte Byte() => Take(sizeof(byte)) is { Length: > 0 } one ? one[0] : (byte)0;

    public uint Number32() => Take(sizeof(uint)) is { Length: > 0 } four ? BinaryPrimitives.ReadUInt32BigEndian(four) : 0;

    public long Number64() => Take(sizeof(long)) is { Length: > 0 } eight ? BinaryPrimitives.ReadInt64BigEndian(eight) : 0;

    /// <summary>A length in one byte and that many characters. Bytes beyond ASCII stay characters beyond ASCII, so that no rule overlooks them.</summary>
    public string Text() => Encoding.Latin1.GetString(Take(Byte()));
}
