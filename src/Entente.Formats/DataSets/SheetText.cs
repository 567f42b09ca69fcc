using Entente.Formats.Reading;
using Entente.Formats.Text;

namespace Entente.Formats.DataSets;

/// <summary>
/// A table with lines of text above its header, as publishers of statistics write it. The header is found by its cells, and the
/// separator with it, because the lines above are prose and say nothing of the separator. Cells are trimmed, and a semicolon that ends
/// a line of a table between commas or tabs belongs to no cell. Whole in memory: at most <see cref="MaxCharacters"/>.
/// </summary>
internal sealed class SheetText
{
    /// <summary>Ten times the longest publication known (25,000 deliveries on 3 million characters).</summary>
    public const int MaxCharacters = 32 * 1024 * 1024;

    /// <summary>Lines within which the header must stand; the longest preamble known has 11.</summary>
    private const int MaxPreamble = 60;

    private static readonly char[] Separators = [',', ';', '\t'];

    private readonly string _text;
    private readonly char _separator;
    private readonly int _headerLine;

    private SheetText(string text, char separator, int headerLine, string[] header, IReadOnlyList<string> preamble)
    {
        (_text, _separator, _headerLine) = (text, separator, headerLine);
        (Header, Preamble) = (header, preamble);
    }

    /// <summary>The names of the columns as they stand there.</summary>
    public string[] Header { get; }

    /// <summary>The same in lower case with underscores for blanks and hyphens.</summary>
    public string[] Columns => [.. Header.Select(Normal)];

    /// <summary>The lines above the header, without quotes, separators at their ends and blank ones.</summary>
    public IReadOnlyList<string> Preamble { get; }

    /// <summary>Where the header stands, from 1.</summary>
    public string HeaderPlace => $"line {_headerLine}";

    /// <summary>Whether the cells stand between semicolons or tabs, so that a comma within one is no separator.</summary>
    public bool CommaIsFree => _separator != ',';

    /// <summary>The whole text of an input.</summary>
    /// <exception cref="UnreadableInputException">It is longer than <see cref="MaxCharacters"/>.</exception>
    public static string Decode(Stream stream, Journal journal)
    {
        using var text = new InputText(stream, journal) { MaxCharacters = MaxCharacters };
        return text.ReadToEnd();
    }

    /// <summary>The table whose header is <paramref name="isHeader"/> (it is given the names in lower case with underscores); null where no line is.</summary>
    public static SheetText? Find(string text, Predicate<string[]> isHeader)
    {
        foreach (var separator in Separators)
        {
            // What the prose above the header does to quotes is no finding about the table.
            using var reader = new DelimitedReader(new StringReader(text), separator, new Journal());
            for (var i = 0; i < MaxPreamble && reader.Read(); i++)
            {
                var cells = Cells(reader, separator);
                if (isHeader([.. cells.Select(Normal)]))
                {
                    return new SheetText(text, separator, reader.Line, cells, PreambleOf(text, reader.Line));
                }
            }
        }

        return null;
    }

    /// <summary>
    /// The rows beneath the header. A row with text beyond the last column is refused; one that ends the input without its line break
    /// and without all cells is noted as cut off.
    /// </summary>
    public IEnumerable<SheetRow> Rows(Journal journal)
    {
        // Blank lines in the place of the preamble keep the numbers of the lines.
        var below = new string('\n', _headerLine - 1) + _text[StartOf(_headerLine)..];
        using var reader = new DelimitedReader(new StringReader(below), _separator, journal);
        reader.Read();
        while (reader.Read())
        {
            var row = new SheetRow(reader.Line, Cells(reader, _separator));
            if (row.Cells.All(cell => cell.Length == 0))
            {
                // An empty line of a spreadsheet.
                continue;
            }

            if (row.Cells.Skip(Header.Length).Any(cell => cell.Length > 0))
            {
                journal.Refuse(row.Place, "more-fields-than-columns",
                    "The row has more cells than the header has columns, so its columns may have moved. Put quotes around a cell that holds the separator.");
                continue;
            }

            if (reader.IsLastWithoutLineBreak && reader.FieldCount < Header.Length)
            {
                journal.NoteMissing(row.Place, "file-cut-off", "The file ends inside this row, so what stood behind it is missing. Fetch the file again; what arrived was read.");
            }

            yield return row;
        }
    }

    private static string[] Cells(DelimitedReader reader, char separator)
    {
        var cells = new string[reader.FieldCount];
        for (var i = 0; i < cells.Length; i++)
        {
            cells[i] = Words.Tidy(reader[i]);
        }

        if (separator != ';' && cells[^1].EndsWith(';'))
        {
            cells[^1] = cells[^1].TrimEnd(';', ' ');
        }

        return cells;
    }

    private static string Normal(string name) => name.ToLowerInvariant().Replace(' ', '_').Replace('-', '_');

    private static List<string> PreambleOf(string text, int headerLine)
    {
        var lines = new List<string>();
        using var reader = new StringReader(text);
        for (var i = 1; i < headerLine && reader.ReadLine() is { } line; i++)
        {
            var tidy = Words.Tidy(line.Trim(' ', ',', ';', '\t', '"')).Replace("\"\"", "\"", StringComparison.Ordinal);
            if (tidy.Length > 0)
            {
                lines.Add(tidy);
            }
        }

        return lines;
    }

    private int StartOf(int line)
    {
        var at = 0;
        for (var i = 1; i < line; i++)
        {
            var end = _text.AsSpan(at).IndexOfAny('\r', '\n');
            at += end + (_text.AsSpan(at + end).StartsWith("\r\n") ? 2 : 1);
        }

        return at;
    }
}

/// <summary>A row of a table.</summary>
/// <param name="Line">The line on which it begins, from 1.</param>
/// <param name="Cells">Its cells, trimmed.</param>
internal sealed record SheetRow(int Line, string[] Cells)
{
    /// <summary>The place for findings.</summary>
    public string Place => $"line {Line}";

    /// <summary>A cell; empty where the column or the cell is missing.</summary>
    public string this[int column] => (uint)column < (uint)Cells.Length ? Cells[column] : "";

    /// <summary>The place of one cell, for findings.</summary>
    public string PlaceOf(string column) => $"line {Line}, column {column}";
}
