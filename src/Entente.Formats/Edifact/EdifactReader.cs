using System.Buffers;
using System.Collections.Frozen;
using System.Runtime.InteropServices;
using Entente.Formats.Reading;

namespace Entente.Formats.Edifact;

/// <summary>
/// Reads EDIFACT (ISO 9735) segment by segment with flat memory: any separators, line breaks between and inside segments, transport
/// header lines before and stray text between interchanges. What deviates is noted in the journal; nothing is thrown.
/// </summary>
internal sealed class EdifactReader(TextReader text, Journal journal)
{
    /// <summary>Longest segment read, in characters; the longest that passenger messages allow is below 1,000.</summary>
    public const int LongestSegment = 65_536;

    /// <summary>No reference of the guidelines is longer (RFF 1154, an..70); what a hostile message writes there must not fill an answer.</summary>
    private const int LongestReference = 70;

    /// <summary>How far separators are looked for behind the start of an interchange.</summary>
    private const int HeadLength = 4_096;

    /// <summary>Room for UNA, blanks and a little more before the first header.</summary>
    private const int KeptBeforeHeader = 64;

    /// <summary>A line break, blanks, a tag and a separator.</summary>
    private const int LineStartLength = 16;

#if DEBUG
    /// <summary>Tiny, so that tests meet the edge of the buffer all the time.</summary>
    private const int ReadAtOnce = 61;
#else
    private const int ReadAtOnce = 16_384;
#endif

    /// <summary>Tags by which a lost terminator at the end of a line is recognised: those of passenger lists, of answers to them and of every interchange.</summary>
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> LineTags = FrozenSet.ToFrozenSet([
        "UNB", "UNG", "UNH", "UNT", "UNE", "UNZ", "BGM", "RFF", "NAD", "COM", "TDT", "LOC", "DTM", "ATT", "MEA", "GEI", "FTX", "EMP",
        "NAT", "DOC", "CNT", "CPI", "QTY", "ERP", "ERC"]).GetAlternateLookup<ReadOnlySpan<char>>();

    private readonly char[] _buffer = new char[LongestSegment];
    private readonly List<Part> _parts = [];
    private ServiceString _service;
    private SearchValues<char> _stops = SearchValues.Create("");
    private int _start;
    private int _end;
    private long _passed;
    private bool _exhausted;
    private bool _inside;

    /// <summary>The current segment's place in the input, from 1; UNA is not counted.</summary>
    public int SegmentNumber { get; private set; }

    /// <summary>Where the current segment begins in the input, in characters.</summary>
    public long Start { get; private set; }

    /// <summary>Where the current segment ends in the input, behind its terminator where it has one.</summary>
    public long End { get; private set; }

    /// <summary>The separators of the current interchange.</summary>
    public ServiceString Service => _service;

    /// <summary>True where the input ended inside the current segment.</summary>
    public bool IsCut { get; private set; }

    /// <summary>The tag of the current segment.</summary>
    public ReadOnlySpan<char> Tag => this[0];

    /// <summary>The current segment's place as findings name it.</summary>
    public string Place => $"segment {SegmentNumber}";

    /// <summary>
    /// A component of the current segment, released and trimmed; empty where it is missing. Elements count from the tag (0), components
    /// from 0. Of a repeated element the first occurrence is given. Valid until the next <see cref="Read"/>.
    /// </summary>
    public ReadOnlySpan<char> this[int element, int component = 0]
    {
        get
        {
            foreach (ref readonly var part in CollectionsMarshal.AsSpan(_parts))
            {
                if (part.Element == element && part.Component == component)
                {
                    return _buffer.AsSpan(part.Start, part.Length).Trim();
                }
            }

            return default;
        }
    }

    /// <summary>A component that is a code or a reference, cut where it is too long to be one.</summary>
    public string Reference(int element, int component = 0)
    {
        var whole = this[element, component];
        return whole[..Math.Min(whole.Length, LongestReference)].ToString();
    }

    /// <summary>The party of an interchange in an element.</summary>
    public InterchangeParty Party(int element) => new(Reference(element), Reference(element, 1));

    /// <summary>Goes to the next segment of this or the next interchange; false at the end of the input.</summary>
    public bool Read()
    {
        _inside = _inside && Tag is not "UNZ";
        _parts.Clear();
        while (_inside || EnterInterchange())
        {
            if (TakeSegment() is { } length)
            {
                SegmentNumber++;
                Start = _passed + _start;
                Divide(length);
                End = _passed + _start;
                if (IsCut)
                {
                    journal.NoteMissing(Place, "cut-off", "The input ends inside this segment. Ask the sender for the whole message; what arrived was read.");
                }

                return true;
            }

            _inside = false;
        }

        return false;
    }

    private bool EnterInterchange()
    {
        while (true)
        {
            FillTo(HeadLength);
            if (ServiceString.TryFind(Window, out var header, out var service, out var contradicted))
            {
                NoteStray(Window[..header]);
                if (header > KeptBeforeHeader)
                {
                    _start += header - KeptBeforeHeader;
                    FillTo(HeadLength);
                    _ = ServiceString.TryFind(Window, out header, out service, out contradicted);
                }

                Enter(header, service, contradicted);
                return true;
            }

            var discarded = _exhausted ? Window.Length : Window.Length - KeptBeforeHeader;
            NoteStray(Window[..discarded]);
            _start += discarded;
            if (_exhausted)
            {
                return false;
            }
        }
    }

    private void Enter(int header, ServiceString service, bool contradicted)
    {
        _start += header;
        _service = service;
        _stops = SearchValues.Create([service.Terminator, service.Release, '\r', '\n']);
        _inside = true;
        if (contradicted)
        {
            journal.Note($"segment {SegmentNumber + 1}", "service-string-wrong", "UNA declares other separators than the message uses; the ones in use were taken.");
        }
    }

    private void NoteStray(ReadOnlySpan<char> before)
    {
        var stray = before.Trim();
        if (!stray.IsEmpty && !stray.StartsWith("UNA", StringComparison.Ordinal))
        {
            journal.Note($"segment {SegmentNumber + 1}", "text-outside-interchange", "Text stands before or behind the interchange (UNB to UNZ), such as a transport header; it was passed over.");
        }
    }

    /// <summary>The length of the next segment, which then begins at the start of the window; null at the end of the input.</summary>
    private int? TakeSegment()
    {
        var searched = 0;
        SkipBlanks();
        while (true)
        {
            var length = FindEnd(ref searched);
            if (length == 0)
            {
                _start++;
                SkipBlanks();
                searched = 0;
            }
            else if (length > 0)
            {
                return length;
            }
            else if (Window.Length == LongestSegment)
            {
                SkipLongSegment();
                searched = 0;
            }
            else if (!Fill())
            {
                IsCut = !Window.IsWhiteSpace();
                return IsCut ? Window.Length : null;
            }
        }
    }

    /// <summary>Where the segment at the start of the window ends; -1 where more must be read to know.</summary>
    private int FindEnd(ref int searched)
    {
        while (searched < Window.Length && Window[searched..].IndexOfAny(_stops) is >= 0 and var hit)
        {
            searched += hit;
            var stop = Window[searched];
            var needed = stop == _service.Terminator ? 1 : stop == _service.Release ? 2 : LineStartLength;
            if (searched + needed > Window.Length && !_exhausted)
            {
                return -1;
            }

            if (stop == _service.Terminator)
            {
                return searched;
            }

            if (stop != _service.Release && OpensSegment(Window[searched..]))
            {
                journal.Note($"segment {SegmentNumber + 1}", "terminator-missing", "The segment ends with its line and without a terminator; the next line was read as the next segment.");
                return searched;
            }

            searched += stop == _service.Release ? 2 : 1;
        }

        return -1;
    }

    private bool OpensSegment(ReadOnlySpan<char> lineBreak)
    {
        var line = lineBreak[..Math.Min(LineStartLength, lineBreak.Length)].TrimStart();
        return line.Length > 3 && line[3..].TrimStart() is [var behind, ..] && behind == _service.Element && LineTags.Contains(line[..3]);
    }

    private void SkipLongSegment()
    {
        SegmentNumber++;
        journal.Note(Place, "segment-too-long", $"The segment is longer than {LongestSegment} characters; it was passed over.");
        int end;
        while ((end = Window.IndexOf(_service.Terminator)) < 0)
        {
            _start = _end;
            if (!Fill())
            {
                return;
            }
        }

        _start += end + 1;
        SkipBlanks();
    }

    private void SkipBlanks()
    {
        do
        {
            while (_start < _end && char.IsWhiteSpace(_buffer[_start]) && _buffer[_start] != _service.Terminator)
            {
                _start++;
            }
        }
        while (_start == _end && Fill());
    }

    /// <summary>Splits the segment and takes out release characters and line breaks, in place: what is written never overtakes what is read.</summary>
    private void Divide(int length)
    {
        var (element, component, repeated) = (0, 0, false);
        var (partStart, write) = (_start, _start);
        var end = _start + length;
        for (var read = _start; read < end; read++)
        {
            var character = _buffer[read];
            if (character == _service.Release && read + 1 < end)
            {
                _buffer[write++] = _buffer[++read];
            }
            else if (character == _service.Element || character == _service.Component || character == _service.Repetition)
            {
                AddPart(partStart, write);
                repeated = character == _service.Repetition || (repeated && character == _service.Component);
                (element, component) = character == _service.Element ? (element + 1, 0) : (element, component + 1);
                partStart = write;
            }
            else if (character is not ('\r' or '\n'))
            {
                _buffer[write++] = character;
            }
        }

        AddPart(partStart, write);
        _start = Math.Min(end + 1, _end);

        void AddPart(int from, int to)
        {
            if (!repeated)
            {
                _parts.Add(new(element, component, from, to - from));
            }
        }
    }

    private ReadOnlySpan<char> Window => _buffer.AsSpan(_start, _end - _start);

    private void FillTo(int length)
    {
        while (Window.Length < length && Fill())
        {
        }
    }

    /// <summary>Reads more behind the window; false where the input or the buffer is exhausted.</summary>
    private bool Fill()
    {
        if (_start > 0)
        {
            Window.CopyTo(_buffer);
            _passed += _start;
            (_start, _end) = (0, _end - _start);
        }

        var read = _exhausted ? 0 : text.Read(_buffer, _end, Math.Min(ReadAtOnce, _buffer.Length - _end));
        _exhausted |= read == 0 && _end < _buffer.Length;
        _end += read;
        return read > 0;
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Part(int Element, int Component, int Start, int Length);
}
