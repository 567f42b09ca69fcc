using System.Globalization;

namespace Entente.Node.Partnership.Records;

/// <summary>The form of a record: a field by its name, a cell of a row as name-number-column.</summary>
internal static class RecordForm
{
    // As many as the rules allow, and no more are looked for.
    private const int MostRows = 500;

    /// <summary>Name of the input of a cell.</summary>
    public static string CellOf(string field, int row, string column) => string.Create(CultureInfo.InvariantCulture, $"{field}-{row}-{column}");

    /// <summary>Reads what was typed. Evidence stays with what has not changed.</summary>
    /// <param name="kind">The kind of the record.</param>
    /// <param name="sent">The form.</param>
    /// <param name="before">What the record said.</param>
    public static RecordDraft Read(RecordKind kind, IFormCollection sent, RecordContent before)
    {
        var content = new RecordContent();
        foreach (var field in kind.Fields)
        {
            if (field.Type == FieldType.Rows)
            {
                content.Rows[field.Name] = RowsOf(field, sent);
            }
            else
            {
                content.Fields[field.Name] = sent[field.Name].ToString();
            }
        }

        var tidy = content.Tidy();
        foreach (var (name, evidence) in before.Evidence)
        {
            // A person who leaves a value as it is has looked at it; one who changes it says something else than the report.
            if (tidy[name].Length > 0 && tidy[name] == before[name])
            {
                content.Evidence[name] = sent[$"as-reported-{name}"] == "no" ? evidence with { AsReported = false } : evidence;
            }
        }

        return new RecordDraft(kind, content, sent["handling"].ToString().Trim());
    }

    /// <summary>The rows of which one more is wanted; null where the form is to be kept.</summary>
    public static string? Wants(RecordKind kind, IFormCollection sent) => kind.Field(sent["row"].ToString()) is { Type: FieldType.Rows } field ? field.Name : null;

    private static List<SortedDictionary<string, string>> RowsOf(RecordField field, IFormCollection sent)
    {
        var rows = new List<SortedDictionary<string, string>>();
        for (var i = 0; i < MostRows && field.Columns.Any(c => sent.ContainsKey(CellOf(field.Name, i, c.Name))); i++)
        {
            rows.Add(new(field.Columns.ToDictionary(c => c.Name, c => sent[CellOf(field.Name, i, c.Name)].ToString(), StringComparer.Ordinal), StringComparer.Ordinal));
        }

        return rows;
    }
}
