using Entente.Node.Accounts;
using Entente.Node.Configuration;
using Entente.Node.Oversight;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Entente.Node.Exchange.Flows;

/// <summary>POST /conversations: a person asks a partner: a question (request), whether somebody is listed (query), or for consent (consent). Hit confirmation is opened at the border.</summary>
internal static class OpenConversation
{
    /// <summary>Flows that a person opens by hand.</summary>
    public static IReadOnlyList<Flow> ByHand { get; } = [FlowTable.Request, FlowTable.Query, FlowTable.Consent];

    public static void Map(WebApplication node) =>
        node.MapPost("/conversations", Handle).Accepts<OpenRequest>("application/json").Requires(Permission.Liaise).WithName("open-conversation");

    private static async Task<Results<Ok<ConversationAnswer>, ProblemHttpResult>> Handle(
        StrictBody<OpenRequest> body, LedgerWriter ledger, Conversations conversations, Caller caller, CancellationToken cancellationToken)
    {
        if (body.Fault is { } fault || ByHand.FirstOrDefault(f => f.Name == body.Value?.Flow) is not { } flow)
        {
            return Problems.Of(StatusCodes.Status400BadRequest, "The conversation cannot be opened", body.Fault ?? $"flow is missing or unknown; allowed are {string.Join(", ", ByHand.Select(f => f.Name))}.");
        }

        return ConversationAnswer.Of(await DoAsync(flow, body.Value?.Partner ?? "", body.Value?.Fields ?? [], ledger, conversations, caller, cancellationToken), flow.Opening);
    }

    /// <summary>Opens a conversation.</summary>
    public static Task<ConversationOutcome> DoAsync(
        Flow flow, string partner, IReadOnlyDictionary<string, string> fields, LedgerWriter ledger, Conversations conversations, Caller caller, CancellationToken cancellationToken) =>
        ledger.WriteAsync(work => conversations.Open(work, flow, partner, fields, Actor.Of(caller)), cancellationToken);

    /// <summary>What is asked of whom.</summary>
    internal sealed record OpenRequest
    {
        /// <summary>Code of the partner.</summary>
        public string Partner { get; init; } = "";

        /// <summary>request, query or consent.</summary>
        public string Flow { get; init; } = "";

        /// <summary>What is filled in, by names of fields.</summary>
        public Dictionary<string, string> Fields { get; init; } = [];
    }
}

/// <summary>Where a conversation stands.</summary>
/// <param name="Id">Its id.</param>
/// <param name="State">Its state.</param>
/// <param name="Turn">asker or asked; null where it is over.</param>
/// <param name="Deadline">Until when the answer is wanted.</param>
internal sealed record ConversationAnswer(string Id, string State, string? Turn, DateTimeOffset? Deadline)
{
    /// <summary>As a route answers.</summary>
    public static Results<Ok<ConversationAnswer>, ProblemHttpResult> Of(ConversationOutcome outcome, FlowStep? step) => outcome switch
    {
        { Row: { } row } => TypedResults.Ok(new ConversationAnswer(row.Id, row.State, row.Turn is { } turn ? Conversations.CodeOf(turn) : null, row.Deadline)),
        { Refused: ConversationRefusal.Unknown } => Problems.Of(StatusCodes.Status404NotFound, "Unknown conversation", "No conversation has that id, or its time is over; GET /conversations has them."),
        { Refused: ConversationRefusal.NoPartner } => Problems.Of(StatusCodes.Status409Conflict, "No partner", "The service is no partner that is confirmed here; GET /partners has them."),
        { Refused: ConversationRefusal.Suspended } => Problems.Of(StatusCodes.Status409Conflict, "The partner is suspended", "Nothing is sent to it until two persons have lifted the suspension."),
        { Refused: ConversationRefusal.NoTerms } => Problems.Of(StatusCodes.Status409Conflict, "Nothing may be released to the partner", "It has no terms in force, or their review is due; have terms proposed and confirmed."),
        { Refused: ConversationRefusal.NotApprover } => Problems.Of(StatusCodes.Status409Conflict, "Your role may not release this", "The terms of the partner name who may; have one of them do it."),
        { Refused: ConversationRefusal.Purpose } => Problems.Of(StatusCodes.Status409Conflict, "The purpose is not shared with the partner", "State one in the header Purpose that the terms of the partner name."),
        { Refused: ConversationRefusal.Fields } => Problems.Of(StatusCodes.Status400BadRequest, "The form is not as it should be",
            $"Look at {string.Join(", ", outcome.Faults)}. The fields are {string.Join("; ", (step?.Fields ?? []).Select(DescriptionOf))}."),
        _ => Problems.Of(StatusCodes.Status409Conflict, "Out of turn", "The step cannot be taken now; GET /conversations/{id} says which can."),
    };

    private static string DescriptionOf(FormField field) =>
        $"{field.Name} ({(field.IsNeeded ? "needed, " : "")}{(field.Kind == FieldKind.Code ? string.Join(" or ", field.Codes) : $"{Codes.Of(field.Kind)}, at most {field.Most} characters")})";
}
