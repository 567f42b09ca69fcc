using System.Globalization;
using Entente.Node.Oversight.Purposes;

namespace Entente.Node.Partnership.Records;

/// <summary>Something that a record must not say.</summary>
/// <param name="Field">The field, or field.column.</param>
/// <param name="Code">What is wrong, a code: needed, unknown-field, too-long, too-many, no-date, no-choice, no-number, no-location, no-money, no-state, no-record, no-handling, ends-before, not-vetted, lessons-open.</param>
internal sealed record RecordFault(string Field, string Code);

/// <summary>What every record has to be, however it comes: typed in, imported, from a report or from a partner.</summary>
internal static class RecordRules
{
    private const int LongestText = 300, LongestLong = 20_000, MostLines = 100, MostRows = 500;
    private const long MostNumber = 1_000_000_000_000;

    /// <summary>What is wrong with a draft; nothing where it may be kept.</summary>
    /// <param name="draft">The draft.</param>
    /// <param name="all">The records to which it may refer.</param>
    public static IReadOnlyList<RecordFault> Faults(RecordDraft draft, RecordSet all) => [.. OfForm(draft, all), .. StepLocks.Faults(draft, all)];

    /// <summary>What is wrong with the form of a draft, whatever it refers to and whichever steps it says were taken: of a record of another service that is its owner's to say.</summary>
    public static IReadOnlyList<RecordFault> FormFaults(RecordDraft draft) => OfForm(draft, null);

    private static IReadOnlyList<RecordFault> OfForm(RecordDraft draft, RecordSet? all)
    {
        var content = draft.Content;
        List<RecordFault> faults =
        [
            .. draft.Kind.Fields.Where(f => f.IsRequired && content[f.Name].Length == 0).Select(f => new RecordFault(f.Name, "needed")),
            .. content.Fields.Select(f => Of(draft.Kind.Field(f.Key), f.Key, f.Value, all)).OfType<RecordFault>(),
            .. content.Rows.SelectMany(rows => OfRows(draft.Kind.Field(rows.Key), rows.Key, rows.Value, all)),
        ];
        if (PartialDate.Find(content["starts"]) is { } starts && PartialDate.Find(content["ends"]) is { } ends && ends.Last < starts.First)
        {
            faults.Add(new("ends", "ends-before"));
        }

        if (HandlingCodes.Read(draft.Handling) is { HasUnknown: true } or { Tlp: null })
        {
            faults.Add(new("handling", "no-handling"));
        }

        return faults;
    }

    private static IEnumerable<RecordFault> OfRows(RecordField? field, string name, List<SortedDictionary<string, string>> rows, RecordSet? all)
    {
        if (field is not { Type: FieldType.Rows })
        {
            return [new(name, "unknown-field")];
        }

        return rows.Count > MostRows ? [new(name, "too-many")]
            : rows.SelectMany(row => row.Select(cell => Of(field.Columns.FirstOrDefault(c => c.Name == cell.Key), $"{name}.{cell.Key}", cell.Value, all))).OfType<RecordFault>().Distinct();
    }

    private static RecordFault? Of(RecordField? field, string name, string value, RecordSet? all)
    {
        var code = field?.Type switch
        {
            null or FieldType.Rows => "unknown-field",
            FieldType.Text => value.Length > LongestText || value.Contains('\n') ? "too-long" : null,
            FieldType.LongText => value.Length > LongestLong ? "too-long" : null,
            FieldType.Lines => value.Split('\n') is var lines && (lines.Length > MostLines || lines.Any(l => l.Length > LongestText)) ? "too-long" : null,
            FieldType.Date => PartialDate.Find(value) is null ? "no-date" : null,
            FieldType.Choice => field.Choices.Contains(value) ? null : "no-choice",
            FieldType.Number => long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= MostNumber ? null : "no-number",
            FieldType.Location => Location.Find(value) is null ? "no-location" : null,
            FieldType.Money => Money.Find(value) is null ? "no-money" : null,
            FieldType.State => value.Length == 3 && value.All(char.IsAsciiLetterUpper) ? null : "no-state",
            FieldType.Reference when all is null => value.Length > LongestText ? "too-long" : null,
            FieldType.Reference => all.Find(value) is { } to && to.Kind.Name == field.To ? null : "no-record",
            _ => null,
        };
        return code is null ? null : new(name, code);
    }
}

/// <summary>A place in degrees, north and east positive.</summary>
internal readonly record struct Location(double Latitude, double Longitude)
{
    /// <summary>Reads 34.02,-6.83; null where it is no place.</summary>
    public static Location? Find(string text) =>
        text.Split(',') is [var north, var east] && double.TryParse(north.Trim(), Number, CultureInfo.InvariantCulture, out var latitude) && double.TryParse(east.Trim(), Number, CultureInfo.InvariantCulture, out var longitude)
        && Math.Abs(latitude) <= 90 && Math.Abs(longitude) <= 180 ? new(latitude, longitude) : null;

    private const NumberStyles Number = NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign;
}
