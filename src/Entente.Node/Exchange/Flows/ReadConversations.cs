using System.Data.Common;
using Dapper;
using Entente.Node.Accounts;
using Entente.Node.Configuration;
using Entente.Node.Oversight;
using Entente.Node.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Entente.Node.Exchange.Flows;

/// <summary>GET /conversations?over=false&amp;page=0: conversations, those whose turn is here first, then by deadline. GET /conversations/{id}: one, with what was said; that is recorded.</summary>
internal static class ReadConversations
{
    /// <summary>How many stand on a page.</summary>
    public const int Together = 50;

    private const int MostPages = 10_000;

    public static void Map(WebApplication node)
    {
        node.MapGet("/conversations", List).Requires(Permission.Liaise).WithName("conversations");
        node.MapGet("/conversations/{id}", One).Requires(Permission.Liaise).WithName("conversation");
    }

    private static Ok<ConversationsAnswer> List(Database database, bool over = false, int page = 0)
    {
        using var connection = database.Open();
        var (rows, more) = Find(connection, over, "", page);
        return TypedResults.Ok(new ConversationsAnswer([.. rows.Select(ConversationLine.Of)], more));
    }

    /// <summary>Conversations of a page, and whether there are more. What is said in them is not read.</summary>
    /// <param name="connection">The database.</param>
    /// <param name="over">Whether those that are over are wanted.</param>
    /// <param name="partner">Code of a partner; empty for all.</param>
    /// <param name="page">From 0.</param>
    public static (IReadOnlyList<ConversationRow> Rows, bool More) Find(DbConnection connection, bool over, string partner, int page)
    {
        var order = over ? "ended_at DESC, id" : "CASE WHEN deadline IS NULL THEN 1 ELSE 0 END, deadline, id";
        var rows = connection.Query<ConversationRow>(
            $"SELECT * FROM conversation WHERE ended_at IS {(over ? "NOT " : "")}NULL AND (@partner = '' OR partner = @partner) ORDER BY {order} LIMIT @limit OFFSET @offset",
            new { partner, limit = Together + 1, offset = Math.Clamp(page, 0, MostPages) * Together }).AsList();
        var shown = rows.Take(Together);
        return ([.. over ? shown : shown.OrderByDescending(r => r.IsOwnTurn)], rows.Count > Together);
    }

    private static async Task<Results<Ok<ConversationView>, ProblemHttpResult>> One(string id, Database database, KeyStore keys, LedgerWriter ledger, Caller caller, CancellationToken cancellationToken) =>
        await FindAsync(id, database, keys, ledger, caller, cancellationToken) is { } view
            ? TypedResults.Ok(view)
            : Problems.Of(StatusCodes.Status404NotFound, "Unknown conversation", "No conversation has that id, or its time is over; GET /conversations has them.");

    /// <summary>A conversation with what was said in it, once the reading is recorded; null where there is none.</summary>
    public static async Task<ConversationView?> FindAsync(string id, Database database, KeyStore keys, LedgerWriter ledger, Caller caller, CancellationToken cancellationToken)
    {
        using var connection = database.Open();
        if (ConversationRow.Find(connection, id) is not { } row)
        {
            return null;
        }

        await ledger.RecordAsync(caller.Did(ActionCode.ConversationRead, id), cancellationToken);
        return new ConversationView(ConversationLine.Of(row), row.Purpose, row.LegalBasis, row.Stated, row.Subject,
            [.. StepRow.Of(connection, id).Select(s => new StepView(s.Number, s.Step, s.Side, s.Actor, s.At, s.Taken == 1, s.Why, s.State, s.FieldsBy(keys, row)))],
            [.. row.Table.StepsOf(row.State, row.Own).Where(s => !s.IsAutomatic).Select(s => s.Name)]);
    }

    /// <summary>Conversations of a page.</summary>
    internal sealed record ConversationsAnswer(IReadOnlyList<ConversationLine> Conversations, bool More);
}

/// <summary>A conversation in a line.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Partner">Code of the partner.</param>
/// <param name="Flow">Code of the flow.</param>
/// <param name="Side">asker or asked: what this service is in it.</param>
/// <param name="State">Code of the state.</param>
/// <param name="Topic">What is asked about, a code; empty where there is none.</param>
/// <param name="Urgency">Its urgency; empty where there is none.</param>
/// <param name="IsOwnTurn">Whether this service is to act.</param>
/// <param name="IsOver">Whether it is over.</param>
/// <param name="OpenedAt">When it was opened here.</param>
/// <param name="MovedAt">When its state changed last.</param>
/// <param name="Deadline">Until when the answer is wanted; null for no deadline.</param>
/// <param name="RanOutAt">When that passed without an answer; null where it did not.</param>
internal sealed record ConversationLine(
    string Id, string Partner, string Flow, string Side, string State, string Topic, string Urgency, bool IsOwnTurn, bool IsOver, DateTimeOffset OpenedAt, DateTimeOffset MovedAt, DateTimeOffset? Deadline, DateTimeOffset? RanOutAt)
{
    /// <summary>The line of a row.</summary>
    public static ConversationLine Of(ConversationRow row) =>
        new(row.Id, row.Partner, row.Flow, row.Side, row.State, row.Topic, row.Urgency, row.IsOwnTurn, row.EndedAt is not null, row.OpenedAt, row.MovedAt, row.Deadline, row.RanOutAt);
}

/// <summary>A conversation with what was said in it.</summary>
/// <param name="Conversation">Where it stands.</param>
/// <param name="Purpose">For which purpose it is held.</param>
/// <param name="LegalBasis">On which legal basis.</param>
/// <param name="Stated">The ground that the partner gave where it asks: its purpose, a blank, its legal basis; empty where this service asks.</param>
/// <param name="Subject">Opaque id of what it is about here; empty for none.</param>
/// <param name="Steps">What was done, in its order.</param>
/// <param name="Next">Codes of the steps that can be taken here now.</param>
internal sealed record ConversationView(ConversationLine Conversation, string Purpose, string LegalBasis, string Stated, string Subject, IReadOnlyList<StepView> Steps, IReadOnlyList<string> Next);

/// <summary>A step of a conversation.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="Step">Its code; "run-out" for the clock.</param>
/// <param name="Side">asker, asked or clock.</param>
/// <param name="Actor">Opaque id of who took it here, or of the partner.</param>
/// <param name="At">When.</param>
/// <param name="IsTaken">Whether it changed anything.</param>
/// <param name="Why">Why it did not, a code; empty where it did.</param>
/// <param name="State">The state behind it.</param>
/// <param name="Fields">What was filled in, by names of fields.</param>
internal sealed record StepView(long Number, string Step, string Side, string Actor, DateTimeOffset At, bool IsTaken, string Why, string State, IReadOnlyDictionary<string, string> Fields);
