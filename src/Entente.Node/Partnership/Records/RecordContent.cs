using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Entente.Node.Partnership.Records;

/// <summary>Where a value comes from: the sentence of a report that says it.</summary>
/// <param name="Source">The report, or the file, by its name.</param>
/// <param name="Quote">What stands there.</param>
/// <param name="AsReported">Whether the value is what the report says, and nobody has looked whether it is so.</param>
internal sealed record FieldEvidence(string Source, string Quote, bool AsReported);

/// <summary>What a record says: a text for each field, rows for those that have rows, and for each field that came from elsewhere the sentence that proves it.</summary>
internal sealed record RecordContent
{
    // Those of string.ReplaceLineEndings.
    private static readonly SearchValues<char> LineEnds = SearchValues.Create("\r\n\f\u0085\u2028\u2029");

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Values by name of field; a blank one is left out.</summary>
    public SortedDictionary<string, string> Fields { get; init; } = new(StringComparer.Ordinal);

    /// <summary>Rows by name of field; each row has values by name of column.</summary>
    public SortedDictionary<string, List<SortedDictionary<string, string>>> Rows { get; init; } = new(StringComparer.Ordinal);

    /// <summary>Evidence by name of field.</summary>
    public SortedDictionary<string, FieldEvidence> Evidence { get; init; } = new(StringComparer.Ordinal);

    /// <summary>A value; blank where there is none.</summary>
    public string this[string field] => Fields.GetValueOrDefault(field, "");

    /// <summary>The rows of a field; none where there are none.</summary>
    public IReadOnlyList<SortedDictionary<string, string>> RowsOf(string field) => Rows.GetValueOrDefault(field) ?? [];

    /// <summary>The lines of a field.</summary>
    public IEnumerable<string> LinesOf(string field) => this[field].Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>As it is stored and travels: JSON in UTF-8 with members in the order of their names, the same bytes for the same content.</summary>
    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, Json);

    /// <summary>Reads what <see cref="ToBytes"/> wrote, here or at a partner; null where it is none.</summary>
    public static RecordContent? Read(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return JsonSerializer.Deserialize<RecordContent>(bytes, Json) is { Fields: not null, Rows: not null, Evidence: not null } content
                && content.Fields.Values.All(v => v is not null) && content.Rows.Values.All(r => r is not null && r.TrueForAll(row => row is not null && row.Values.All(v => v is not null)))
                && content.Evidence.Values.All(e => e is { Source: not null, Quote: not null })
                ? content.Tidy() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The same without blank values, blank rows, evidence of nothing, and white space around values.</summary>
    public RecordContent Tidy()
    {
        var tidy = new RecordContent();
        foreach (var (name, value) in Fields.Where(f => !string.IsNullOrWhiteSpace(f.Value)))
        {
            tidy.Fields[NameOf(name)] = TidyText(value);
        }

        foreach (var (name, rows) in Rows)
        {
            var kept = rows.Select(TidyRow).Where(row => row.Count > 0).ToList();
            if (kept.Count > 0)
            {
                tidy.Rows[NameOf(name)] = kept;
            }
        }

        foreach (var (name, evidence) in Evidence.Where(e => tidy.Fields.ContainsKey(e.Key) || tidy.Rows.ContainsKey(e.Key)))
        {
            tidy.Evidence[NameOf(name)] = evidence;
        }

        return tidy;
    }

    private static SortedDictionary<string, string> TidyRow(SortedDictionary<string, string> row) =>
        new(row.Where(c => !string.IsNullOrWhiteSpace(c.Value)).ToDictionary(c => NameOf(c.Key), c => TidyText(c.Value), StringComparer.Ordinal), StringComparer.Ordinal);

    // The names of all fields are in the program, so that no record needs a copy.
    private static string NameOf(string name) => string.IsInterned(name) ?? name;

    // Most values are tidy: a line without white space around it.
    private static string TidyText(string value) => value.AsSpan().ContainsAny(LineEnds) || char.IsWhiteSpace(value[0]) || char.IsWhiteSpace(value[^1]) ? TidyLines(value) : value;

    private static string TidyLines(string value) => string.Join('\n', value.ReplaceLineEndings("\n").Split('\n').Select(l => l.TrimEnd())).Trim();
}
