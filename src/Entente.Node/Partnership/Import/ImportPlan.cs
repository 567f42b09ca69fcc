using System.Text.Json;
using Entente.Node.Partnership.Records;

namespace Entente.Node.Partnership.Import;

/// <summary>How a spreadsheet becomes records. There is no value of the file in it.</summary>
internal sealed record ImportPlan
{
    /// <summary>Which sheet, from 0.</summary>
    public int Sheet { get; init; }

    /// <summary>The row of the headings, from 0.</summary>
    public int Header { get; init; }

    /// <summary>The kind of the records.</summary>
    public string Kind { get; init; } = RecordKinds.Engagement.Name;

    /// <summary>For each column the field into which it goes, rows as commitments.what; blank for none.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];

    /// <summary>Values of all records for which the file says nothing, by field: choices and references.</summary>
    public IReadOnlyDictionary<string, string> Fixed { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Whether 03/04/2026 is 4 March.</summary>
    public bool MonthFirst { get; init; }

    /// <summary>The currency of amounts that name none; blank where each has to name one.</summary>
    public string Currency { get; init; } = "";

    /// <summary>Handling codes of the records.</summary>
    public string Handling { get; init; } = "TLP:AMBER";

    /// <summary>As it is stored.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, JsonSerializerOptions.Web);

    /// <summary>As it was stored.</summary>
    public static ImportPlan Of(string json) => JsonSerializer.Deserialize<ImportPlan>(json, JsonSerializerOptions.Web) ?? new();

    /// <summary>A plan for a file of which nobody has said anything: guessed from its headings and dates.</summary>
    public static ImportPlan Guess(Spreadsheet file, int sheet = 0, string? kind = null, int? header = null)
    {
        var chosen = file.Sheets[Math.Clamp(sheet, 0, file.Sheets.Count - 1)];
        var row = header is { } given ? Math.Clamp(given, 0, chosen.Rows.Count - 1) : Headings.RowOf(chosen);
        var found = RecordKinds.Find(kind ?? "") ?? RecordKinds.All.MaxBy(k => Headings.ScoreOf(chosen, row, k)) ?? RecordKinds.Engagement;
        var columns = Headings.ColumnsOf(chosen, row, found);
        return new ImportPlan
        {
            Sheet = Math.Clamp(sheet, 0, file.Sheets.Count - 1), Header = row, Kind = found.Name, Columns = columns, MonthFirst = DateOrder.Of(chosen, row, columns, found).MonthFirst,
            Fixed = Targets.Fixable(found).Where(f => f.Choices.Contains("other")).ToDictionary(f => f.Name, _ => "other", StringComparer.Ordinal),
        };
    }
}

/// <summary>Which order of day and month the dates of a file have.</summary>
/// <param name="MonthFirst">Whether the month is first.</param>
/// <param name="IsCertain">Whether a date of the file says so.</param>
/// <param name="Examples">Dates of the file that could be read both ways, as they stand there.</param>
internal sealed record DateOrder(bool MonthFirst, bool IsCertain, IReadOnlyList<string> Examples)
{
    private const int MostExamples = 3;

    /// <summary>Looks at the columns that hold dates.</summary>
    public static DateOrder Of(Sheet sheet, int header, IReadOnlyList<string> columns, RecordKind kind)
    {
        var cells = Enumerable.Range(0, columns.Count).Where(i => Targets.Find(kind, columns[i])?.Type == FieldType.Date)
            .SelectMany(i => Enumerable.Range(header + 1, Math.Max(0, sheet.Rows.Count - header - 1)).Select(row => sheet.At(row, i))).Select(c => (c.Text, Orders: CellDates.OrdersOf(c))).Where(c => c.Orders is not null).ToList();
        var (onlyDay, onlyMonth) = (cells.Count(c => c.Orders is { DayFirst: true, MonthFirst: false }), cells.Count(c => c.Orders is { DayFirst: false, MonthFirst: true }));
        return new(onlyMonth > onlyDay, (onlyMonth > 0) != (onlyDay > 0), [.. cells.Where(c => c.Orders is { DayFirst: true, MonthFirst: true }).Select(c => c.Text).Distinct(StringComparer.Ordinal).Take(MostExamples)]);
    }
}

/// <summary>What a column can become: a field, or a column of a field's rows.</summary>
internal static class Targets
{
    /// <summary>The column that holds handling codes.</summary>
    public const string Handling = "handling";

    /// <summary>Names of all targets of a kind, in the order of its form.</summary>
    public static IReadOnlyList<string> Of(RecordKind kind) =>
        [.. kind.Fields.SelectMany(f => f.Type == FieldType.Rows ? f.Columns.Select(c => $"{f.Name}.{c.Name}") : [f.Name]), Handling];

    /// <summary>The field of a target; null where there is none.</summary>
    public static RecordField? Find(RecordKind kind, string target) => target.Split('.') switch
    {
        [Handling] => new RecordField(Handling, FieldType.Text),
        [var name] => kind.Field(name) is { Type: not FieldType.Rows } field ? field : null,
        [var rows, var column] => kind.Field(rows)?.Columns.FirstOrDefault(c => c.Name == column),
        _ => null,
    };

    /// <summary>The fields for which a value may be given for the whole file: those that every record needs and that are a choice or a reference.</summary>
    public static IEnumerable<RecordField> Fixable(RecordKind kind) => kind.Fields.Where(f => f is { IsRequired: true, Type: FieldType.Choice or FieldType.Reference });

    /// <summary>Whether several columns may go into it, one after the other.</summary>
    public static bool TakesSeveral(RecordField field) => field.Type is FieldType.Lines or FieldType.LongText;
}
