using System.Security.Cryptography;

namespace Entente.Formats.Reading;

/// <summary>
/// The bytes of an input, read once: their beginning can be looked at before they are read, and every byte that passes is
/// hashed, on a second thread while the first reads on. The stream beneath stays open and is its opener's to close. Not safe
/// for use by several threads at once.
/// </summary>
internal sealed class HashedInput : Stream
{
    /// <summary>Bytes that a format may be known by.</summary>
    public const int HeadLength = 64 * 1024;

    private readonly Stream _stream;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly CancellationToken _cancellationToken;
    private readonly byte[] _head = new byte[HeadLength];
    private readonly int _headCount;
    private byte[] _beingHashed = [];
    private Task _hashing = Task.CompletedTask;
    private int _headNext;

    /// <summary>Reads the beginning of the stream.</summary>
    public HashedInput(Stream stream, CancellationToken cancellationToken)
    {
        _stream = stream;
        _cancellationToken = cancellationToken;
        _headCount = stream.ReadAtLeast(_head, HeadLength, throwOnEndOfStream: false);
        Hash(Head);
    }

    /// <summary>The first bytes, at most <see cref="HeadLength"/>.</summary>
    public ReadOnlySpan<byte> Head => _head.AsSpan(0, _headCount);

    /// <inheritdoc />
    public override bool CanRead => true;

    /// <inheritdoc />
    public override bool CanSeek => false;

    /// <inheritdoc />
    public override bool CanWrite => false;

    /// <inheritdoc />
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc />
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <summary>Reads what no one has read yet, and returns the SHA-256 of all bytes in lower-case hexadecimal.</summary>
    public string HashToEnd()
    {
        var rest = new byte[HeadLength];
        while (Read(rest) > 0)
        {
            // Only the hash is wanted.
        }
        _hashing.Wait(CancellationToken.None);
        return Convert.ToHexStringLower(_hash.GetHashAndReset());
    }

    /// <inheritdoc />
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <inheritdoc />
    public override int Read(Span<byte> buffer)
    {
        _cancellationToken.ThrowIfCancellationRequested();
        if (_headNext < _headCount)
        {
            var count = Math.Min(buffer.Length, _headCount - _headNext);
            _head.AsSpan(_headNext, count).CopyTo(buffer);
            _headNext += count;
            return count;
        }
        var read = _stream.Read(buffer);
        Hash(buffer[..read]);
        return read;
    }

    /// <summary>Hashes a copy, since the caller may change what it was given; the bytes before must have been hashed by then.</summary>
    private void Hash(ReadOnlySpan<byte> bytes)
    {
        _hashing.Wait(CancellationToken.None);
        if (_beingHashed.Length < bytes.Length)
        {
            _beingHashed = new byte[bytes.Length];
        }
        bytes.CopyTo(_beingHashed);
        var count = bytes.Length;
        _hashing = Task.Run(() => _hash.AppendData(_beingHashed, 0, count), CancellationToken.None);
    }

    /// <inheritdoc />
    public override void Flush()
    {
    }

    /// <inheritdoc />
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc />
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc />
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
