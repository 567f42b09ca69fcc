using System.Text;
using Dapper;
using Entente.Node.Accounts;
using Entente.Node.Border.Crossings;
using Entente.Node.Configuration;
using Entente.Node.Oversight;
using Entente.Node.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Entente.Node.Border.Manifests;

/// <summary>
/// GET /crossings/{id}/messages/{message}: a message as it arrived, without what is sensitive. POST …/replay: takes it in again, as after a mended reader;
/// what is there already stays.
/// </summary>
internal static class ReadMessage
{
    public static void Map(WebApplication node)
    {
        node.MapGet("/crossings/{id}/messages/{message}", ReadAsync).Requires(Permission.Crossings).WithName("message-raw");
        node.MapPost("/crossings/{id}/messages/{message}/replay", ReplayAsync).Requires(Permission.ReplayMessages).WithName("replay");
    }

    private static async Task<Results<ContentHttpResult, ProblemHttpResult>> ReadAsync(
        string id, string message, Database database, KeyStore keys, LedgerWriter ledger, Caller caller, CancellationToken cancellationToken)
    {
        if (Find(database, keys, id, message) is not { } found)
        {
            return Unknown();
        }

        await ledger.RecordAsync(caller.Did(ActionCode.CrossingRead, id, new { Message = message }), cancellationToken);
        return TypedResults.Text(Encoding.Latin1.GetString(found.Raw), "text/plain");
    }

    private static async Task<Results<Ok<Replayed>, ProblemHttpResult>> ReplayAsync(
        string id, string message, Database database, KeyStore keys, LedgerWriter ledger, Intake intake, Caller caller, CancellationToken cancellationToken)
    {
        if (Find(database, keys, id, message) is not { } found)
        {
            return Unknown();
        }

        if (!IsInterchange(found.Raw))
        {
            return Problems.Of(StatusCodes.Status409Conflict, "The message is no interchange", "It arrived as JSON and was taken in whole; there is nothing to read again. Its people are screened again by themselves when the lists change.");
        }

        return TypedResults.Ok(await DoAsync(id, message, found, ledger, intake, caller, cancellationToken));
    }

    /// <summary>Takes an interchange in again.</summary>
    public static async Task<Replayed> DoAsync(
        string id, string message, (byte[] Raw, string Digest, string Sender) found, LedgerWriter ledger, Intake intake, Caller caller, CancellationToken cancellationToken)
    {
        await ledger.RecordAsync(caller.Did(ActionCode.MessageReplayed, id, new { Message = message }), cancellationToken);
        var result = await intake.TakeAsync(found.Raw, found.Digest, caller with { Id = found.Sender }, cancellationToken);
        return new Replayed(result.Crossings.Sum(c => c.People.Count), result.Findings.Count);
    }

    /// <summary>Whether a message is an interchange, and no JSON, which is taken in whole.</summary>
    public static bool IsInterchange(byte[] raw) => raw is not [(byte)'{', ..];

    /// <summary>A message; null where there is none on this crossing, or where its key has been destroyed.</summary>
    public static (byte[] Raw, string Digest, string Sender)? Find(Database database, KeyStore keys, string id, string message)
    {
        using var connection = database.Open();
        var row = connection.QueryFirstOrDefault<MessageRow>("SELECT id, sender, digest, raw FROM message WHERE id = @message AND crossing_id = @id", new { id, message });
        var key = connection.ExecuteScalar<string?>("SELECT data_key FROM crossing WHERE id = @id", new { id });
        return row is not null && key is not null && keys.Open(key, ManifestMerge.PlaceOf(message), row.Raw) is { } raw ? (raw, row.Digest, row.Sender) : null;
    }

    private static ProblemHttpResult Unknown() => Problems.Of(StatusCodes.Status404NotFound, "Unknown message", "There is no message of that id on this crossing, or it has reached the end of its retention.");

    /// <summary>What came of it.</summary>
    internal sealed record Replayed(int People, int Findings);
}
