using System.Text.Json;
using Entente.Node.Accounts;
using Entente.Node.Configuration;
using Entente.Node.Oversight;
using Entente.Node.Oversight.Purposes;
using Entente.Node.Partnership.Records;
using Entente.Node.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Entente.Node.Partnership.Export;

/// <summary>
/// POST /programme/import-json: takes in what GET /programme/export.json of a node wrote, with ids, versions and handling, into a node that has no records. All or nothing. A reference to a record that was deleted before the
/// export stays as it is; every other rule holds, and so do the steps that wait for a vetting.
/// </summary>
internal static class TakeExport
{
    private const int MostBytes = 256 << 20, MostRecords = 200_000, MostFaults = 20, LongestId = 64, LongestOwner = 64;

    public static void Map(WebApplication node) =>
        node.MapPost("/programme/import-json", HandleAsync).Accepts<ExportFile>("application/json").Requires(Permission.KeepProgramme).WithMetadata(new RequestSizeLimitAttribute(MostBytes)).WithName("import-programme");

    private static async Task<Results<Ok<ExportTaken>, ProblemHttpResult>> HandleAsync(HttpContext context, LedgerWriter ledger, RecordWriter writer, KeyStore keys, Caller caller, CancellationToken cancellationToken)
    {
        ExportFile? file;
        try
        {
            file = await JsonSerializer.DeserializeAsync<ExportFile>(context.Request.Body, JsonSerializerOptions.Web, cancellationToken);
        }
        catch (JsonException exception)
        {
            return Wrong($"It is no JSON of an export: line {exception.LineNumber + 1}.");
        }

        if (file is not { Format: RecordsFile.Format, Records: { } entries })
        {
            return Wrong($"Its member format is not {RecordsFile.Format}: send what GET /programme/export.json of a node wrote.");
        }

        if (entries.Count > MostRecords)
        {
            return Wrong($"It has {entries.Count} records; {MostRecords} are allowed.");
        }

        var (read, faults) = Read(entries);
        if (faults.Count > 0)
        {
            return Problems.Of(StatusCodes.Status422UnprocessableEntity, "Nothing was taken in", $"{faults.Count} records are not as they should be: {string.Join(' ', faults.Take(MostFaults))}");
        }

        keys.GiveBack(keys.Make(read.Count));
        var taken = await ledger.WriteAsync(work => Take(work, read, writer, caller), cancellationToken);
        return taken ? TypedResults.Ok(new ExportTaken(read.Count))
            : Problems.Of(StatusCodes.Status409Conflict, "The node has records", "An export is taken in by a node that has none: its ids and versions must not meet others. Import a table in place of it.");
    }

    private static bool Take(Work work, List<ProgrammeRecord> read, RecordWriter writer, Caller caller)
    {
        if (work.Value<long>("SELECT count(*) FROM programme_record") > 0)
        {
            return false;
        }

        foreach (var record in read)
        {
            writer.Create(work, new RecordDraft(record.Kind, record.Content, record.Handling, record.Source), caller, record.Id, record.Owner, record.Version);
        }

        work.Record(caller.Did(ActionCode.ProgrammeRestored, null, new { Records = read.Count }));
        return true;
    }

    private static (List<ProgrammeRecord> Read, List<string> Faults) Read(IReadOnlyList<ExportEntry> entries)
    {
        var (read, faults) = (new Dictionary<string, ProgrammeRecord>(StringComparer.Ordinal), new List<string>());
        foreach (var (entry, number) in entries.Select((e, i) => (e, i + 1)))
        {
            if (entry is null || entry.Id.Length is 0 or > LongestId || !entry.Id.All(c => char.IsAsciiLetterOrDigit(c) || c == '-') || entry.Owner.Length > LongestOwner || entry.Version < 1 || RecordKinds.Find(entry.Kind) is not { } kind
                || RecordContent.Read(JsonSerializer.SerializeToUtf8Bytes(entry.Content)) is not { } content || !read.TryAdd(entry.Id, new(entry.Id, kind, entry.Owner, entry.Version, content, entry.Handling, entry.Source, Ground.OfTheNode, default, "")))
            {
                faults.Add($"Record {number}: id, kind, version or content.");
            }
        }

        var all = new RecordSet(read, 0);
        foreach (var record in read.Values)
        {
            if (RecordRules.Faults(new RecordDraft(record.Kind, record.Content, record.Handling), all).Where(f => f.Code != "no-record").ToList() is { Count: > 0 } wrong)
            {
                faults.Add($"{record.Id}: {string.Join(", ", wrong.Select(f => $"{f.Field} {f.Code}"))}.");
            }
        }

        return ([.. read.Values], faults);
    }

    private static ProblemHttpResult Wrong(string why) => Problems.Of(StatusCodes.Status400BadRequest, "Nothing was taken in", why);

    /// <summary>The file.</summary>
    internal sealed record ExportFile(string? Format, IReadOnlyList<ExportEntry>? Records);

    /// <summary>A record of the file.</summary>
    internal sealed record ExportEntry
    {
        public string Id { get; init; } = "";
        public string Kind { get; init; } = "";
        public string Owner { get; init; } = "";
        public long Version { get; init; }
        public string Handling { get; init; } = "";
        public string Source { get; init; } = "";
        public JsonElement Content { get; init; }
    }

    /// <summary>How many records were taken in.</summary>
    internal sealed record ExportTaken(int Records);
}
