using Entente.Formats.Reading;
using Entente.Formats.Text;
using Entente.Screening.Subjects;

namespace Entente.Formats.Watchlists.ListCsv;

/// <summary>
/// Reads the list that anyone can write in a spreadsheet: one name a row, further names of a listing in further rows with the
/// same listing_id, wherever they stand. Columns: listing_id and name, needed; kind (primary, alias, weak, original),
/// birth_date, nationality, sex, document_number, subject_kind (person, organisation, vessel, aircraft), programme. A list of
/// which no row has a known kind is unreadable: its columns have moved, and its names would be taken from the wrong one.
/// </summary>
internal static class ListCsvReader
{
    private const string Kinds = "primary, alias, weak, original";

    private static readonly string[] Required = ["listing_id", "name"];

    private static readonly string[] Optional = ["kind", "birth_date", "nationality", "sex", "document_number", "subject_kind", "programme"];

    /// <summary>A header with listing_id, or, so that the reader can name what is missing, with a name and two further columns of the list.</summary>
    public static bool Recognises(InputHead head) =>
        head.ColumnNames.Contains("listing_id") || (head.ColumnNames.Contains("name") && head.ColumnNames.Count(Optional.Contains) >= 2);

    /// <summary>Reads the file.</summary>
    public static void Read(WatchlistReading reading)
    {
        using var table = new DelimitedTable(reading.Content, reading.Journal, Required, Optional);
        var columns = new Columns(table);
        var unknownKinds = 0;
        while (table.Read())
        {
            var id = table[columns.Id].ToString();
            if (id.Length == 0)
            {
                reading.Journal.Refuse(table.Place, "listing-id-missing", "The row has no listing_id.");
            }
            else if (Words.IsPlaceholder(table[columns.Name]))
            {
                reading.Journal.Refuse(table.Place, "name-missing", "The row has no name.");
            }
            else
            {
                unknownKinds += ReadRow(table, columns, reading.FindOrAdd(id), reading.Journal) ? 0 : 1;
                reading.Journal.Accept();
            }
        }
        if (unknownKinds > 0 && unknownKinds == reading.Journal.Accepted)
        {
            throw new UnreadableInputException(
                $"In the column kind, none of the {unknownKinds:N0} rows has one of {Kinds}, so the columns have probably moved. Put the values under their headings, write one of these, or leave kind empty.");
        }
    }

    /// <summary>Reads a row; false where its kind is stated and unknown.</summary>
    private static bool ReadRow(DelimitedTable table, Columns columns, ListingDraft draft, Journal journal)
    {
        var place = table.Place;
        var kind = KindOf(table[columns.Kind]);
        var kindIsUnknown = kind is null && !table[columns.Kind].IsEmpty;
        if (kindIsUnknown)
        {
            journal.Note(place, "name-kind-unknown", $"The kind of a name is none of {Kinds}; it was read as if none were stated: the first name of a listing as primary, the others as alias.");
        }
        draft.AddName(table[columns.Name], kind ?? (draft.HasName ? NameKind.Alias : NameKind.Primary));
        draft.ReadBirthDate(table[columns.BirthDate], place);
        draft.ReadSex(table[columns.Sex], place);
        ReadNationality(table[columns.Nationality], draft, place, journal);
        ReadSubjectKind(table[columns.SubjectKind], draft, place, journal);
        if (!table[columns.DocumentNumber].IsEmpty)
        {
            draft.AddDocument(new IdentityDocument(Words.Tidy(table[columns.DocumentNumber])));
        }
        if (!table[columns.Programme].IsEmpty)
        {
            draft.Programme = Words.Tidy(table[columns.Programme]);
        }
        return !kindIsUnknown;
    }

    private static void ReadNationality(ReadOnlySpan<char> text, ListingDraft draft, string place, Journal journal)
    {
        if (text.Equals("NA", StringComparison.OrdinalIgnoreCase))
        {
            journal.Note(place, "nationality-ambiguous", "The nationality NA may mean Namibia or not available; it was left out. Write NAM, or nothing.");
        }
        else
        {
            draft.ReadNationality(text, place);
        }
    }

    private static void ReadSubjectKind(ReadOnlySpan<char> text, ListingDraft draft, string place, Journal journal)
    {
        if (text.IsEmpty)
        {
            return;
        }
        if (Enum.TryParse<SubjectKind>(text, ignoreCase: true, out var kind) && Enum.IsDefined(kind) && !char.IsDigit(text[0]))
        {
            draft.Kind = kind;
        }
        else
        {
            journal.Note(place, "subject-kind-unknown", "The subject_kind is none of person, organisation, vessel, aircraft; it was read as person.");
        }
    }

    private static NameKind? KindOf(ReadOnlySpan<char> text) => text switch
    {
        _ when text.Equals("primary", StringComparison.OrdinalIgnoreCase) => NameKind.Primary,
        _ when text.Equals("alias", StringComparison.OrdinalIgnoreCase) => NameKind.Alias,
        _ when text.StartsWith("weak", StringComparison.OrdinalIgnoreCase) || text.Equals("low", StringComparison.OrdinalIgnoreCase) => NameKind.WeakAlias,
        _ when text.StartsWith("original", StringComparison.OrdinalIgnoreCase) => NameKind.OriginalScript,
        _ => null,
    };

    /// <summary>Where the columns stand.</summary>
    private sealed class Columns(DelimitedTable table)
    {
        public readonly int Id = table.Column("listing_id");
        public readonly int Name = table.Column("name");
        public readonly int Kind = table.Column("kind");
        public readonly int BirthDate = table.Column("birth_date");
        public readonly int Nationality = table.Column("nationality");
        public readonly int Sex = table.Column("sex");
        public readonly int DocumentNumber = table.Column("document_number");
        public readonly int SubjectKind = table.Column("subject_kind");
        public readonly int Programme = table.Column("programme");
    }
}
