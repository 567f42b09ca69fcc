using System.Text;
using Entente.Node.Partnership.Import;
using Entente.Node.Partnership.Records;

namespace Entente.Node.Partnership.Export;

/// <summary>
/// Records of a kind as a table (RFC 4180, UTF-8 with a byte order mark, a comma between columns, every cell in quotation marks). A record with rows has a line for each of them, and its other fields on the first. Cells that a
/// spreadsheet program would take for a formula are written as <see cref="Guarded"/> says, which the import takes off again. A reference is the title of the record, or its id where several have that title.
/// </summary>
internal static class RecordCsv
{
    private const string LineEnd = "\r\n";

    /// <summary>Writes the table.</summary>
    public static string Of(RecordKind kind, RecordSet all)
    {
        var columns = Targets.Of(kind).Where(t => t != Targets.Handling).ToList();
        var text = new StringBuilder("\uFEFF");
        Line(text, ["id", .. columns, Targets.Handling]);
        foreach (var record in all.Of(kind).OrderBy(r => r.Id, StringComparer.Ordinal))
        {
            var lines = Math.Max(1, record.Content.Rows.Values.Select(r => r.Count).DefaultIfEmpty(0).Max());
            for (var line = 0; line < lines; line++)
            {
                Line(text, [record.Id, .. columns.Select(c => CellOf(record, c, line, all)), line == 0 ? record.Handling : ""]);
            }
        }

        return text.ToString();
    }

    private static string CellOf(ProgrammeRecord record, string target, int line, RecordSet all)
    {
        if (target.Split('.') is [var rows, var column])
        {
            return record.Content.RowsOf(rows) is var list && line < list.Count ? list[line].GetValueOrDefault(column, "") : "";
        }

        // Every line of a record has its title, by which the lines belong together.
        return line > 0 && target != record.Kind.Title ? ""
            : record.Kind.Field(target) is { Type: FieldType.Reference } && all.Find(record.Content[target]) is { } to ? NameOf(to, all)
            : record.Content[target];
    }

    private static string NameOf(ProgrammeRecord record, RecordSet all) => all.Index<TitleIndex>(record.Kind).IsTwice(record) ? record.Id : record.Title;

    private static void Line(StringBuilder text, IReadOnlyList<string> cells)
    {
        text.AppendJoin(',', cells.Select(cell => $"\"{Guarded.Write(cell).Replace("\"", "\"\"", StringComparison.Ordinal)}\""));
        text.Append(LineEnd);
    }
}
