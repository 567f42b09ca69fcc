using System.Globalization;
using Entente.Formats.Reading;
using Entente.Formats.Spending;
using Entente.Formats.Transfers;

namespace Entente.Formats.DataSets;

/// <summary>Reads a file of figures about spending or transfers, known by its content.</summary>
public static class DataSetFiles
{
    private static readonly (string Name, Predicate<string[]> IsHeader, Action<SheetText, DataSetReading> Read)[] Formats =
    [
        ("sipri-register", TransferReader.IsNewerRegister, TransferReader.Read),
        ("sipri-register-old", TransferReader.IsOlderRegister, TransferReader.Read),
        ("transfers-csv", TransferReader.IsTable, TransferReader.Read),
        ("sipri-milex-wide", WideSpendingReader.IsHeader, WideSpendingReader.Read),
        ("spending-csv", SpendingTableReader.IsHeader, SpendingTableReader.Read),
    ];

    /// <summary>Reads the file once, to its end.</summary>
    /// <exception cref="UnreadableInputException">It is no file of figures that is known here; the message says what is known.</exception>
    public static DataSetContents Read(InputFile file, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(file);
        using var stream = file.Open();
        using var content = new HashedInput(stream, cancellationToken);
        var reading = new DataSetReading();
        var text = SheetText.Decode(content, reading.Journal);
        if (text.StartsWith("PK\u0003\u0004", StringComparison.Ordinal))
        {
            throw new UnreadableInputException("The file is a workbook. Save the sheet you want as CSV (UTF-8), with the lines above the table.");
        }

        foreach (var format in Formats)
        {
            if (SheetText.Find(text, format.IsHeader) is { } sheet)
            {
                reading.Journal.Dated = DateOf(sheet.Preamble);
                format.Read(sheet, reading);
                NoteEmpty(reading);
                return new DataSetContents(format.Name, content.HashToEnd(), sheet.Preamble, reading.Spending, reading.Transfers, reading.Journal);
            }
        }

        throw new UnreadableInputException(
            "No line of the file is the header of a table that is known: country and one column a year (SIPRI military expenditure); supplier, recipient and the columns of the SIPRI trade register, new or old; country, year, measure, value; supplier, recipient, delivery_year, tiv. Keep the header line.");
    }

    private static void NoteEmpty(DataSetReading reading)
    {
        if (reading.Spending.Count == 0 && reading.Transfers.Count == 0)
        {
            reading.Journal.Note("file", "no-records", "The file has no record that could be read. Check that it is whole and the one you mean.");
        }
    }

    /// <summary>"Data generated: 12 Feb 2026 12:26:12 PM".</summary>
    private static DateOnly? DateOf(IReadOnlyList<string> preamble)
    {
        const string Word = "generated:";
        foreach (var line in preamble.Where(line => line.Contains(Word, StringComparison.OrdinalIgnoreCase)))
        {
            var words = line[(line.IndexOf(Word, StringComparison.OrdinalIgnoreCase) + Word.Length)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            foreach (var text in new[] { string.Join(' ', words.Take(3)), words.FirstOrDefault() })
            {
                if (DateOnly.TryParseExact(text, ["d MMM yyyy", "d MMMM yyyy", "yyyy-MM-dd"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
                {
                    return date;
                }
            }
        }

        return null;
    }
}

/// <summary>What was read from a file of figures.</summary>
/// <param name="Format">"sipri-milex-wide", "spending-csv", "sipri-register", "sipri-register-old" or "transfers-csv".</param>
/// <param name="Sha256">Of its bytes, in lower-case hexadecimal.</param>
/// <param name="Preamble">The lines above the table, which often say what a reader of the figures must know.</param>
/// <param name="Spending">Figures of spending; empty for a register.</param>
/// <param name="Transfers">Transfers; empty for spending.</param>
/// <param name="Journal">Counts and findings; the date is the one the lines above state.</param>
public sealed record DataSetContents(
    string Format,
    string Sha256,
    IReadOnlyList<string> Preamble,
    IReadOnlyList<SpendingRecord> Spending,
    IReadOnlyList<TransferRecord> Transfers,
    Journal Journal);
