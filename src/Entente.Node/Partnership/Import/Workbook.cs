using System.IO.Compression;
using System.Xml;
using ExcelDataReader;
using ExcelDataReader.Exceptions;

namespace Entente.Node.Partnership.Import;

/// <summary>An Excel workbook of 2007 or newer (ECMA-376). What was merged down a column stands in each of its rows.</summary>
internal static class Workbook
{
    private const long MostUnpacked = 200L << 20;
    private const int MostParts = 2_000, MostSheets = 50, MostFilled = 200_000;

    private static readonly ExcelReaderConfiguration Reading = Configuration();

    /// <summary>Reads one.</summary>
    public static Spreadsheet Read(byte[] bytes)
    {
        try
        {
            if (FaultOf(bytes) is { } fault)
            {
                return new([], fault);
            }

            using var reader = ExcelReaderFactory.CreateOpenXmlReader(new MemoryStream(bytes, writable: false), Reading);
            return Sheets(reader);
        }
        catch (Exception exception) when (exception is ExcelReaderException or XmlException or InvalidDataException or IOException or FormatException or ArgumentException or InvalidOperationException or OverflowException or IndexOutOfRangeException or NullReferenceException or KeyNotFoundException)
        {
            // The edge of a library that reads files of strangers: whatever it throws at one says that the file is broken.
            return new([], SpreadsheetFault.Unreadable);
        }
    }

    // The library asks for Windows-1252 when it is set up, although workbooks of this kind are never in it.
    private static ExcelReaderConfiguration Configuration()
    {
        System.Text.Encoding.RegisterProvider(System.Text.CodePagesEncodingProvider.Instance);
        return new() { LeaveOpen = false };
    }

    /// <summary>What an archive says of itself is what is unpacked of it at most, so it is looked at before anything is unpacked.</summary>
    private static SpreadsheetFault? FaultOf(byte[] bytes)
    {
        using var archive = new ZipArchive(new MemoryStream(bytes, writable: false), ZipArchiveMode.Read);
        return archive.Entries.Count > MostParts || archive.Entries.Sum(e => e.Length) > MostUnpacked ? SpreadsheetFault.Bomb
            : archive.Entries.Any(e => e.FullName.EndsWith("workbook.xml", StringComparison.OrdinalIgnoreCase)) ? null
            : SpreadsheetFault.NoWorkbook;
    }

    private static Spreadsheet Sheets(IExcelDataReader reader)
    {
        var (sheets, total) = (new List<Sheet>(), 0);
        do
        {
            if (reader.FieldCount > Spreadsheet.MostColumns || sheets.Count >= MostSheets)
            {
                return new([], SpreadsheetFault.TooMany);
            }

            var rows = new List<SheetCell[]>();
            while (reader.Read())
            {
                var row = new SheetCell[reader.FieldCount];
                for (var i = 0; i < row.Length; i++)
                {
                    row[i] = CellOf(reader.GetValue(i));
                }

                rows.Add(row);
                if (++total > Spreadsheet.MostRows)
                {
                    return new([], SpreadsheetFault.TooMany);
                }
            }

            FillMerged(reader.MergeCells, rows);
            while (rows.Count > 0 && Array.TrueForAll(rows[^1], c => c.IsBlank))
            {
                rows.RemoveAt(rows.Count - 1);
            }

            if (rows.Count > 0 && reader.VisibleState == "visible")
            {
                sheets.Add(new Sheet(reader.Name, rows));
            }
        }
        while (reader.NextResult());
        return new(sheets);
    }

    private static SheetCell CellOf(object? value) => value switch
    {
        null => SheetCell.Blank,
        DateTime date => SheetCell.Of(DateOnly.FromDateTime(date)),
        double number when Math.Abs(number) < 1e24 => SheetCell.Of((decimal)number),
        int number => SheetCell.Of((decimal)number),
        bool yes => SheetCell.Of(yes ? "yes" : "no"),
        TimeSpan => SheetCell.Blank,
        _ => SheetCell.Of(value.ToString() ?? ""),
    };

    private static void FillMerged(CellRange[]? merged, List<SheetCell[]> rows)
    {
        var filled = 0;
        foreach (var range in merged ?? [])
        {
            for (var row = range.FromRow + 1; row <= range.ToRow && row < rows.Count && filled++ < MostFilled; row++)
            {
                if (range.FromColumn < rows[row].Length && rows[row][range.FromColumn].IsBlank && range.FromColumn < rows[range.FromRow].Length)
                {
                    rows[row][range.FromColumn] = rows[range.FromRow][range.FromColumn];
                }
            }
        }
    }
}
