using Entente.Formats.Reading;
using Entente.Formats.Text;
using Entente.Formats.Watchlists.FollowTheMoney;
using Entente.Screening.Subjects;

namespace Entente.Formats.Watchlists.OpenSanctions;

/// <summary>
/// Reads OpenSanctions' targets.simple.csv, one listing a row, several values of a column between semicolons. Its countries
/// are those of any connection that a source states; for a person they are taken as nationalities, the best the file has.
/// </summary>
internal static class SimpleCsvReader
{
    private static readonly string[] Required = ["id", "schema", "name"];

    private static readonly string[] Optional = ["aliases", "birth_date", "countries", "identifiers", "dataset"];

    /// <summary>A header with id, schema, name and aliases.</summary>
    public static bool Recognises(InputHead head) => Required.Append("aliases").All(head.ColumnNames.Contains);

    /// <summary>Reads the file.</summary>
    public static void Read(WatchlistReading reading)
    {
        using var table = new DelimitedTable(reading.Content, reading.Journal, Required, Optional);
        var (id, schema, name) = (table.Column("id"), table.Column("schema"), table.Column("name"));
        var subjects = 0;
        while (table.Read())
        {
            subjects += FtmSchemas.SubjectKindOf(table[schema]) is null ? 0 : 1;
            if (table[id].IsEmpty)
            {
                reading.Journal.Refuse(table.Place, "listing-id-missing", "The row has no id.");
            }
            else if (Words.IsPlaceholder(table[name]))
            {
                reading.Journal.Refuse(table.Place, "name-missing", "The row has no name.");
            }
            else if (FtmSchemas.SubjectKindOf(table[schema]) is not { } kind)
            {
                reading.Journal.Refuse(table.Place, "schema-not-screened", "The schema of the row is not that of a person, organisation, vessel or aircraft.");
            }
            else
            {
                var draft = reading.Add(table[id].ToString(), table.Place);
                draft.Kind = kind;
                draft.AddName(new SubjectName(Words.Tidy(table[name])));
                ReadRow(table, draft);
                reading.Journal.Accept();
            }
        }
        if (subjects == 0 && reading.Journal.Read > 0)
        {
            throw new UnreadableInputException(
                "In the column schema, no row has that of a person, organisation, vessel or aircraft, so the columns have probably moved, or there is nobody to screen. Fetch the file again, or leave it out.");
        }
    }

    private static void ReadRow(DelimitedTable table, ListingDraft draft)
    {
        var place = table.Place;
        draft.Programme = Words.Tidy(table[table.Column("dataset")]);
        foreach (var alias in Values(table, "aliases"))
        {
            draft.AddName(new SubjectName(alias) { Kind = NameKind.Alias });
        }
        foreach (var date in Values(table, "birth_date"))
        {
            draft.ReadBirthDate(date, place);
        }
        foreach (var country in Values(table, "countries"))
        {
            draft.ReadNationality(country, place);
        }
        foreach (var identifier in Values(table, "identifiers").Where(identifier => identifier != draft.Id))
        {
            draft.AddDocument(new IdentityDocument(identifier));
        }
    }

    /// <summary>The values of a column; one that holds a semicolon itself stands in quotes, so each column is a delimited record again.</summary>
    private static List<string> Values(DelimitedTable table, string column)
    {
        var text = table[table.Column(column)];
        var values = new List<string>();
        if (text.IsEmpty)
        {
            return values;
        }
        if (!text.Contains('"'))
        {
            foreach (var range in text.Split(';'))
            {
                values.Add(Words.Tidy(text[range]));
            }
            return values;
        }
        using var reader = new DelimitedReader(new StringReader(text.ToString()), ';', new Journal());
        while (reader.Read())
        {
            values.AddRange(Enumerable.Range(0, reader.FieldCount).Select(field => Words.Tidy(reader[field])));
        }
        return values;
    }
}
