using Entente.Formats.DataSets;
using Entente.Formats.Reading;
using Entente.Formats.Regions;

namespace Entente.Formats.Spending;

/// <summary>
/// Reads the table that anyone can write: country and year, and either measure and value, or a column for each measure under its name.
/// Further columns: standing (stated, estimated, uncertain), region, note. A value is a record; in a column for a measure a blank
/// cell is none.
/// </summary>
internal static class SpendingTableReader
{
    /// <summary>What is said of a value that is no number.</summary>
    public const string Unreadable = "The value is no number of 0 or more. Write digits with a decimal point, ... for not available, xxx for a state that did not exist.";

    private static readonly string[] Known = ["country", "year", "measure", "value", "standing", "estimate", "region", "note"];

    /// <summary>Country and year, and something that is measured.</summary>
    public static bool IsHeader(string[] columns) =>
        columns.Contains("country") && columns.Contains("year") && (columns.Contains("value") || columns.Any(c => Measure.Read(c, out _) is not null));

    /// <summary>Reads the table.</summary>
    /// <exception cref="UnreadableInputException">A column is missing or stands twice, or no year of any row is one.</exception>
    public static void Read(SheetText sheet, DataSetReading reading)
    {
        var table = new DataSetColumns(sheet, reading.Journal, Known, c => Measure.Read(c, out _) is not null);
        if (table["value"] >= 0 && table["measure"] < 0)
        {
            throw new UnreadableInputException($"The header has value and lacks measure. Add a column measure; measures are: {Measure.Allowed}.");
        }

        var rows = sheet.Rows(reading.Journal).ToList();
        var columns = sheet.Columns.Index().Where(c => Measure.Read(c.Item, out _) is not null).ToList();
        var values = table["value"] >= 0 ? [table["value"]] : columns.Select(c => c.Index).ToList();
        var amounts = Amounts.Of(rows.SelectMany(r => values.Select(v => r[v])).Where(c => c.Length > 0).Select(c => SpendingCell.Of(c).Number), reading.Journal);
        var years = 0;
        foreach (var row in rows)
        {
            if (ReadHead(row, table, reading) is not { } head)
            {
                continue;
            }

            years++;
            if (table["value"] >= 0)
            {
                ReadValue(row, row[table["measure"]], table["value"], head, table, amounts, reading);
                continue;
            }

            foreach (var (index, name) in columns.Where(c => row[c.Index].Length > 0))
            {
                ReadValue(row, name, index, head, table, amounts, reading);
            }
        }

        if (rows.Count > 0 && years == 0)
        {
            throw new UnreadableInputException($"None of the {rows.Count:N0} rows has a country and a year of four digits, so the columns have probably moved. Put the values under their headings.");
        }
    }

    private static (Party Country, int Year)? ReadHead(SheetRow row, DataSetColumns table, DataSetReading reading)
    {
        if (Party.Read(row[table["country"]]) is not { } country)
        {
            reading.Journal.Refuse(row.Place, "country-missing", "The row has no country.");
            return null;
        }

        if (Years.Read(row[table["year"]]) is not { } year)
        {
            reading.Journal.Refuse(row.Place, "year-unreadable", $"The year is none of {Years.First} to {Years.Last}. Write four digits.");
            return null;
        }

        reading.NoteUnknown(country, row.Place);
        return (country, year);
    }

    private static void ReadValue(SheetRow row, string name, int column, (Party Country, int Year) head, DataSetColumns table, Amounts amounts, DataSetReading reading)
    {
        var place = table["value"] >= 0 ? row.Place : row.PlaceOf(name);
        if (Measure.Read(name, out var scale) is not { } measure)
        {
            reading.Journal.Refuse(place, "measure-unknown", $"The measure is none that is known. Known are: {Measure.Allowed}.");
            return;
        }

        if (row[column].Length == 0)
        {
            reading.Journal.Refuse(place, "value-missing", "The row has no value. Write ... where none is available.");
            return;
        }

        var cell = SpendingCell.Of(row[column]);
        var value = cell.Number.Length > 0 ? amounts.Read(cell.Number) * scale : null;
        if (value is null && cell.Standing < Standing.NotAvailable)
        {
            reading.Journal.Refuse(place, "value-unreadable", Unreadable);
            return;
        }

        var standing = cell.Standing == Standing.Stated ? StandingOf(row, table, reading.Journal) : cell.Standing;
        reading.Add(new SpendingRecord(head.Country, head.Year, measure, value, standing) { Region = row[table["region"]], Note = row[table["note"]] }, place);
    }

    private static Standing StandingOf(SheetRow row, DataSetColumns table, Journal journal)
    {
        var text = row[table["standing"] >= 0 ? table["standing"] : table["estimate"]].ToLowerInvariant();
        switch (text)
        {
            case "" or "stated" or "no" or "false" or "0":
                return Standing.Stated;
            case "estimated" or "estimate" or "yes" or "true" or "1" or "e":
                return Standing.Estimated;
            case "uncertain" or "?":
                return Standing.Uncertain;
            default:
                journal.Note(row.Place, "standing-unknown", "The standing is none of stated, estimated, uncertain; the value was read as uncertain.");
                return Standing.Uncertain;
        }
    }
}
