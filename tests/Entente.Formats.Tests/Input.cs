using System.Text;
using Entente.Formats.Reading;

namespace Entente.Formats.Tests;

/// <summary>Inputs made of strings and bytes, as tests need them.</summary>
internal static class Input
{
    public static InputFile File(string name, string content) => File(name, Encoding.UTF8.GetBytes(content));

    public static InputFile File(string name, byte[] content) => new(name, () => new MemoryStream(content, writable: false));

    public static Stream Stream(string content) => new MemoryStream(Encoding.UTF8.GetBytes(content), writable: false);

    /// <summary>A stream that is made of the same bytes again and again, so that size costs no memory.</summary>
    public static Stream Endless(string head, string repeated, long length) =>
        new RepeatingStream(Encoding.UTF8.GetBytes(head), Encoding.UTF8.GetBytes(repeated), length);

    private sealed class RepeatingStream(byte[] head, byte[] repeated, long length) : Stream
    {
        private long _position;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => length;

        public override long Position { get => _position; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = 0;
            for (; read < count && _position < length; read++, _position++)
            {
                buffer[offset + read] = _position < head.Length ? head[_position] : repeated[(_position - head.Length) % repeated.Length];
            }
            return read;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
