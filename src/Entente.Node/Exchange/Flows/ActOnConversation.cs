using Entente.Node.Accounts;
using Entente.Node.Configuration;
using Entente.Node.Oversight;
using Entente.Node.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Entente.Node.Exchange.Flows;

/// <summary>POST /conversations/{id}/{step}: a person takes a step, such as acknowledge, answer or refuse.</summary>
internal static class ActOnConversation
{
    public static void Map(WebApplication node) =>
        node.MapPost("/conversations/{id}/{step}", Handle).Accepts<StepRequest>("application/json").Requires(Permission.Liaise).WithName("act-on-conversation");

    private static async Task<Results<Ok<ConversationAnswer>, ProblemHttpResult>> Handle(
        string id, string step, StrictBody<StepRequest> body, Database database, LedgerWriter ledger, Conversations conversations, Caller caller, CancellationToken cancellationToken)
    {
        if (body.Fault is { } fault)
        {
            return Problems.Of(StatusCodes.Status400BadRequest, "The step cannot be taken", fault);
        }

        var outcome = await DoAsync(id, step, body.Value?.Fields ?? [], ledger, conversations, caller, cancellationToken);
        using var connection = database.Open();
        return ConversationAnswer.Of(outcome, ConversationRow.Find(connection, id) is { } row ? row.Table.StepsOf(row.State, row.Own).FirstOrDefault(s => s.Name == step) : null);
    }

    /// <summary>Takes a step.</summary>
    public static Task<ConversationOutcome> DoAsync(
        string id, string step, IReadOnlyDictionary<string, string> fields, LedgerWriter ledger, Conversations conversations, Caller caller, CancellationToken cancellationToken) =>
        ledger.WriteAsync(work => conversations.Act(work, id, step, fields, Actor.Of(caller)), cancellationToken);

    /// <summary>What is filled in.</summary>
    internal sealed record StepRequest
    {
        /// <summary>By names of fields; a step without fields takes none.</summary>
        public Dictionary<string, string> Fields { get; init; } = [];
    }
}
