using System.Globalization;
using Entente.Formats.DataSets;
using Entente.Formats.Reading;
using Entente.Formats.Regions;

namespace Entente.Formats.Spending;

/// <summary>
/// Reads a sheet of the expenditure file that SIPRI publishes, saved as text: a country a row, a year a column, lines of explanation
/// above, and rows with nothing but the name of a region between the countries. The measure is known by the lines above. A cell
/// is a record; blank cells are none, and are counted in a finding a row.
/// </summary>
internal static class WideSpendingReader
{
    private const int MostLettersOfARegion = 40;

    /// <summary>A first column "Country" and at least two columns that are years.</summary>
    public static bool IsHeader(string[] columns) => columns[0] == "country" && columns.Count(c => Years.Read(c) is not null) > 1;

    /// <summary>Reads the sheet.</summary>
    /// <exception cref="UnreadableInputException">The lines above do not tell what is measured, or a year stands twice in the header.</exception>
    public static void Read(SheetText sheet, DataSetReading reading)
    {
        var measure = MeasureOf(sheet.Preamble)
            ?? throw new UnreadableInputException($"No line above the table tells what is measured. Keep the title of the sheet (\"Military expenditure by country, in constant (2023) US$ m.\"), or write a table with the columns country, year, measure, value; measures are: {Measure.Allowed}.");
        var years = sheet.Header.Index().Where(c => Years.Read(c.Item) is not null).Select(c => (Column: c.Index, Year: Years.Read(c.Item) ?? 0)).ToList();
        if (years.GroupBy(y => y.Year).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            throw new UnreadableInputException($"The header has the year {twice.Key} more than once. Keep one of each.");
        }

        NoteColours(sheet, reading.Journal);
        var rows = sheet.Rows(reading.Journal).ToList();
        var cells = rows.SelectMany(row => years.Select(y => row[y.Column])).Where(c => c.Length > 0).Select(SpendingCell.Of).ToList();
        var amounts = Amounts.Of(cells.Select(c => c.Number), reading.Journal);
        new Rows(years, measure, amounts, ScaleOf(measure, cells, amounts, reading.Journal), reading).Read(rows);
    }

    private static Measure? MeasureOf(IReadOnlyList<string> preamble)
    {
        foreach (var line in preamble.Select(line => line.ToLowerInvariant()))
        {
            if (BaseYearOf(line) is { } year)
            {
                return Measure.ConstantUsd(year);
            }

            var measure = line switch
            {
                _ when line.Contains("gdp", StringComparison.Ordinal) || line.Contains("gross domestic product", StringComparison.Ordinal) => Measure.ShareOfGdp,
                _ when line.Contains("government spending", StringComparison.Ordinal) || line.Contains("government expenditure", StringComparison.Ordinal) => Measure.ShareOfGovernment,
                _ when line.Contains("per capita", StringComparison.Ordinal) => Measure.PerCapitaUsd,
                _ when line.Contains("local currency", StringComparison.Ordinal) => new Measure(MeasureKind.Current, "lcu"),
                _ when line.Contains("current us$", StringComparison.Ordinal) || line.Contains("us$ at current prices", StringComparison.Ordinal)
                    || (line.Contains("us$", StringComparison.Ordinal) && line.Contains("current prices", StringComparison.Ordinal)) => Measure.CurrentUsd,
                _ => null,
            };
            if (measure is not null)
            {
                return measure;
            }
        }

        return null;
    }

    /// <summary>Text has no colours, and the workbook marks its estimates by nothing else.</summary>
    private static void NoteColours(SheetText sheet, Journal journal)
    {
        if (sheet.Preamble.Any(line => line.Contains("in blue", StringComparison.OrdinalIgnoreCase)))
        {
            journal.Note("file", "estimates-by-colour", "The lines above say that estimates are marked by colour, which a text file does not keep, so that estimates cannot be told from other figures here. Put estimates in [ ] and highly uncertain figures in ( ), or say it in the limits of the data set.");
        }
    }

    /// <summary>A workbook shows 1.2% for what it holds as 0.012, and saves whichever the program likes.</summary>
    private static decimal ScaleOf(Measure measure, List<SpendingCell> cells, Amounts amounts, Journal journal)
    {
        if (measure.Kind is not (MeasureKind.ShareOfGdp or MeasureKind.ShareOfGovernment) || cells.Any(c => c.IsPercent)
            || cells.Max(c => c.Number.Length > 0 ? amounts.Read(c.Number) : null) is not { } largest || largest > 1)
        {
            return 1;
        }

        journal.Note("file", "fractions-assumed", "No share is above 1 and none has a per cent sign, so they were read as fractions: 0.012 is 1.2 per cent.");
        return 100;
    }

    /// <summary>"in constant (2023) US$ m."</summary>
    private static int? BaseYearOf(string line)
    {
        var words = line.Split([' ', '(', ')', ','], StringSplitOptions.RemoveEmptyEntries);
        var at = Array.IndexOf(words, "constant") + 1;
        return at > 0 && at < words.Length ? Years.Read(words[at]) : null;
    }

    private sealed class Rows(List<(int Column, int Year)> years, Measure measure, Amounts amounts, decimal scale, DataSetReading reading)
    {
        private string _region = "";

        public void Read(List<SheetRow> rows)
        {
            foreach (var row in rows)
            {
                if (Party.Read(row[0]) is not { } party)
                {
                    reading.Journal.Refuse(row.Place, "country-missing", "The row has no name of a country in its first cell.");
                }
                else if (row.Cells.Skip(1).All(c => c.Length == 0))
                {
                    ReadLone(row, party);
                }
                else
                {
                    ReadCountry(row, party);
                }
            }
        }

        private void ReadLone(SheetRow row, Party party)
        {
            if (party.Code.Length > 0)
            {
                reading.Journal.Note(row.Place, "country-without-values", "The row names a country and nothing else; it was read as one without any value.");
            }
            else if (party.Name.Length <= MostLettersOfARegion && !party.Name.EndsWith('.'))
            {
                _region = party.Name;
            }
            else
            {
                reading.Journal.Note(row.Place, "line-of-text", "The row holds text and no value; it was passed over.");
            }
        }

        private void ReadCountry(SheetRow row, Party party)
        {
            reading.NoteUnknown(party, row.Place);
            var blank = 0;
            foreach (var (column, year) in years)
            {
                if (row[column].Length == 0)
                {
                    blank++;
                    continue;
                }

                ReadCell(SpendingCell.Of(row[column]), party, year, row.PlaceOf(year.ToString(CultureInfo.InvariantCulture)));
            }

            if (blank > 0)
            {
                reading.Journal.Note(row.Place, "cells-blank", $"{blank} of {years.Count} years are blank, which the file does not explain; they are gaps.");
            }
        }

        private void ReadCell(SpendingCell cell, Party party, int year, string place)
        {
            decimal? value = null;
            if (cell.Number.Length > 0)
            {
                value = amounts.Read(cell.Number) * scale;
                if (value is null)
                {
                    reading.Journal.Refuse(place, "value-unreadable", SpendingTableReader.Unreadable);
                    return;
                }
            }

            reading.Add(new SpendingRecord(party, year, measure, value, cell.Number.Length == 0 && cell.Standing < Standing.NotAvailable ? Standing.NotAvailable : cell.Standing) { Region = _region }, place);
        }
    }
}
