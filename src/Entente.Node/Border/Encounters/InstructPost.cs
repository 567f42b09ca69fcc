using System.Text;
using Dapper;
using Entente.Node.Accounts;
using Entente.Node.Configuration;
using Entente.Node.Oversight;
using Entente.Node.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Entente.Node.Border.Encounters;

/// <summary>
/// POST /encounters/{id}/message: words for the post. GET /posts/{post}/instructions: what the post has to do, from decisions in force, with those words.
/// Words are sealed like everything else about the two people.
/// </summary>
internal static class InstructPost
{
    private const int LongestMessage = 1000;

    public static void Map(WebApplication node)
    {
        node.MapPost("/encounters/{id}/message", SendAsync).Requires(Permission.Decide).WithName("message");
        node.MapGet("/posts/{post}/instructions", ReadAsync).Requires(Permission.Counter).WithName("instructions");
    }

    private static async Task<Results<Ok<EncounterState>, ProblemHttpResult>> SendAsync(
        string id, MessageRequest request, Caller caller, LedgerWriter ledger, KeyStore keys, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(request.Text) || request.Text.Length > LongestMessage)
        {
            return Problems.Of(StatusCodes.Status400BadRequest, "The message is not as it should be", $"Give a text of 1 to {LongestMessage} characters.");
        }

        return await ledger.WriteAsync<Results<Ok<EncounterState>, ProblemHttpResult>>(
            work =>
            {
                if (EncounterTable.Find(work, id) is not { } row)
                {
                    return Problems.Of(StatusCodes.Status404NotFound, "Unknown encounter", "There is no encounter of that id, or it has reached the end of its retention.");
                }

                EncounterTable.Record(work, id, caller.Id, caller.Name, caller.Ground, ActionCode.EncounterInstructed, Details(keys, row.DataKey, id, request.Text));
                return TypedResults.Ok(EncounterState.Of(id, row.Read()));
            },
            cancellationToken);
    }

    private static async Task<Ok<IReadOnlyList<Instruction>>> ReadAsync(string post, Database database, KeyStore keys, LedgerWriter ledger, Caller caller, CancellationToken cancellationToken)
    {
        using var connection = database.Open();
        var instructions = connection.Query<EncounterRow>($"SELECT {EncounterTable.Columns} FROM encounter WHERE post = @post AND status <> 'open' ORDER BY asks DESC, id", new { post })
            .Select(row => Of(row, keys, MessagesOf(connection, row, keys))).OfType<Instruction>().ToList();
        await ledger.RecordAsync(caller.Did(ActionCode.EncounterRead, null, new { post, Encounters = instructions.Select(i => i.EncounterId) }), cancellationToken);
        return TypedResults.Ok<IReadOnlyList<Instruction>>(instructions);
    }

    private static List<string> MessagesOf(System.Data.Common.DbConnection connection, EncounterRow row, KeyStore keys) =>
        [.. connection.Query<string>("SELECT details FROM encounter_step WHERE encounter_id = @Id AND action = @action ORDER BY number", new { row.Id, action = ActionCode.EncounterInstructed })
            .Select(details => WordsOf(keys, row, details)).OfType<string>()];

    /// <summary>The words of a step's details; null where the key has been destroyed.</summary>
    public static string? WordsOf(KeyStore keys, EncounterRow row, string details) =>
        keys.Open(row.DataKey, PlaceOf(row.Id), SubjectJson.Read<SealedWords>(details).Sealed) is { } plain ? Encoding.UTF8.GetString(plain) : null;

    /// <summary>The details of a step with words, sealed under the encounter's key.</summary>
    public static object Details(KeyStore keys, string key, string id, string words) => new { Sealed = keys.Seal(key, PlaceOf(id), Encoding.UTF8.GetBytes(words)) };

    /// <summary>Null where the post has nothing to do, or has done it.</summary>
    private static Instruction? Of(EncounterRow row, KeyStore keys, IReadOnlyList<string> messages) =>
        row.Read() is { InForce: { Measure: not Measure.LetPass } decision, Outcome: null or { Code: OutcomeCode.InProgress } } && row.Open(keys) is { } who
            ? new Instruction(row.Id, decision.Measure, who.Crossing, PersonView.Of(who.Traveller), who.Handling, who.Warrant, messages)
            : null;

    private static string PlaceOf(string id) => $"encounter.message/{id}";

    /// <summary>Words for the post.</summary>
    internal sealed record MessageRequest(string Text);

    /// <summary>What the post has to do about one traveller.</summary>
    internal sealed record Instruction(string EncounterId, Measure Measure, string Crossing, PersonView Traveller, string Handling, string Warrant, IReadOnlyList<string> Messages);

    private sealed record SealedWords(byte[] Sealed);
}
