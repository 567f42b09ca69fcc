using System.Globalization;

namespace Entente.Node.Partnership.Import;

/// <summary>Why a file cannot be read as a spreadsheet.</summary>
internal enum SpreadsheetFault
{
    /// <summary>There is nothing in it.</summary>
    Empty,

    /// <summary>It has more bytes than are taken.</summary>
    TooLarge,

    /// <summary>It is an Excel workbook of before 2007.</summary>
    OldWorkbook,

    /// <summary>It is an archive, and no Excel workbook.</summary>
    NoWorkbook,

    /// <summary>It is protected by a password, or broken.</summary>
    Unreadable,

    /// <summary>Unpacked it would be larger than is taken.</summary>
    Bomb,

    /// <summary>It has more rows, columns or sheets than are taken.</summary>
    TooMany,

    /// <summary>It is neither a workbook nor text.</summary>
    NoText,
}

/// <summary>A cell: what stands there, and what it is where the file says so.</summary>
/// <param name="Text">As text; a number with a point, a date as yyyy-MM-dd.</param>
/// <param name="Number">The number, where the cell holds one.</param>
/// <param name="Date">The day, where the cell holds one.</param>
internal readonly record struct SheetCell(string Text, decimal? Number = null, DateOnly? Date = null)
{
    /// <summary>A cell in which nothing stands.</summary>
    public static SheetCell Blank { get; } = new("");

    /// <summary>Whether nothing stands there.</summary>
    public bool IsBlank => Text is null or "";

    /// <summary>A cell of text.</summary>
    public static SheetCell Of(string text) => new(text.Trim());

    /// <summary>A cell of a number.</summary>
    public static SheetCell Of(decimal number) => new(number.ToString("0.############################", CultureInfo.InvariantCulture), number);

    /// <summary>A cell of a day.</summary>
    public static SheetCell Of(DateOnly day) => new(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), null, day);
}

/// <summary>A sheet: rows of cells, the first of a file as row 1 is at 0. Rows may be of different lengths.</summary>
/// <param name="Name">Its name; blank for a text file.</param>
/// <param name="Rows">Its rows.</param>
internal sealed record Sheet(string Name, IReadOnlyList<SheetCell[]> Rows)
{
    /// <summary>How many columns it has.</summary>
    public int Width { get; } = Rows.Count == 0 ? 0 : Rows.Max(r => r.Length);

    /// <summary>A cell; a blank one outside.</summary>
    public SheetCell At(int row, int column) => row < Rows.Count && column < Rows[row].Length ? Rows[row][column] : SheetCell.Blank;

    /// <summary>The place of a cell as people read it off their screen: C7.</summary>
    public static string PlaceOf(int row, int column)
    {
        var letters = "";
        for (var left = column; left >= 0; left = (left / 26) - 1)
        {
            letters = (char)('A' + (left % 26)) + letters;
        }

        return letters + (row + 1).ToString(CultureInfo.InvariantCulture);
    }
}

/// <summary>A spreadsheet that was read, or why it was not.</summary>
/// <param name="Sheets">Its sheets in which something stands.</param>
/// <param name="Fault">What is wrong with it; null where it was read.</param>
internal sealed record Spreadsheet(IReadOnlyList<Sheet> Sheets, SpreadsheetFault? Fault = null)
{
    /// <summary>Bytes of a file at most.</summary>
    public const int MostBytes = 20 << 20;

    /// <summary>Rows of a file at most.</summary>
    public const int MostRows = 50_000;

    /// <summary>Columns of a sheet at most.</summary>
    public const int MostColumns = 200;

    private const int MostCells = 2_000_000;

    /// <summary>Reads a file, known by its content: an Excel workbook of 2007 or newer, or text with a comma, semicolon or tab between columns.</summary>
    public static Spreadsheet Read(byte[] bytes)
    {
        if (bytes.Length > MostBytes)
        {
            return new([], SpreadsheetFault.TooLarge);
        }

        var read = bytes switch
        {
            [] => new([], SpreadsheetFault.Empty),
            [0x50, 0x4B, 0x03, 0x04, ..] => Workbook.Read(bytes),
            [0xD0, 0xCF, 0x11, 0xE0, ..] => new([], SpreadsheetFault.OldWorkbook),
            _ => TextTable.Read(bytes),
        };
        return read.Fault is not null ? read
            : read.Sheets.Count == 0 ? new([], SpreadsheetFault.Empty)
            : read.Sheets.Sum(s => s.Rows.Count) > MostRows || read.Sheets.Any(s => s.Width > MostColumns) || read.Sheets.Sum(s => s.Rows.Sum(r => (long)r.Length)) > MostCells ? new([], SpreadsheetFault.TooMany)
            : read;
    }
}
