using System.Globalization;
using Entente.Formats.Reading;
using Entente.Formats.Text;
using Entente.Screening.Subjects;

namespace Entente.Formats.Watchlists.Ofac;

/// <summary>
/// Reads the comma-delimited files of the US Office of Foreign Assets Control, for the list of Specially Designated Nationals
/// and for the consolidated list alike: SDN (or cons_prim), ALT, ADD and comments. They have no header; "-0- " stands for nothing, the
/// control character SUB (0x1A) for the end. Layouts: OFAC, "Data specification for the SDN list in delimited form".
/// </summary>
internal static class OfacReader
{
    private const int SdnFields = 12;
    private const int AltFields = 5;
    private const int AddFields = 6;
    private const int CommentFields = 2;

    private const int FirstVesselField = 5;
    private const int LastVesselField = 10;

    private static readonly string[] SubjectTypes = ["-0-", "", "individual", "vessel", "aircraft"];

    private static readonly string[] AliasTypes = ["aka", "fka", "nka"];

    /// <summary>ent_num, SDN_Name, SDN_Type, Program, Title, Call_Sign, Vess_type, Tonnage, GRT, Vess_flag, Vess_owner, Remarks.</summary>
    public static bool IsSdn(InputHead head) =>
        head.FirstRecord is { Count: SdnFields } record && IsNumber(record[0]) && SubjectTypes.Contains(record[2]);

    /// <summary>ent_num, alt_num, alt_type, alt_name, alt_remarks.</summary>
    public static bool IsAlt(InputHead head) =>
        head.FirstRecord is { Count: AltFields } record && IsNumber(record[0]) && IsNumber(record[1]) && AliasTypes.Contains(record[2]);

    /// <summary>ent_num, add_num, address, city with region and post code, country, add_remarks.</summary>
    public static bool IsAdd(InputHead head) =>
        head.FirstRecord is { Count: AddFields } record && IsNumber(record[0]) && IsNumber(record[1]);

    /// <summary>ent_num and the rest of its remarks, which end in a full stop as all remarks do.</summary>
    public static bool IsComments(InputHead head) =>
        head.FirstRecord is { Count: CommentFields } record && IsNumber(record[0]) && record[1].EndsWith('.');

    /// <summary>Reads the main file.</summary>
    public static void ReadSdn(WatchlistReading reading) => ReadRecords(reading, SdnFields, record =>
    {
        var place = record.Place;
        var draft = reading.Add(Field(record, 0), place);
        draft.Kind = SubjectKindOf(Field(record, 2), place, reading.Journal);
        draft.Programme = Field(record, 3).Replace("] [", ", ");
        NoteMoved(record, draft, place, reading.Journal);
        draft.AddName(OfacName.Of(Field(record, 1), draft.Kind, NameKind.Primary));
        if (OfacRemarks.ReadField(record[11], draft, place) is { } clause)
        {
            reading.CutRemarks.Add(new CutRemarks(draft, clause, place));
        }
        reading.Journal.Accept();
    }, nameField: 1);

    /// <summary>Reads the file of further names; which listings they belong to is known when all files are read.</summary>
    public static void ReadAlt(WatchlistReading reading) => ReadRecords(reading, AltFields, record =>
    {
        if (!AliasTypes.Contains(Field(record, 2)))
        {
            reading.Journal.Note(record.Place, "columns-moved", $"The third field is none of {string.Join(", ", AliasTypes)}, so the fields of the record may have moved. Fetch the file again.");
        }
        reading.Supplements.Add(new Supplement(SupplementKind.Name, Field(record, 0), record.Line, Field(record, 3)));
    }, nameField: 3);

    /// <summary>Reads the file of addresses, which are not screened: only whether each belongs to a listing is of interest.</summary>
    public static void ReadAdd(WatchlistReading reading) => ReadRecords(reading, AddFields, record =>
        reading.Supplements.Add(new Supplement(SupplementKind.Address, Field(record, 0), record.Line, Text: "")), nameField: null);

    /// <summary>Reads the file of comments, each the rest of remarks that were cut anywhere, often inside a word: no blank of it may be lost.</summary>
    public static void ReadComments(WatchlistReading reading) => ReadRecords(reading, CommentFields, record =>
        reading.Supplements.Add(new Supplement(SupplementKind.Remarks, Field(record, 0), record.Line, record[1].ToString())), nameField: null);

    private static SubjectKind SubjectKindOf(string type, string place, Journal journal)
    {
        switch (type)
        {
            case "individual":
                return SubjectKind.Person;
            case "vessel":
                return SubjectKind.Vessel;
            case "aircraft":
                return SubjectKind.Aircraft;
            case "":
                return SubjectKind.Organisation;
            default:
                journal.Note(place, "subject-kind-unknown", "The type of the entry is none of individual, vessel, aircraft and -0-; it was read as individual, so that it is screened. Its fields may have moved: fetch the file again.");
                return SubjectKind.Person;
        }
    }

    /// <summary>Of the free texts some can be told apart: no programme has a comma, as most names have, and no individual has what belongs to vessels.</summary>
    private static void NoteMoved(DelimitedReader record, ListingDraft draft, string place, Journal journal)
    {
        var hasVesselFields = false;
        for (var field = FirstVesselField; field <= LastVesselField; field++)
        {
            hasVesselFields |= Field(record, field).Length > 0;
        }
        if (record[3].Contains(',') || (hasVesselFields && draft.Kind == SubjectKind.Person))
        {
            journal.Note(place, "columns-moved", "A field of the record holds what belongs into another: a comma in the programme, or particulars of a vessel for an individual. Fetch the file again.");
        }
    }

    private static void ReadRecords(WatchlistReading reading, int fields, Action<DelimitedReader> read, int? nameField)
    {
        using var records = new DelimitedReader(new InputText(reading.Content, reading.Journal), ',', reading.Journal);
        while (records.Read())
        {
            if (IsEndOfFile(records))
            {
                continue;
            }
            if (records.FieldCount != fields)
            {
                reading.Journal.Refuse(records.Place, "fields-unexpected", $"The record has {records.FieldCount} fields where {fields} are needed; it may be cut off.");
            }
            else if (!IsNumber(Field(records, 0)))
            {
                reading.Journal.Refuse(records.Place, "listing-id-missing", "The record does not begin with the number of an entry.");
            }
            else if (nameField is { } field && Words.IsPlaceholder(Field(records, field)))
            {
                reading.Journal.Refuse(records.Place, "name-missing", "The record has no name.");
            }
            else
            {
                read(records);
            }
        }
    }

    private static bool IsEndOfFile(DelimitedReader record) => record.FieldCount == 1 && record[0].Trim() is [] or ['\u001A'];

    /// <summary>The text of a field; empty for "-0- ".</summary>
    private static string Field(DelimitedReader record, int field) => record[field].Trim() is var text and not "-0-" ? Words.Tidy(text) : "";

    private static bool IsNumber(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _);
}
