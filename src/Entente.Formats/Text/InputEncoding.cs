using System.Text;

namespace Entente.Formats.Text;

/// <summary>
/// Tells the encoding of bytes that nobody declared: by byte order mark, else UTF-16 by the pattern of its NUL bytes, else
/// UTF-8. Bytes that are not valid UTF-8 are read one by one as Windows-1252, which holds all of Latin-1's letters, so one
/// old file among many still reads, and reads as a stream.
/// </summary>
internal static class InputEncoding
{
    /// <summary>Bytes looked at to tell UTF-16 without a byte order mark.</summary>
    private const int Sampled = 1024;

    /// <summary>The encoding of the input that begins with <paramref name="head"/>, and the length of its byte order mark.</summary>
    public static (Encoding Encoding, int MarkLength) Detect(ReadOnlySpan<byte> head, Action onInvalidByte) => head switch
    {
        [0xEF, 0xBB, 0xBF, ..] => (Utf8(onInvalidByte), 3),
        [0xFF, 0xFE, ..] => (Encoding.Unicode, 2),
        [0xFE, 0xFF, ..] => (Encoding.BigEndianUnicode, 2),
        _ => (Utf16ByPattern(head) ?? Utf8(onInvalidByte), 0),
    };

    private static Encoding Utf8(Action onInvalidByte) =>
        Encoding.GetEncoding(Encoding.UTF8.CodePage, EncoderFallback.ReplacementFallback, new Windows1252Fallback(onInvalidByte));

    /// <summary>Markup, separators and digits are ASCII in every format, so in UTF-16 many bytes on one side of the pairs are NUL, and hardly any on the other.</summary>
    private static Encoding? Utf16ByPattern(ReadOnlySpan<byte> head)
    {
        var pairs = Math.Min(head.Length, Sampled) / 2;
        var (first, second) = (0, 0);
        for (var i = 0; i < pairs; i++)
        {
            first += head[2 * i] == 0 ? 1 : 0;
            second += head[(2 * i) + 1] == 0 ? 1 : 0;
        }
        var many = Math.Max(2, pairs / 4);
        return second >= many && first < second / 4 ? Encoding.Unicode
            : first >= many && second < first / 4 ? Encoding.BigEndianUnicode
            : null;
    }

    private sealed class Windows1252Fallback(Action onInvalidByte) : DecoderFallback
    {
        public override int MaxCharCount => 4;

        public override DecoderFallbackBuffer CreateFallbackBuffer() => new Buffer(onInvalidByte);

        private sealed class Buffer(Action onInvalidByte) : DecoderFallbackBuffer
        {
            private static readonly Encoding Windows1252 = CodePagesEncodingProvider.Instance.GetEncoding(1252)
                ?? throw new InvalidOperationException("The runtime has no Windows-1252.");

            private string _text = "";
            private int _next;

            public override int Remaining => _text.Length - _next;

            public override bool Fallback(byte[] bytesUnknown, int index)
            {
                onInvalidByte();
                _text = Windows1252.GetString(bytesUnknown);
                _next = 0;
                return _text.Length > 0;
            }

            public override char GetNextChar() => _next < _text.Length ? _text[_next++] : '\0';

            public override bool MovePrevious()
            {
                if (_next == 0)
                {
                    return false;
                }
                _next--;
                return true;
            }

            public override void Reset() => (_text, _next) = ("", 0);
        }
    }
}
