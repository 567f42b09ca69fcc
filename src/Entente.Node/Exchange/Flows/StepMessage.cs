using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using Entente.Ledger.Entries;
using Entente.Node.Oversight.Purposes;

namespace Entente.Node.Exchange.Flows;

/// <summary>
/// What the message of a step says. JSON in UTF-8, 64 KiB at most:
/// <code>
/// {"form":"entente.request.v1","flow":"request","step":"ask","deadline":1790000000000,"purpose":"…","legalBasis":"…","by":"…","fields":{"topic":"identity",…}}
/// </code>
/// deadline is there where the step sets one; purpose, legalBasis and by (an opaque id of the person) are there where it opens the conversation.
/// </summary>
/// <param name="Flow">The flow.</param>
/// <param name="Step">Code of the step.</param>
/// <param name="Fields">What was filled in.</param>
internal sealed record StepMessage(Flow Flow, string Step, IReadOnlyDictionary<string, string> Fields)
{
    /// <summary>Most bytes of a message. A policy of this project: the longest text takes 10,000 characters of at most 4 bytes, each escaped to 6 at worst.</summary>
    public const int MostBytes = 65_536;

    private const int Deepest = 4;

    /// <summary>The deadline that it sets; null for none.</summary>
    public DateTimeOffset? Deadline { get; init; }

    /// <summary>The ground on which a conversation is opened; null where it is not opened.</summary>
    public Ground? Ground { get; init; }

    /// <summary>Opaque id of the person who opens it; empty where it is not opened.</summary>
    public string By { get; init; } = "";

    /// <summary>The fields alone, as JSON.</summary>
    public byte[] FieldBytes() => JsonSerializer.SerializeToUtf8Bytes(Fields, JsonSerializerOptions.Web);

    /// <summary>As it is sent.</summary>
    public byte[] ToBytes()
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("form", Flow.Form);
            json.WriteString("flow", Flow.Name);
            json.WriteString("step", Step);
            if (Deadline is { } deadline)
            {
                json.WriteNumber("deadline", deadline.ToUnixTimeMilliseconds());
            }

            if (Ground is { } ground)
            {
                json.WriteString("purpose", ground.Purpose);
                json.WriteString("legalBasis", ground.LegalBasis);
                json.WriteString("by", By);
            }

            json.WriteStartObject("fields");
            foreach (var (name, value) in Fields.OrderBy(f => f.Key, StringComparer.Ordinal))
            {
                json.WriteString(name, value);
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        return bytes.ToArray();
    }

    /// <summary>Reads the message of a partner. What is unknown in it is no message: a later version has another form.</summary>
    public static bool TryRead(ReadOnlyMemory<byte> payload, [NotNullWhen(true)] out StepMessage? message)
    {
        message = null;
        try
        {
            using var document = payload.Length <= MostBytes ? JsonDocument.Parse(payload, new JsonDocumentOptions { MaxDepth = Deepest, AllowDuplicateProperties = false }) : null;
            message = document is { RootElement.ValueKind: JsonValueKind.Object } ? Read(document.RootElement) : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or DecoderFallbackException)
        {
            // It is no JSON, or holds half a character.
        }

        return message is not null;
    }

    private static StepMessage? Read(JsonElement root)
    {
        string? form = null, flowName = null, step = null, purpose = null, legalBasis = null, by = null;
        DateTimeOffset? deadline = null;
        Dictionary<string, string>? fields = null;
        foreach (var member in root.EnumerateObject())
        {
            switch (member.Name)
            {
                case "form": form = TextOf(member.Value); break;
                case "flow": flowName = TextOf(member.Value); break;
                case "step": step = TextOf(member.Value); break;
                case "purpose": purpose = TextOf(member.Value); break;
                case "legalBasis": legalBasis = TextOf(member.Value); break;
                case "by": by = TextOf(member.Value); break;
                case "deadline" when member.Value.ValueKind == JsonValueKind.Number && member.Value.TryGetInt64(out var milliseconds) && milliseconds > 0 && milliseconds < DateTimeOffset.MaxValue.ToUnixTimeMilliseconds():
                    deadline = DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
                    break;
                case "fields" when member.Value.ValueKind == JsonValueKind.Object && member.Value.EnumerateObject().All(f => f.Value.ValueKind == JsonValueKind.String):
                    fields = member.Value.EnumerateObject().ToDictionary(f => f.Name, f => f.Value.GetString() ?? "", StringComparer.Ordinal);
                    break;
                default: return null;
            }
        }

        if (FlowTable.Find(flowName ?? "") is not { } flow || flow.Form != form || step is null || fields is null || flow.Steps.All(s => s.Name != step))
        {
            return null;
        }

        var ground = LedgerEntry.IsIdentifier(purpose ?? "") && LedgerEntry.IsIdentifier(legalBasis ?? "") ? new Ground(purpose ?? "", legalBasis ?? "") : null;
        return new(flow, step, fields) { Deadline = deadline, Ground = ground, By = LedgerEntry.IsIdentifier(by ?? "") ? by ?? "" : "" };
    }

    private static string? TextOf(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
