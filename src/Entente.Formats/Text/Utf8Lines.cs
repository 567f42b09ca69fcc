using System.Text;
using Entente.Formats.Reading;

namespace Entente.Formats.Text;

/// <summary>
/// Reads lines of bytes with memory bounded by one line. A byte order mark is skipped, UTF-16 is turned into UTF-8, blank
/// lines are skipped, a line too long is refused in the journal. Not safe for use by several threads at once.
/// </summary>
internal sealed class Utf8Lines
{
    /// <summary>Longest line, in bytes; the longest of OpenSanctions in 2025 had about one million.</summary>
    public const int MaxLength = 16 * 1024 * 1024;

#if DEBUG
    private const int FirstBufferLength = 64;
#else
    private const int FirstBufferLength = 256 * 1024;
#endif

    private readonly Stream _stream;
    private readonly Journal _journal;
    private byte[] _buffer = new byte[FirstBufferLength];
    private int _start;
    private int _end;
    private bool _ended;

    /// <summary>Reads the stream, of which <paramref name="head"/> are the first bytes, still to be read.</summary>
    public Utf8Lines(Stream stream, ReadOnlySpan<byte> head, Journal journal)
    {
        _journal = journal;
        var (encoding, markLength) = InputEncoding.Detect(head, static () => { });
        stream.ReadExactly(new byte[markLength]);
        _stream = stream;
        if (encoding.CodePage != Encoding.UTF8.CodePage)
        {
            journal.Note("file", "encoding-utf-16", "The file is UTF-16; it was read as such. UTF-8 is preferred.");
            _stream = Encoding.CreateTranscodingStream(stream, encoding, Encoding.UTF8, leaveOpen: true);
        }
    }

    /// <summary>Number of the current line, from 1.</summary>
    public int Line { get; private set; }

    /// <summary>The place of the current line, for findings.</summary>
    public string Place => $"line {Line}";

    /// <summary>Moves to the next line that is not blank. The bytes are valid until the next call.</summary>
    public bool Read(out ReadOnlySpan<byte> line)
    {
        while (TryReadLine(out line))
        {
            line = line.Trim(" \t\r"u8);
            if (!line.IsEmpty)
            {
                return true;
            }
        }
        return false;
    }

    private bool TryReadLine(out ReadOnlySpan<byte> line)
    {
        var searched = 0;
        while (true)
        {
            var feed = _buffer.AsSpan(_start + searched, _end - _start - searched).IndexOf((byte)'\n');
            if (feed >= 0)
            {
                line = Take(searched + feed, feedLength: 1);
                return true;
            }
            searched = _end - _start;
            if (_ended)
            {
                line = Take(searched, feedLength: 0);
                return searched > 0;
            }
            if (searched > MaxLength)
            {
                SkipLine();
                searched = 0;
            }
            Fill();
        }
    }

    private ReadOnlySpan<byte> Take(int length, int feedLength)
    {
        Line++;
        var line = _buffer.AsSpan(_start, length);
        _start += length + feedLength;
        return line;
    }

    private void SkipLine()
    {
        Line++;
        _journal.Refuse(Place, "record-too-long", $"The line has more than {MaxLength:N0} bytes and was skipped.");
        int feed;
        do
        {
            (_start, _end) = (0, 0);
            Fill();
            feed = _buffer.AsSpan(0, _end).IndexOf((byte)'\n');
        }
        while (feed < 0 && !_ended);
        _start = feed < 0 ? _end : feed + 1;
    }

    private void Fill()
    {
        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        (_start, _end) = (0, _end - _start);
        if (_end == _buffer.Length)
        {
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }
        var read = _stream.Read(_buffer.AsSpan(_end));
        _end += read;
        _ended = read == 0;
    }
}
