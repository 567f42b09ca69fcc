using System.Data.Common;
using System.Text.Json;
using Dapper;
using Entente.Node.Oversight;
using Entente.Node.Oversight.Purposes;
using Entente.Node.Storage;

namespace Entente.Node.Exchange.Flows;

/// <summary>A conversation, as the table holds it.</summary>
internal sealed class ConversationRow
{
    /// <summary>Its id, the same on both sides.</summary>
    public string Id { get; init; } = "";

    /// <summary>Code of the partner.</summary>
    public string Partner { get; init; } = "";

    /// <summary>Code of the flow.</summary>
    public string Flow { get; init; } = "";

    /// <summary>"asker" or "asked": what this service is in it.</summary>
    public string Side { get; init; } = "";

    /// <summary>Code of the state.</summary>
    public string State { get; init; } = "";

    /// <summary>Opaque id of what it is about here; empty for none.</summary>
    public string Subject { get; init; } = "";

    /// <summary>What is asked about, a code; empty where its flow has none.</summary>
    public string Topic { get; init; } = "";

    /// <summary>The ground that the partner gave where it asks: its purpose, a blank, its legal basis; empty where this service asks.</summary>
    public string Stated { get; init; } = "";

    /// <summary>Its urgency; empty where its flow has none.</summary>
    public string Urgency { get; init; } = "";

    /// <summary>For which purpose it is held.</summary>
    public string Purpose { get; init; } = "";

    /// <summary>On which legal basis.</summary>
    public string LegalBasis { get; init; } = "";

    /// <summary>Id of the key of what was said.</summary>
    public string DataKey { get; init; } = "";

    /// <summary>When it was opened here.</summary>
    public DateTimeOffset OpenedAt { get; init; }

    /// <summary>When its state changed last.</summary>
    public DateTimeOffset MovedAt { get; init; }

    /// <summary>Until when the answer is wanted; null where there is no deadline.</summary>
    public DateTimeOffset? Deadline { get; init; }

    /// <summary>When the deadline passed without an answer; null where it did not.</summary>
    public DateTimeOffset? RanOutAt { get; init; }

    /// <summary>When the clock of the state runs out here; null where it has none.</summary>
    public DateTimeOffset? ClockAt { get; init; }

    /// <summary>When it ended; null while it lasts.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Its flow. Only what a flow is of is ever stored.</summary>
    public Flow Table => FlowTable.Find(Flow) ?? throw new InvalidDataException($"The conversation {Id} is of a flow that this version does not know.");

    /// <summary>What this service is in it.</summary>
    public FlowSide Own => Side == "asker" ? FlowSide.Asker : FlowSide.Asked;

    /// <summary>Whose turn it is; null where it is over.</summary>
    public FlowSide? Turn => Table.State(State)?.Turn;

    /// <summary>Whether this service is to act.</summary>
    public bool IsOwnTurn => Turn == Own;

    /// <summary>The ground on which it is held.</summary>
    public Ground Ground => new(Purpose, LegalBasis);

    /// <summary>A conversation, as it stands within a work; null where there is none.</summary>
    public static ConversationRow? Find(Work work, string id) => work.Find<ConversationRow>("SELECT * FROM conversation WHERE id = @id", new { id });

    /// <summary>A conversation; null where there is none.</summary>
    public static ConversationRow? Find(DbConnection connection, string id) => connection.QueryFirstOrDefault<ConversationRow>("SELECT * FROM conversation WHERE id = @id", new { id });
}

/// <summary>A step of a conversation, as the table holds it.</summary>
internal sealed class StepRow
{
    /// <summary>Its number, from 1.</summary>
    public long Number { get; init; }

    /// <summary>Code of the step; <see cref="Conversations.RunOut"/> for the clock.</summary>
    public string Step { get; init; } = "";

    /// <summary>asker, asked or clock.</summary>
    public string Side { get; init; } = "";

    /// <summary>Opaque id of who took it here, or of the partner.</summary>
    public string Actor { get; init; } = "";

    /// <summary>When.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>1 where it changed the state, 0 where it came out of turn.</summary>
    public long Taken { get; init; }

    /// <summary>Why it was not taken, a code; empty where it was.</summary>
    public string Why { get; init; } = "";

    /// <summary>The state behind it.</summary>
    public string State { get; init; } = "";

    /// <summary>What was filled in, sealed.</summary>
    public byte[]? Form { get; init; }

    /// <summary>What was filled in; empty where nothing was, or it cannot be opened any more.</summary>
    public IReadOnlyDictionary<string, string> FieldsBy(KeyStore keys, ConversationRow row) =>
        Form is { } form && keys.Open(row.DataKey, PlaceOf(row.Id, Number), form) is { } plain ? JsonSerializer.Deserialize<Dictionary<string, string>>(plain, JsonSerializerOptions.Web) ?? [] : new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Under which name a form is sealed, so that it opens nowhere else.</summary>
    public static string PlaceOf(string conversation, long number) => $"conversation_step.form/{conversation}/{number}";

    /// <summary>The steps of a conversation in their order.</summary>
    public static IReadOnlyList<StepRow> Of(DbConnection connection, string id) => connection.Query<StepRow>("SELECT * FROM conversation_step WHERE conversation = @id ORDER BY number", new { id }).AsList();

    /// <summary>What was filled in when a conversation was opened, within a work.</summary>
    public static IReadOnlyDictionary<string, string> OpeningBy(Work work, KeyStore keys, ConversationRow row) =>
        work.Find<StepRow>("SELECT * FROM conversation_step WHERE conversation = @Id AND number = 1", new { row.Id })?.FieldsBy(keys, row) ?? new Dictionary<string, string>(StringComparer.Ordinal);
}
