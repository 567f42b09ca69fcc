using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Entente.Cli.Outputs;
using Entente.Reports.Proposals;

namespace Entente.Cli.OpenReports;

/// <summary>
/// Proposals as JSON lines: <c>{"report", "kind", "fields": {name: {"value", "start", "end", "text", "confidence"}}, "links": [...]}</c>. Several
/// values of a field are a list of such objects. A link names the other proposal by its line, from 0, or a record by its identifier.
/// </summary>
internal static class ProposalLines
{
    private static readonly JsonWriterOptions Options = new()
    {
        // The file is JSON on its own, never part of a web page, so names stay readable in their script.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes every proposal as a line.</summary>
    public static void Write(IReadOnlyList<Proposal> proposals, OutputTarget target)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer, Options);
        foreach (var proposal in proposals)
        {
            WriteLine(json, proposal);
            json.Flush();
            json.Reset();
            buffer.Put("\n"u8);
            target.Write(buffer.WrittenSpan);
            buffer.ResetWrittenCount();
        }
    }

    private static void WriteLine(Utf8JsonWriter json, Proposal proposal)
    {
        json.WriteStartObject();
        json.WriteString("report"u8, proposal.Report);
        json.WriteString("kind"u8, Word(proposal.Kind));
        json.WriteStartObject("fields"u8);
        foreach (var name in FieldNames.Of(proposal.Kind))
        {
            var values = proposal.Named(name).ToList();
            if (values.Count == 1)
            {
                json.WritePropertyName(name);
                WriteField(json, values[0]);
            }
            else if (values.Count > 1)
            {
                json.WriteStartArray(name);
                values.ForEach(value => WriteField(json, value));
                json.WriteEndArray();
            }
        }

        json.WriteEndObject();
        json.WriteStartArray("links"u8);
        foreach (var link in proposal.Links)
        {
            WriteLink(json, link);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteField(Utf8JsonWriter json, ProposedField field)
    {
        json.WriteStartObject();
        json.WritePropertyName("value"u8);
        WriteValue(json, field.Value);
        json.WriteNumber("start"u8, field.Start);
        json.WriteNumber("end"u8, field.End);
        json.WriteString("text"u8, field.Text);
        json.WriteNumber("confidence"u8, field.Confidence);
        json.WriteEndObject();
    }

    private static void WriteValue(Utf8JsonWriter json, FieldValue value)
    {
        if (value.Number is { } number)
        {
            json.WriteStartObject();
            json.WriteNumber("amount"u8, decimal.Parse(number.ToString("0.############")));
            json.WriteString(value.Currency is null ? "unit"u8 : "currency"u8, value.Currency ?? value.Unit);
            json.WriteEndObject();
        }
        else
        {
            json.WriteStringValue(value.Words);
        }
    }

    private static void WriteLink(Utf8JsonWriter json, ProposalLink link)
    {
        json.WriteStartObject();
        if (link.To is { } line)
        {
            json.WriteNumber("to"u8, line);
        }
        else
        {
            json.WriteString("to"u8, link.Record);
        }

        json.WriteString("relation"u8, link.Relation);
        if (link.Field is { } field)
        {
            json.WriteString("field"u8, field);
        }

        json.WriteEndObject();
    }

    /// <summary>The kind as files and tables write it.</summary>
    public static string Word(ProposalKind kind) => kind.ToString().ToLowerInvariant();
}
