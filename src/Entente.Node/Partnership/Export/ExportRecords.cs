using System.Text;
using System.Text.Json;
using Entente.Node.Accounts;
using Entente.Node.Configuration;
using Entente.Node.Oversight;
using Entente.Node.Partnership.Records;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Entente.Node.Partnership.Export;

/// <summary>GET /programme/export/{kind}.csv: the records of a kind as a table. GET /programme/export.json: all records, in their newest versions, as a file that an empty node takes in.</summary>
internal static class ExportRecords
{
    public static void Map(WebApplication node)
    {
        node.MapGet("/programme/export/{kind}.csv", CsvAsync).Requires(Permission.ReadProgramme).Produces<string>(StatusCodes.Status200OK, "text/csv").WithName("export-programme-kind");
        node.MapGet("/programme/export.json", JsonAsync).Requires(Permission.ReadProgramme).Produces<string>(StatusCodes.Status200OK, "application/json").WithName("export-programme");
    }

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> CsvAsync(string kind, ProgrammeRecords records, LedgerWriter ledger, Caller caller, CancellationToken cancellationToken)
    {
        if (RecordKinds.Find(kind) is not { } found)
        {
            return Problems.Of(StatusCodes.Status404NotFound, "Unknown kind", $"Kinds are {string.Join(", ", RecordKinds.All.Select(k => k.Name))}.");
        }

        var all = records.Read();
        await ledger.RecordAsync(caller.Did(ActionCode.ProgrammeExported, null, new { Kind = kind, Form = "csv", Records = all.Of(found).Count }), cancellationToken);
        return TypedResults.File(Encoding.UTF8.GetBytes(RecordCsv.Of(found, all)), "text/csv; charset=utf-8", $"{kind}.csv");
    }

    private static async Task<FileContentHttpResult> JsonAsync(ProgrammeRecords records, LedgerWriter ledger, Caller caller, CancellationToken cancellationToken)
    {
        var all = records.Read();
        await ledger.RecordAsync(caller.Did(ActionCode.ProgrammeExported, null, new { Kind = "", Form = "json", Records = all.ById.Count }), cancellationToken);
        return TypedResults.File(RecordsFile.Write(all.ById.Values), "application/json", "programme.json");
    }
}

/// <summary>The file of all records: JSON in UTF-8, records by id, members in a fixed order; the same bytes for the same records. Who changed a record and when is known to the node alone and is not in it.</summary>
internal static class RecordsFile
{
    /// <summary>What the member format says.</summary>
    public const string Format = "entente-programme-1";

    /// <summary>Writes it.</summary>
    public static byte[] Write(IEnumerable<ProgrammeRecord> records)
    {
        using var memory = new MemoryStream();
        using (var json = new Utf8JsonWriter(memory, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("format", Format);
            json.WriteStartArray("records");
            foreach (var record in records.OrderBy(r => r.Id, StringComparer.Ordinal))
            {
                json.WriteStartObject();
                json.WriteString("id", record.Id);
                json.WriteString("kind", record.Kind.Name);
                json.WriteString("owner", record.Owner);
                json.WriteNumber("version", record.Version);
                json.WriteString("handling", record.Handling);
                json.WriteString("source", record.Source);
                json.WritePropertyName("content");
                json.WriteRawValue(record.Content.ToBytes());
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return memory.ToArray();
    }
}
