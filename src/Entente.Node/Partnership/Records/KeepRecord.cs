using Entente.Node.Accounts;
using Entente.Node.Configuration;
using Entente.Node.Oversight;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Entente.Node.Partnership.Records;

/// <summary>POST /programme/records: a record is made. PUT /programme/records/{id}: it is changed, from the version that whoever changes it has seen. DELETE /programme/records/{id}?version=: it is deleted.</summary>
internal static class KeepRecord
{
    public static void Map(WebApplication node)
    {
        node.MapPost("/programme/records", Create).Accepts<RecordRequest>("application/json").Requires(Permission.KeepProgramme).WithName("create-programme-record");
        node.MapPut("/programme/records/{id}", Change).Accepts<RecordRequest>("application/json").Requires(Permission.KeepProgramme).WithName("change-programme-record");
        node.MapDelete("/programme/records/{id}", Delete).Requires(Permission.KeepProgramme).WithName("delete-programme-record");
    }

    private static async Task<Results<Ok<RecordKept>, ProblemHttpResult>> Create(StrictBody<RecordRequest> body, LedgerWriter ledger, ProgrammeRecords records, RecordWriter writer, Caller caller, CancellationToken cancellationToken) =>
        body.Value is not { } request ? Wrong(body.Fault ?? "")
        : RecordKinds.Find(request.Kind) is not { } kind ? Wrong($"kind is missing or unknown; allowed are {string.Join(", ", RecordKinds.All.Select(k => k.Name))}.")
        : Answer(await CreateAsync(request.Draft(kind), ledger, records, writer, caller, cancellationToken));

    private static async Task<Results<Ok<RecordKept>, ProblemHttpResult>> Change(
        string id, StrictBody<RecordRequest> body, LedgerWriter ledger, ProgrammeRecords records, RecordWriter writer, Caller caller, CancellationToken cancellationToken) =>
        body.Value is not { } request ? Wrong(body.Fault ?? "")
        : records.Read().Find(id) is not { } record ? Unknown
        : request.Version is not { } version ? Wrong("version is missing: give the one that you have read.")
        : Answer(await ChangeAsync(id, version, request.Draft(record.Kind), ledger, records, writer, caller, cancellationToken));

    private static async Task<Results<Ok<RecordKept>, ProblemHttpResult>> Delete(
        string id, long version, LedgerWriter ledger, RecordWriter writer, Caller caller, CancellationToken cancellationToken) => Answer(await DeleteAsync(id, version, ledger, writer, caller, cancellationToken));

    /// <summary>Makes a record.</summary>
    public static async Task<RecordStep> CreateAsync(RecordDraft draft, LedgerWriter ledger, ProgrammeRecords records, RecordWriter writer, Caller caller, CancellationToken cancellationToken) =>
        RecordRules.Faults(draft, records.Read()) is { Count: > 0 } faults
            ? new RecordStep("", 0, faults, null)
            : await ledger.WriteAsync(work => new RecordStep(writer.Create(work, draft, caller), 1, [], null), cancellationToken);

    /// <summary>Changes a record of this service.</summary>
    public static async Task<RecordStep> ChangeAsync(string id, long version, RecordDraft draft, LedgerWriter ledger, ProgrammeRecords records, RecordWriter writer, Caller caller, CancellationToken cancellationToken) =>
        RecordRules.Faults(draft, records.Read()) is { Count: > 0 } faults
            ? new RecordStep(id, version, faults, null)
            : await ledger.WriteAsync(
                work =>
                {
                    var (row, bar) = Find(work, id, version);
                    if (row is null || bar is not null)
                    {
                        return new RecordStep(id, version, [], bar);
                    }

                    writer.Change(work, row, draft, caller);
                    return new RecordStep(id, version + 1, [], null);
                },
                cancellationToken);

    /// <summary>Deletes a record of this service.</summary>
    public static Task<RecordStep> DeleteAsync(string id, long version, LedgerWriter ledger, RecordWriter writer, Caller caller, CancellationToken cancellationToken) =>
        ledger.WriteAsync(
            work =>
            {
                var (row, bar) = Find(work, id, version);
                if (row is null || bar is not null)
                {
                    return new RecordStep(id, version, [], bar);
                }

                writer.Delete(work, row, caller);
                return new RecordStep(id, version, [], null);
            },
            cancellationToken);

    /// <summary>The record of an id, and what stands against changing this version of it.</summary>
    private static (RecordRow? Row, RecordBar? Bar) Find(Work work, string id, long version) => RecordRow.Find(work, id) switch
    {
        null or { DeletedAt: not null } => (null, RecordBar.Unknown),
        { Owner.Length: > 0 } row => (row, RecordBar.Foreign),
        var row => (row, row.Version == version ? null : RecordBar.Changed),
    };

    private static Results<Ok<RecordKept>, ProblemHttpResult> Answer(RecordStep step) => step switch
    {
        { Faults.Count: > 0 } => Problems.Of(StatusCodes.Status422UnprocessableEntity, "The record is not as it should be", string.Join(' ', step.Faults.Select(f => $"{f.Field}: {f.Code}."))),
        { Bar: RecordBar.Unknown } => Unknown,
        { Bar: RecordBar.Foreign } => Problems.Of(StatusCodes.Status409Conflict, "It belongs to a partner", "Propose the change to its owner: POST /programme/records/{id}/proposals."),
        { Bar: RecordBar.Changed } => Problems.Of(StatusCodes.Status409Conflict, "Somebody has changed it", "Read the record again, and change its newest version."),
        _ => TypedResults.Ok(new RecordKept(step.Id, step.Version)),
    };

    private static ProblemHttpResult Unknown => Problems.Of(StatusCodes.Status404NotFound, "Unknown record", "No record of the partnership has that id; GET /programme/records has them.");

    private static ProblemHttpResult Wrong(string why) => Problems.Of(StatusCodes.Status400BadRequest, "The record is not as it should be", why);

    /// <summary>What a record is to say.</summary>
    internal sealed record RecordRequest
    {
        /// <summary>Its kind; only for a new one.</summary>
        public string Kind { get; init; } = "";

        /// <summary>The version that is changed.</summary>
        public long? Version { get; init; }

        /// <summary>Handling codes; TLP:AMBER where nothing is said.</summary>
        public string Handling { get; init; } = "TLP:AMBER";

        /// <summary>Values by name of field.</summary>
        public Dictionary<string, string> Fields { get; init; } = [];

        /// <summary>Rows by name of field.</summary>
        public Dictionary<string, List<Dictionary<string, string>>> Rows { get; init; } = [];

        /// <summary>The draft that is meant.</summary>
        public RecordDraft Draft(RecordKind kind) => new(kind, ContentOf(Fields, Rows), Handling);

        /// <summary>The content of values and rows.</summary>
        public static RecordContent ContentOf(Dictionary<string, string> fields, Dictionary<string, List<Dictionary<string, string>>> rows)
        {
            var content = new RecordContent();
            // JSON may have null where no type of ours has it.
            foreach (var (name, value) in fields.Where(f => f.Value is not null))
            {
                content.Fields[name] = value;
            }

            foreach (var (name, all) in rows.Where(r => r.Value is not null))
            {
                content.Rows[name] = [.. all.Where(row => row is not null).Select(row => new SortedDictionary<string, string>(row.Where(c => c.Value is not null).ToDictionary(StringComparer.Ordinal), StringComparer.Ordinal))];
            }

            return content.Tidy();
        }
    }

    /// <summary>A record that is kept.</summary>
    internal sealed record RecordKept(string Id, long Version);
}

/// <summary>Why a record was not changed.</summary>
internal enum RecordBar
{
    /// <summary>There is none of that id.</summary>
    Unknown,

    /// <summary>It is a partner's.</summary>
    Foreign,

    /// <summary>Somebody has changed it meanwhile.</summary>
    Changed,
}

/// <summary>How keeping a record ended.</summary>
/// <param name="Id">The record.</param>
/// <param name="Version">Its version now.</param>
/// <param name="Faults">What was wrong with it.</param>
/// <param name="Bar">Why it was not changed; null where it was.</param>
internal sealed record RecordStep(string Id, long Version, IReadOnlyList<RecordFault> Faults, RecordBar? Bar)
{
    /// <summary>Whether it is kept.</summary>
    public bool IsKept => Faults.Count == 0 && Bar is null;
}
