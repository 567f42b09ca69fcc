using System.Text;
using System.Text.Json;
using Dapper;
using Entente.Ledger.Entries;
using Entente.Node.Accounts;
using Entente.Node.Configuration;
using Entente.Node.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Entente.Node.Oversight;

/// <summary>
/// GET /record: what was done, in its order, for an inspector; to whose record, by whom and what can be asked for. GET /record/checkpoint: the newest signed
/// checkpoint, to be kept elsewhere. Looking at the record is itself recorded.
/// </summary>
internal static class ReadRecord
{
    private const int MostLimit = 500;

    // So many entries are looked at for one answer; the next one goes on behind them.
    private const int MostLookedAt = 20_000;

    public static void Map(WebApplication node)
    {
        node.MapGet("/record", ReadAsync).Requires(Permission.Oversee).WithName("record");
        node.MapGet("/record/checkpoint", Checkpoint).Requires(Permission.Oversee).WithName("checkpoint");
    }

    private static async Task<Results<Ok<RecordAnswer>, ProblemHttpResult>> ReadAsync(
        Database database, LedgerWriter ledger, Caller caller, CancellationToken cancellationToken, long from = 0, int limit = 100, string subject = "", string actor = "", string action = "")
    {
        if (limit is < 1 or > MostLimit || from < 0)
        {
            return Problems.Of(StatusCodes.Status400BadRequest, "The request is not as it should be", $"Give a from of 0 or more and a limit of 1 to {MostLimit}.");
        }

        await ledger.RecordAsync(caller.Did(ActionCode.RecordRead, null, new { from, subject, actor, action }), cancellationToken);
        using var connection = database.Open();
        var found = new List<RecordLine>();
        var next = from;
        foreach (var row in connection.Query<Row>("SELECT sequence, entry FROM ledger_entry WHERE sequence >= @from ORDER BY sequence LIMIT @MostLookedAt", new { from, MostLookedAt }, buffered: false))
        {
            next = row.Sequence + 1;
            if (Of(row.Sequence, row.Entry) is { } line && Wanted(line, subject, actor, action))
            {
                found.Add(line);
            }

            if (found.Count == limit)
            {
                break;
            }
        }

        return TypedResults.Ok(new RecordAnswer(found, next));
    }

    private static Results<FileContentHttpResult, ProblemHttpResult> Checkpoint(DataFolder folders)
    {
        var file = Path.Combine(folders.Log, "checkpoint");
        return File.Exists(file)
            ? TypedResults.File(File.ReadAllBytes(file), "text/plain")
            : Problems.Of(StatusCodes.Status404NotFound, "No checkpoint yet", "Nothing has been attested yet; ask again in a while.");
    }

    /// <summary>An entry that was erased stands there without its words.</summary>
    internal static RecordLine? Of(long sequence, byte[]? stored) =>
        stored is null ? new RecordLine(sequence, null, "", "erased", "", null, null)
        : LedgerEntryFormat.TryDecode(stored, out var entry, out _) ? new RecordLine(sequence, entry.Time, entry.Actor, entry.Action, entry.LegalBasis, entry.Subject, DetailsOf(entry))
        : null;

    private static JsonElement? DetailsOf(LedgerEntry entry)
    {
        try
        {
            return entry.Details.Length == 0 ? null : JsonSerializer.Deserialize<JsonElement>(entry.Details.Span);
        }
        catch (JsonException)
        {
            return JsonSerializer.SerializeToElement(Encoding.UTF8.GetString(entry.Details.Span));
        }
    }

    private static bool Wanted(RecordLine line, string subject, string actor, string action) =>
        (subject.Length == 0 || line.Subject == subject) && (actor.Length == 0 || line.Actor == actor) && (action.Length == 0 || line.Action == action);

    /// <summary>Part of the record.</summary>
    /// <param name="Entries">What was found.</param>
    /// <param name="Next">From where to ask on.</param>
    internal sealed record RecordAnswer(IReadOnlyList<RecordLine> Entries, long Next);

    /// <summary>One act.</summary>
    internal sealed record RecordLine(long Sequence, DateTimeOffset? Time, string Actor, string Action, string LegalBasis, string? Subject, JsonElement? Details);

    private sealed class Row
    {
        public long Sequence { get; init; }

        public byte[]? Entry { get; init; }
    }
}
