using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Entente.Node.Border.Posts;

/// <summary>Reads what <see cref="SealedWriter"/> wrote, part by part. Nothing of a part is given out before its tag was right.</summary>
internal sealed class SealedReader : Stream
{
    private const int MostOfAHeader = 4096;

    private readonly Stream _from;
    private readonly AesGcm _aes;
    private readonly byte[] _place;
    private readonly byte[] _part = new byte[SealedWriter.MostOfAPart];
    private readonly byte[] _sealed = new byte[SealedWriter.MostOfAPart];
    private int _filled;
    private int _read;
    private long _parts;

    private SealedReader(Stream from, SealedHeader header, AesGcm aes, byte[] place) => (_from, Header, _aes, _place) = (from, header, aes, place);

    /// <summary>What stands in front.</summary>
    public SealedHeader Header { get; }

    /// <summary>Whether the last part has been read.</summary>
    public bool IsEnded { get; private set; }

    /// <summary>Reads the header and makes the file ready to be read.</summary>
    /// <exception cref="InvalidDataException">It is no sealed file of that kind and post.</exception>
    public static SealedReader Open(Stream from, PostKey key, string kind)
    {
        var (header, head) = ReadHeader(from);
        return header.Kind != kind ? throw new InvalidDataException($"it is a {header.Kind}, no {kind}")
            : header.Post != key.Post ? throw new InvalidDataException("it is for another post")
            : new SealedReader(from, header, new AesGcm(key.KeyOf(kind, header.Salt), SealedWriter.TagLength), SHA256.HashData(head));
    }

    /// <summary>Reads what stands in front, of which nothing is proven yet, with its bytes.</summary>
    /// <exception cref="InvalidDataException">It is no sealed file.</exception>
    public static (SealedHeader Header, byte[] Bytes) ReadHeader(Stream from)
    {
        var head = new byte[SealedWriter.Magic.Length + sizeof(int)];
        var length = from.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) == head.Length && head.AsSpan(0, SealedWriter.Magic.Length).SequenceEqual(SealedWriter.Magic)
            ? BinaryPrimitives.ReadInt32BigEndian(head.AsSpan(SealedWriter.Magic.Length))
            : 0;
        var bytes = new byte[length is > 0 and <= MostOfAHeader ? length : throw new InvalidDataException("it is no file that this program sealed")];
        return from.ReadAtLeast(bytes, length, throwOnEndOfStream: false) == length && SealedHeader.Read(bytes) is { Salt.Length: SealedWriter.SaltLength } header
            ? (header, [.. head, .. bytes])
            : throw new InvalidDataException("it is no file that this program sealed");
    }

    public override int Read(Span<byte> buffer)
    {
        while (_read == _filled && !IsEnded)
        {
            Next();
        }

        var count = Math.Min(buffer.Length, _filled - _read);
        _part.AsSpan(_read, count).CopyTo(buffer);
        _read += count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override void Flush()
    {
        // Nothing is written.
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        _aes.Dispose();
        base.Dispose(disposing);
    }

    private void Next()
    {
        Span<byte> head = stackalloc byte[SealedWriter.PartHead + SealedWriter.TagLength];
        var length = _from.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) < head.Length ? -1 : BinaryPrimitives.ReadInt32BigEndian(head[1..]);
        if (length < 0 || length > SealedWriter.MostOfAPart || _from.ReadAtLeast(_sealed.AsSpan(0, length), length, throwOnEndOfStream: false) < length)
        {
            throw new InvalidDataException("it breaks off");
        }

        Span<byte> nonce = stackalloc byte[AesGcm.NonceByteSizes.MaxSize];
        SealedWriter.WriteNonce(nonce, _parts++);
        try
        {
            _aes.Decrypt(nonce, _sealed.AsSpan(0, length), head[SealedWriter.PartHead..], _part.AsSpan(0, length), [.. _place, head[0]]);
        }
        catch (AuthenticationTagMismatchException exception)
        {
            throw new InvalidDataException("it was changed, or sealed under another key", exception);
        }

        (_filled, _read, IsEnded) = (length, 0, head[0] == 1);
    }
}
