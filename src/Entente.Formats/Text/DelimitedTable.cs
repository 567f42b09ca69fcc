using Entente.Formats.Reading;

namespace Entente.Formats.Text;

/// <summary>
/// Delimited records under a header. Columns are found by their names, whatever their order; case, blanks and hyphens in a
/// name do not matter ("Birth Date" is birth_date). Columns that nobody asked for are noted once and ignored. A record with
/// text beyond the last column is refused, because what stands in which column is no longer known; columns that hold nothing that
/// belongs there are noted at the end (columns-moved).
/// </summary>
internal sealed class DelimitedTable : IDisposable
{
    private readonly DelimitedReader _reader;
    private readonly Journal _journal;
    private readonly string[] _header;
    private readonly MovedColumns _moved;

    /// <summary>Takes over the stream and reads the header.</summary>
    /// <exception cref="UnreadableInputException">There is no header, or it lacks a required column, or has one twice.</exception>
    public DelimitedTable(Stream stream, Journal journal, IReadOnlyList<string> required, IReadOnlyList<string> optional)
    {
        _journal = journal;
        _reader = new DelimitedReader(new InputText(stream, journal), separator: null, journal);
        try
        {
            _header = ReadHeader(required);
            CheckHeader(required, optional);
            _moved = new MovedColumns([.. _header.Select(name => required.Contains(name) || optional.Contains(name) ? name : "")]);
        }
        catch
        {
            _reader.Dispose();
            throw;
        }
    }

    /// <summary>The line on which the current record begins.</summary>
    public string Place => _reader.Place;

    /// <summary>Where a column stands, for the indexer; -1 where the table has no such column.</summary>
    public int Column(string name) => Array.IndexOf(_header, name);

    /// <summary>A value of the current record, trimmed; empty where the column or the value is missing. Valid until the next record.</summary>
    public ReadOnlySpan<char> this[int column] => _reader[column].Trim();

    /// <summary>Moves to the next record that can be read; false at the end.</summary>
    public bool Read()
    {
        while (_reader.Read())
        {
            if (!TextBeyondLastColumn())
            {
                NoteCut();
                _moved.Look(_reader);
                return true;
            }
            _journal.Refuse(Place, "more-fields-than-columns",
                "The record has more fields than the header has columns, so its columns may have moved. Put quotes around a field that holds the separator.");
        }
        _moved.Note(_journal);
        return false;
    }

    /// <inheritdoc />
    public void Dispose() => _reader.Dispose();

    /// <summary>The column names of a header record, as this class compares them.</summary>
    public static string[] Names(DelimitedReader header)
    {
        var names = new string[header.FieldCount];
        for (var i = 0; i < names.Length; i++)
        {
            names[i] = header[i].Trim().ToString().ToLowerInvariant().Replace(' ', '_').Replace('-', '_');
        }
        return names;
    }

    private string[] ReadHeader(IReadOnlyList<string> required) => _reader.Read()
        ? Names(_reader)
        : throw new UnreadableInputException($"The file has no header line. A header with at least {string.Join(", ", required)} is needed.");

    private void CheckHeader(IReadOnlyList<string> required, IReadOnlyList<string> optional)
    {
        var missing = required.Where(name => !_header.Contains(name)).ToList();
        if (missing.Count > 0)
        {
            throw new UnreadableInputException($"The header lacks {string.Join(", ", missing)}. Columns may stand in any order, but these are needed: {string.Join(", ", required)}.");
        }
        var known = required.Concat(optional).ToList();
        var twice = known.Where(name => _header.Count(column => column == name) > 1).ToList();
        if (twice.Count > 0)
        {
            throw new UnreadableInputException($"The header has more than once: {string.Join(", ", twice)}. Keep one of each.");
        }
        var ignored = _header.Count(column => !known.Contains(column));
        if (ignored > 0)
        {
            _journal.Note(Place, "columns-ignored", $"{ignored} further columns are not read. Read are: {string.Join(", ", known)}.");
        }
    }

    /// <summary>Whoever writes a record whole writes all its separators, or at least the line break behind it.</summary>
    private void NoteCut()
    {
        if (_reader.IsLastWithoutLineBreak && _reader.FieldCount < _header.Length)
        {
            _journal.NoteMissing(Place, "file-cut-off", "The file ends inside this record, so what stood behind it is missing. Fetch the file again; what arrived was read.");
        }
    }

    private bool TextBeyondLastColumn()
    {
        for (var field = _header.Length; field < _reader.FieldCount; field++)
        {
            if (!_reader[field].IsWhiteSpace())
            {
                return true;
            }
        }
        return false;
    }
}
