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
    /// <summary>Characters of a message at most.</summary>
    public const int LongestMessage = 1000;

    public static void Map(WebApplication node)
    {
        node.MapPost("/encounters/{id}/message", SendAsync).Requires(Permission.Decide).WithName("message");
        node.MapGet("/posts/{post}/instructions", ReadAsync).Requires(Permission.Counter).WithName("instructions");
    }

    private static async Task<Results<Ok<EncounterState>, ProblemHttpResult>> SendAsync(
        string id, MessageRequest request, Caller caller, LedgerWriter ledger, KeyStore keys, CancellationToken cancellationToken) =>
        await TellAsync(id, request.Text, caller, ledger, keys, cancellationToken) switch
        {
            ({ } state, _) => TypedResults.Ok(state),
            (_, MessageFault.Text) => Problems.Of(StatusCodes.Status400BadRequest, "The message is not as it should be", $"Give a text of 1 to {LongestMessage} characters."),
            _ => Problems.Of(StatusCodes.Status404NotFound, "Unknown encounter", "There is no encounter of that id, or it has reached the end of its retention."),
        };

    /// <summary>Tells the post, for the API and for the page; the encounter, or why nothing was told.</summary>
    public static async Task<(EncounterState? State, MessageFault? Fault)> TellAsync(string id, string? text, Caller caller, LedgerWriter ledger, KeyStore keys, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(text) || text.Length > LongestMessage)
        {
            return (null, MessageFault.Text);
        }

        var state = await ledger.WriteAsync(
            work =>
            {
                if (EncounterTable.Find(work, id) is not { } row)
                {
                    return null;
                }

                EncounterTable.Record(work, id, caller.Id, caller.Name, caller.Ground, ActionCode.EncounterInstructed, Details(keys, row.DataKey, id, text));
                return EncounterState.Of(id, row.Read());
            },
            cancellationToken);
        return (state, state is null ? MessageFault.Unknown : null);
    }

    private static async Task<Ok<IReadOnlyList<Instruction>>> ReadAsync(string post, Database database, KeyStore keys, LedgerWriter ledger, Caller caller, CancellationToken cancellationToken) =>
        TypedResults.Ok(await FindAsync(post, database, keys, ledger, caller, cancellationToken));

    /// <summary>What a post has to do. That it was read is recorded.</summary>
    public static async Task<IReadOnlyList<Instruction>> FindAsync(string post, Database database, KeyStore keys, LedgerWriter ledger, Caller caller, CancellationToken cancellationToken)
    {
        using var connection = database.Open();
        var instructions = connection.Query<EncounterRow>($"SELECT {EncounterTable.Columns} FROM encounter WHERE post = @post AND status <> 'open' ORDER BY asks DESC, id", new { post })
            .Select(row => Of(row, keys, connection)).OfType<Instruction>().ToList();
        await ledger.RecordAsync(caller.Did(ActionCode.EncounterRead, null, new { post, Encounters = instructions.Select(i => i.EncounterId) }), cancellationToken);
        return instructions;
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
    private static Instruction? Of(EncounterRow row, KeyStore keys, System.Data.Common.DbConnection connection) =>
        row.Read() is { InForce: { Measure: not Measure.LetPass } decision, Outcome: null or { Code: OutcomeCode.InProgress } } && row.Open(keys) is { } who
            ? new Instruction(row.Id, decision.Measure, who.Crossing, PersonView.Of(who.Traveller), who.Handling, who.Warrant, MessagesOf(connection, row, keys))
            : null;

    private static string PlaceOf(string id) => $"encounter.message/{id}";

    /// <summary>Words for the post.</summary>
    internal sealed record MessageRequest(string Text);

    /// <summary>What the post has to do about one traveller.</summary>
    internal sealed record Instruction(string EncounterId, Measure Measure, string Crossing, PersonView Traveller, string Handling, string Warrant, IReadOnlyList<string> Messages);

    private sealed record SealedWords(byte[] Sealed);
}

/// <summary>Why words for a post cannot be told.</summary>
internal enum MessageFault
{
    /// <summary>There are none, or too many.</summary>
    Text,

    /// <summary>There is no such encounter.</summary>
    Unknown,
}
