using System.Buffers;
using Entente.Formats.Reading;

namespace Entente.Formats.Text;

/// <summary>
/// Reads records of delimited fields (RFC 4180: quotes, doubled quotes, line breaks within quotes; any of CR LF, LF and CR
/// ends a record) with memory bounded by one record. Fields are spans that the next record overwrites. A record too long, with
/// too many fields, or with a quote that is never closed is refused in the journal, and reading goes on with the line after
/// its first. Blank lines are skipped. Not safe for use by several threads at once.
/// </summary>
internal sealed class DelimitedReader : IDisposable
{
    /// <summary>Longest record, in characters: far above any real one, far below what would hurt.</summary>
    public const int MaxRecordLength = 1024 * 1024;

    /// <summary>Most fields of a record.</summary>
    public const int MaxFields = 1000;

    /// <summary>
    /// How often an unclosed quote is forgiven by going back to its line. Each time may cost a second look at
    /// <see cref="MaxRecordLength"/> characters, so a hostile file must not buy it without end.
    /// </summary>
    private const int MaxReturns = 100;

#if DEBUG
    private const int FirstBufferLength = 32;
#else
    private const int FirstBufferLength = 64 * 1024;
#endif

    private readonly TextReader _text;
    private readonly Journal _journal;
    private readonly char _separator;
    private readonly SearchValues<char> _plainStops;
    private readonly int[] _ends = new int[MaxFields];
    private char[] _buffer = new char[FirstBufferLength];
    private char[] _values = new char[FirstBufferLength];
    private int _start;
    private int _next;
    private int _end;
    private int _valueLength;
    private int _nextLine = 1;
    private int _returns;

    /// <summary>
    /// Takes over the text. The separator is one character that is neither a quote nor a line break; null guesses it from the
    /// first line: comma, semicolon or tab, whichever stands there most often.
    /// </summary>
    public DelimitedReader(TextReader text, char? separator, Journal journal)
    {
        _text = text;
        _journal = journal;
        _separator = separator ?? GuessSeparator();
        _plainStops = SearchValues.Create([_separator, '\r', '\n']);
    }

    /// <summary>Number of fields of the current record, at least 1.</summary>
    public int FieldCount { get; private set; }

    /// <summary>The line on which the current record begins, from 1.</summary>
    public int Line { get; private set; }

    /// <summary>The place of the current record, for findings.</summary>
    public string Place => $"line {Line}";

    /// <summary>True where the input ended inside the current record, without a line break behind it.</summary>
    public bool IsLastWithoutLineBreak { get; private set; }

    /// <summary>A field of the current record without its quotes; empty where the record has fewer. Valid until the next record.</summary>
    public ReadOnlySpan<char> this[int field]
    {
        get
        {
            if ((uint)field >= (uint)FieldCount)
            {
                return [];
            }
            var start = field == 0 ? 0 : _ends[field - 1];
            return _values.AsSpan(start, _ends[field] - start);
        }
    }

    /// <summary>Moves to the next record that can be read; false at the end.</summary>
    public bool Read()
    {
        while (SkipBlankLines())
        {
            Line = _nextLine;
            switch (ReadRecord())
            {
                case Outcome.Complete:
                    return true;
                case Outcome.TooLong:
                    Refuse("record-too-long", $"The record has more than {MaxRecordLength:N0} characters or {MaxFields:N0} fields; it was skipped to the end of its line.");
                    SkipLine();
                    break;
                default:
                    Refuse("quote-not-closed", "The record opens a quote that is not closed; its first line was skipped. Close the quote, or double a quote that belongs to the text.");
                    ReturnToFirstLine();
                    break;
            }
        }
        FieldCount = 0;
        return false;
    }

    /// <inheritdoc />
    public void Dispose() => _text.Dispose();

    private enum Outcome
    {
        Complete,
        TooLong,
        QuoteNotClosed,
    }

    private Outcome ReadRecord()
    {
        FieldCount = 0;
        _valueLength = 0;
        while (true)
        {
            if (FieldCount == MaxFields)
            {
                return Outcome.TooLong;
            }
            var outcome = Current() == '"' ? ReadQuotedField() : ReadPlainField();
            if (outcome != Outcome.Complete)
            {
                return outcome;
            }
            _ends[FieldCount++] = _valueLength;
            var stop = Current();
            if (stop != _separator)
            {
                IsLastWithoutLineBreak = stop == '\0';
                SkipLineBreak(stop);
                return Outcome.Complete;
            }
            _next++;
        }
    }

    private Outcome ReadPlainField()
    {
        while (true)
        {
            var rest = _buffer.AsSpan(_next, _end - _next);
            var stop = rest.IndexOfAny(_plainStops);
            Append(stop < 0 ? rest : rest[..stop]);
            if (stop >= 0)
            {
                return Outcome.Complete;
            }
            if (_next - _start > MaxRecordLength)
            {
                return Outcome.TooLong;
            }
            if (!Fill())
            {
                return Outcome.Complete;
            }
        }
    }

    private Outcome ReadQuotedField()
    {
        _next++;
        while (true)
        {
            var rest = _buffer.AsSpan(_next, _end - _next);
            var quote = rest.IndexOf('"');
            var text = quote < 0 ? rest : rest[..quote];
            _nextLine += text.Count('\n');
            Append(text);
            if (quote < 0)
            {
                if (_next - _start > MaxRecordLength || !Fill())
                {
                    return Outcome.QuoteNotClosed;
                }
                continue;
            }
            _next++;
            if (Current() != '"')
            {
                return ReadAfterQuote();
            }
            Append(['"']);
        }
    }

    /// <summary>Nothing but a separator or a line break may follow a closing quote; what does is kept as text.</summary>
    private Outcome ReadAfterQuote()
    {
        var stop = Current();
        if (stop != _separator && stop is not ('\r' or '\n' or '\0'))
        {
            _journal.Note(Place, "text-after-quote", "Text follows a closing quote; it was read as part of the field. Double a quote that belongs to the text.");
        }
        return ReadPlainField();
    }

    /// <summary>The character at the current place; NUL at the end, which the text itself never holds.</summary>
    private char Current() => _next < _end || Fill() ? _buffer[_next] : '\0';

    /// <summary>Keeps text that stands at the current place, and moves behind it.</summary>
    private void Append(ReadOnlySpan<char> text)
    {
        if (_values.Length < _valueLength + text.Length)
        {
            Array.Resize(ref _values, Math.Max(_values.Length * 2, _valueLength + text.Length));
        }
        text.CopyTo(_values.AsSpan(_valueLength));
        _valueLength += text.Length;
        _next += text.Length;
    }

    /// <summary>Reads more behind what is there, keeping the current record from its start; false at the end.</summary>
    private bool Fill()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _next, _end) = (0, _next - _start, _end - _start);
        }
        if (_end == _buffer.Length)
        {
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }
        var read = _text.Read(_buffer.AsSpan(_end));
        _end += read;
        return read > 0;
    }

    private bool SkipBlankLines()
    {
        while (true)
        {
            _start = _next;
            var current = Current();
            if (current is not ('\r' or '\n'))
            {
                return _next < _end;
            }
            SkipLineBreak(current);
        }
    }

    private void SkipLineBreak(char stop)
    {
        if (stop == '\0')
        {
            return;
        }
        _next++;
        _nextLine++;
        if (stop == '\r' && Current() == '\n')
        {
            _next++;
        }
    }

    /// <summary>Skips to the end of the line without keeping what is skipped.</summary>
    private void SkipLine()
    {
        while (true)
        {
            var stop = _buffer.AsSpan(_next, _end - _next).IndexOfAny('\r', '\n');
            _next = stop < 0 ? _end : _next + stop;
            _start = _next;
            if (stop >= 0 || !Fill())
            {
                SkipLineBreak(Current());
                return;
            }
        }
    }

    /// <summary>The whole record is still in the buffer, so the line after its first can be read as if the quote had not been.</summary>
    private void ReturnToFirstLine()
    {
        if (++_returns <= MaxReturns)
        {
            (_next, _nextLine) = (_start, Line);
        }
        SkipLine();
    }

    private void Refuse(string code, string message) => _journal.Refuse(Place, code, message);

    private char GuessSeparator()
    {
        while (_buffer.AsSpan(0, _end).TrimStart().IndexOfAny('\r', '\n') < 0 && _end < MaxRecordLength && Fill())
        {
            // Until the first line that is not blank is in the buffer.
        }
        ReadOnlySpan<char> text = _buffer.AsSpan(0, _end).TrimStart("\r\n");
        var lineEnd = text.IndexOfAny('\r', '\n');
        return MostFrequent(lineEnd < 0 ? text : text[..lineEnd]);
    }

    private static char MostFrequent(ReadOnlySpan<char> line)
    {
        var (comma, semicolon, tab) = (line.Count(','), line.Count(';'), line.Count('\t'));
        return comma >= semicolon && comma >= tab ? ',' : semicolon >= tab ? ';' : '\t';
    }
}
