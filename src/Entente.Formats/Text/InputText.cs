using System.Text;
using Entente.Formats.Reading;

namespace Entente.Formats.Text;

/// <summary>
/// The characters of an input whose encoding nobody declared (see <see cref="InputEncoding"/>), as a stream with flat memory.
/// NUL characters are left out. Findings, each noted once: encoding-utf-16, encoding-not-utf-8, nul-bytes.
/// Not safe for use by several threads at once.
/// </summary>
internal sealed class InputText : TextReader
{
    private const int BufferSize = 64 * 1024;

    private readonly Stream _stream;
    private readonly Journal _journal;
    private readonly Decoder _decoder;
    private readonly byte[] _bytes = new byte[BufferSize];
    private readonly char[] _chars;
    private int _byteCount;
    private int _skip;
    private int _next;
    private int _end;
    private long _charsRead;
    private bool _streamEnded;
    private bool _flushed;
    private bool _invalidNoted;
    private bool _nulNoted;

    /// <summary>Takes over the stream and looks at its first bytes.</summary>
    public InputText(Stream stream, Journal journal)
    {
        _stream = stream;
        _journal = journal;
        FillBytes();
        (var encoding, _skip) = InputEncoding.Detect(_bytes.AsSpan(0, _byteCount), NoteInvalidByte);
        _decoder = encoding.GetDecoder();
        // A sequence begun at the end of the buffer before may end in this one, so there may be more than one buffer's worth.
        _chars = new char[encoding.GetMaxCharCount(BufferSize + 4)];
        if (encoding.CodePage != Encoding.UTF8.CodePage)
        {
            journal.Note("file", "encoding-utf-16", "The file is UTF-16; it was read as such. UTF-8 is preferred.");
        }
    }

    /// <summary>Characters after which the input is refused as a whole: formats that must be held in memory set it.</summary>
    public long MaxCharacters { get; init; } = long.MaxValue;

    /// <inheritdoc />
    public override int Peek() => Fill() ? _chars[_next] : -1;

    /// <inheritdoc />
    public override int Read() => Fill() ? _chars[_next++] : -1;

    /// <inheritdoc />
    public override int Read(char[] buffer, int index, int count) => Read(buffer.AsSpan(index, count));

    /// <inheritdoc />
    /// <exception cref="UnreadableInputException">The input is longer than <see cref="MaxCharacters"/>.</exception>
    public override int Read(Span<char> buffer)
    {
        if (buffer.IsEmpty || !Fill())
        {
            return 0;
        }
        var count = Math.Min(buffer.Length, _end - _next);
        _chars.AsSpan(_next, count).CopyTo(buffer);
        _next += count;
        return count;
    }

    /// <inheritdoc />
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _stream.Dispose();
        }
        base.Dispose(disposing);
    }

    /// <summary>True where at least one character is ready.</summary>
    private bool Fill()
    {
        while (_next == _end && !_flushed)
        {
            if (_byteCount == 0 && !_streamEnded)
            {
                FillBytes();
            }
            _flushed = _streamEnded;
            var decoded = _decoder.GetChars(_bytes.AsSpan(_skip, _byteCount - _skip), _chars, flush: _flushed);
            (_byteCount, _skip, _next) = (0, 0, 0);
            _end = WithoutNul(decoded);
            _charsRead += _end;
            if (_charsRead > MaxCharacters)
            {
                throw new UnreadableInputException(
                    $"The file has more than {MaxCharacters:N0} characters, which no file of its kind has. Check what it is.");
            }
        }
        return _next < _end;
    }

    /// <summary>Reads until the buffer is full or the stream ends, since a stream may give little at a time.</summary>
    private void FillBytes()
    {
        _byteCount = _stream.ReadAtLeast(_bytes, _bytes.Length, throwOnEndOfStream: false);
        _streamEnded = _byteCount < _bytes.Length;
    }

    private int WithoutNul(int count)
    {
        var text = _chars.AsSpan(0, count);
        var kept = text.IndexOf('\0');
        if (kept < 0)
        {
            return count;
        }
        if (!_nulNoted)
        {
            _nulNoted = true;
            _journal.Note("file", "nul-bytes", "The file holds NUL characters, which no text has; they were left out. Check how the file was made.");
        }
        for (var i = kept; i < count; i++)
        {
            if (text[i] != '\0')
            {
                text[kept++] = text[i];
            }
        }
        return kept;
    }

    private void NoteInvalidByte()
    {
        if (!_invalidNoted)
        {
            _invalidNoted = true;
            _journal.Note("file", "encoding-not-utf-8",
                "The file holds bytes that are not UTF-8; they were read as Windows-1252. Letters with accents may be wrong: save the file as UTF-8.");
        }
    }
}
