using Entente.Formats.Reading;
using Entente.Formats.Text;
using Entente.Screening;
using Entente.Screening.Subjects;

namespace Entente.Formats.Clearances;

/// <summary>
/// Reads the table of people who have been found not to be a listed person: listing_id, name, birth_date, document_number, in any
/// order. The columns cleared_on, cleared_by and reason are for the service's own record and are not read.
/// </summary>
public static class ClearanceFile
{
    private static readonly string[] Required = ["listing_id", "name"];
    private static readonly string[] Optional = ["birth_date", "document_number", "cleared_on", "cleared_by", "reason"];

    /// <summary>Reads the whole file. A row that would clear people by their name alone is refused.</summary>
    /// <exception cref="UnreadableInputException">There is no header, or it lacks listing_id or name, or has a column twice.</exception>
    public static ClearanceContents Read(InputFile file, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(file);
        var journal = new Journal();
        using var stream = file.Open();
        using var table = new DelimitedTable(stream, journal, Required, Optional);
        var clearances = new List<Clearance>();
        while (table.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (ReadRow(table, journal) is { } clearance)
            {
                journal.Accept();
                clearances.Add(clearance);
            }
        }

        return new(clearances, journal);
    }

    private static Clearance? ReadRow(DelimitedTable table, Journal journal)
    {
        var listing = table[table.Column("listing_id")].ToString();
        var name = table[table.Column("name")].ToString();
        if (listing.Length == 0 || name.Length == 0)
        {
            journal.Refuse(table.Place, "clearance-incomplete", "The row lacks the listing's identifier or the person's name. Fill listing_id and name.");
            return null;
        }

        var document = ReadDocumentNumber(table, journal);
        var birth = ReadFullBirthDate(table, journal);
        if (document is not null || birth is not null)
        {
            return new(listing, name, birth, document);
        }

        journal.Refuse(table.Place, "clearance-by-name-alone", "The row has neither a document number nor a full birth date, and a name alone clears nobody. Fill one of them.");
        return null;
    }

    private static string? ReadDocumentNumber(DelimitedTable table, Journal journal)
    {
        var number = table[table.Column("document_number")].ToString();
        if (number.Length == 0 || Clearance.IsOnePersons(number))
        {
            return number.Length == 0 ? null : number;
        }

        journal.Note(table.Place, "document-number-short", "The document number has fewer than five letters and digits, which many documents share, so it clears nobody. The row was read without it.");
        return null;
    }

    /// <summary>A birth date of which day, month or year is open would clear everybody who might be born then.</summary>
    private static BirthDate? ReadFullBirthDate(DelimitedTable table, Journal journal)
    {
        var text = table[table.Column("birth_date")];
        if (text.IsEmpty)
        {
            return null;
        }

        if (BirthDateText.Read(text) is { Day: not null, Approximate: false } date && Clearance.IsFull(date))
        {
            return date;
        }

        journal.Note(table.Place, "birth-date-not-full", "The birth date is no full date; allowed is a day such as 1948-12-10, but not 1 January, which stands for an unknown day on many documents. The row was read without it.");
        return null;
    }
}

/// <summary>What was read from a file of clearances.</summary>
/// <param name="Clearances">In the order of the file.</param>
/// <param name="Journal">Counts and findings.</param>
public sealed record ClearanceContents(IReadOnlyList<Clearance> Clearances, Journal Journal);
