using System.Text;

namespace Entente.Node.Partnership.Import;

/// <summary>
/// A table as text (RFC 4180, with what programs make of it): comma, semicolon or tab between columns, cells in quotation marks may have line breaks. UTF-8, UTF-16 with a byte order mark, else Windows-1252.
/// </summary>
internal static class TextTable
{
    private const int LinesForGuess = 50;
    private static readonly char[] Delimiters = [',', ';', '\t'];
    private static readonly Encoding Windows = CodePagesEncodingProvider.Instance.GetEncoding(1252) ?? throw new InvalidOperationException("The runtime has no Windows-1252.");

    /// <summary>Reads one.</summary>
    public static Spreadsheet Read(byte[] bytes)
    {
        var text = Decode(bytes);
        if (text.Contains('\0'))
        {
            return new([], SpreadsheetFault.NoText);
        }

        var rows = RowsOf(text, DelimiterOf(text));
        while (rows.Count > 0 && Array.TrueForAll(rows[^1], c => c.IsBlank))
        {
            rows.RemoveAt(rows.Count - 1);
        }

        return rows.Count > Spreadsheet.MostRows ? new([], SpreadsheetFault.TooMany) : new(rows.Count == 0 ? [] : [new Sheet("", rows)]);
    }

    private static string Decode(byte[] bytes)
    {
        switch (bytes)
        {
            case [0xFF, 0xFE, ..]:
                return Encoding.Unicode.GetString(bytes, 2, bytes.Length - 2);
            case [0xFE, 0xFF, ..]:
                return Encoding.BigEndianUnicode.GetString(bytes, 2, bytes.Length - 2);
        }

        var begin = bytes is [0xEF, 0xBB, 0xBF, ..] ? 3 : 0;
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes, begin, bytes.Length - begin);
        }
        catch (DecoderFallbackException)
        {
            return Windows.GetString(bytes, begin, bytes.Length - begin);
        }
    }

    /// <summary>The delimiter by which most rows have the same number of columns, more than one.</summary>
    private static char DelimiterOf(string text)
    {
        var start = string.Join('\n', text.Split('\n').Take(LinesForGuess));
        return Delimiters.MaxBy(d => RowsOf(start, d).Where(r => r.Length > 1).GroupBy(r => r.Length).Select(g => g.Count() * Math.Min(g.Key, 50)).DefaultIfEmpty(0).Max());
    }

    private static List<SheetCell[]> RowsOf(string text, char delimiter)
    {
        var (rows, row, cell) = (new List<SheetCell[]>(), new List<SheetCell>(), new StringBuilder());
        var quoted = false;
        for (var i = 0; i < text.Length && rows.Count <= Spreadsheet.MostRows; i++)
        {
            var c = text[i];
            if (quoted)
            {
                if (c != '"')
                {
                    cell.Append(c);
                }
                else if (i + 1 < text.Length && text[i + 1] == '"')
                {
                    cell.Append('"');
                    i++;
                }
                else
                {
                    quoted = false;
                }
            }
            else if (c == '"' && cell.Length == 0)
            {
                quoted = true;
            }
            else if (c == delimiter || c is '\n' or '\r')
            {
                row.Add(CellOf(cell));
                if (c != delimiter)
                {
                    i += c == '\r' && i + 1 < text.Length && text[i + 1] == '\n' ? 1 : 0;
                    rows.Add([.. row]);
                    row.Clear();
                }
            }
            else
            {
                cell.Append(c);
            }
        }

        if (cell.Length > 0 || row.Count > 0)
        {
            row.Add(CellOf(cell));
            rows.Add([.. row]);
        }

        return rows;
    }

    private static SheetCell CellOf(StringBuilder cell)
    {
        var text = Guarded.Read(cell.ToString().Trim());
        cell.Clear();
        return SheetCell.Of(text);
    }
}

/// <summary>
/// Cells that a spreadsheet program would take for a formula have an apostrophe in front, which such programs do not show; so has one that begins with an apostrophe, so that what is read back is what was written.
/// (OWASP, CSV injection.)
/// </summary>
internal static class Guarded
{
    private const string Dangerous = "=+-@'\t\r";

    /// <summary>A text as it is written.</summary>
    public static string Write(string text) => text.Length > 0 && Dangerous.Contains(text[0]) ? "'" + text : text;

    /// <summary>A text as it was before it was written.</summary>
    public static string Read(string cell) => cell is ['\'', var next, ..] && Dangerous.Contains(next) ? cell[1..] : cell;
}
