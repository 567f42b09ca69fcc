using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Entente.Node.Border.Posts;

/// <summary>
/// Writes a sealed file, part by part, in bounded memory: "ENTENTE1", length and bytes of the header, then parts of at most 64 KiB, each with a byte that
/// says whether it is the last, its length, the tag and the ciphertext. AES-256-GCM (NIST SP 800-38D); the nonce is the number of the part, the hash of all
/// before the parts and the byte are authenticated with it: no part can be changed, moved, taken from another file or left out at the end.
/// </summary>
internal sealed class SealedWriter : Stream
{
    /// <summary>What a sealed file begins with.</summary>
    public static ReadOnlySpan<byte> Magic => "ENTENTE1"u8;

    /// <summary>Bytes of a part at most.</summary>
    public const int MostOfAPart = 1 << 16;

    /// <summary>Bytes of the salt, of the tag, and of a part in front of the tag.</summary>
    public const int SaltLength = 32, TagLength = 16, PartHead = 1 + sizeof(int);

    private readonly Stream _to;
    private readonly AesGcm _aes;
    private readonly byte[] _place;
    private readonly byte[] _part = new byte[MostOfAPart];
    private readonly byte[] _sealed = new byte[PartHead + TagLength + MostOfAPart];
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private int _filled;
    private long _parts;

    private SealedWriter(Stream to, AesGcm aes, byte[] place) => (_to, _aes, _place) = (to, aes, place);

    /// <summary>Writes the header and gives the stream into which the rest goes.</summary>
    public static async Task<SealedWriter> BeginAsync(Stream to, PostKey key, string kind, DateTimeOffset madeAt, DateTimeOffset? notAfter, CancellationToken cancellationToken)
    {
        var header = new SealedHeader { Kind = kind, Post = key.Post, MadeAt = madeAt, NotAfter = notAfter, Salt = RandomNumberGenerator.GetBytes(SaltLength) };
        var bytes = header.ToBytes();
        var head = new byte[Magic.Length + sizeof(int) + bytes.Length];
        Magic.CopyTo(head);
        BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(Magic.Length), bytes.Length);
        bytes.CopyTo(head, Magic.Length + sizeof(int));
        var writer = new SealedWriter(to, new AesGcm(key.KeyOf(kind, header.Salt), TagLength), SHA256.HashData(head));
        await writer.PutAsync(head, cancellationToken);
        return writer;
    }

    /// <summary>Writes the last part, and gives the SHA-256 of all that was written.</summary>
    public async Task<byte[]> EndAsync(CancellationToken cancellationToken)
    {
        await SealAsync(isLast: true, cancellationToken);
        return _hash.GetHashAndReset();
    }

    /// <summary>The nonce of a part.</summary>
    public static void WriteNonce(Span<byte> nonce, long part)
    {
        nonce.Clear();
        BinaryPrimitives.WriteInt64BigEndian(nonce[^sizeof(long)..], part);
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (!buffer.IsEmpty)
        {
            if (_filled == _part.Length)
            {
                await SealAsync(isLast: false, cancellationToken);
            }

            var count = Math.Min(buffer.Length, _part.Length - _filled);
            buffer[..count].CopyTo(_part.AsMemory(_filled));
            _filled += count;
            buffer = buffer[count..];
        }
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("A sealed file is written asynchronously: it may go to a slow link.");

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override void Flush()
    {
        // What is not a whole part waits for the rest of it.
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        _aes.Dispose();
        _hash.Dispose();
        base.Dispose(disposing);
    }

    private async Task SealAsync(bool isLast, CancellationToken cancellationToken)
    {
        Seal(isLast);
        await PutAsync(_sealed.AsMemory(0, PartHead + TagLength + _filled), cancellationToken);
        _filled = 0;
    }

    private void Seal(bool isLast)
    {
        Span<byte> nonce = stackalloc byte[AesGcm.NonceByteSizes.MaxSize];
        WriteNonce(nonce, _parts++);
        _sealed[0] = isLast ? (byte)1 : (byte)0;
        BinaryPrimitives.WriteInt32BigEndian(_sealed.AsSpan(1), _filled);
        _aes.Encrypt(nonce, _part.AsSpan(0, _filled), _sealed.AsSpan(PartHead + TagLength, _filled), _sealed.AsSpan(PartHead, TagLength), [.. _place, _sealed[0]]);
    }

    private async Task PutAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        _hash.AppendData(bytes.Span);
        await _to.WriteAsync(bytes, cancellationToken);
    }
}
