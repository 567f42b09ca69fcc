namespace Entente.Formats.Travellers;

/// <summary>A stream whose first bytes can be looked at before it is read, though it cannot seek (standard input).</summary>
internal sealed class HeadedStream : Stream
{
    private readonly Stream _source;
    private int _taken;

    /// <summary>Takes over the source and reads its head.</summary>
    public HeadedStream(Stream source, int headLength)
    {
        _source = source;
        var head = new byte[headLength];
        Head = head[..source.ReadAtLeast(head, headLength, throwOnEndOfStream: false)];
    }

    /// <summary>The first bytes; fewer than asked for where the source is shorter.</summary>
    public byte[] Head { get; }

    public override bool CanRead => _source.CanRead;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        if (_taken == Head.Length)
        {
            return _source.Read(buffer);
        }

        var count = Math.Min(buffer.Length, Head.Length - _taken);
        Head.AsSpan(_taken, count).CopyTo(buffer);
        _taken += count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _source.Dispose();
        }

        base.Dispose(disposing);
    }
}
