using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Entente.Cli.Screen;
using Entente.Screening;
using Entente.Screening.Subjects;

namespace Entente.Cli.Outputs;

/// <summary>Hits as JSON lines: the rows of the CSV, with the evidence, the policy and the list version as data.</summary>
internal sealed class JsonLinesOutput(OutputTarget target) : IHitOutput
{
    private static readonly JsonWriterOptions Options = new()
    {
        // The file is JSON on its own, never part of a web page, so names stay readable in their script.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    public void Format(Screened screened, ArrayBufferWriter<byte> buffer)
    {
        var hits = screened.Answer.Hits;
        if (hits.Count == 0)
        {
            return;
        }

        using var json = new Utf8JsonWriter(buffer, Options);
        for (var i = 0; i < hits.Count; i++)
        {
            WriteLine(json, buffer, screened, i + 1, hits[i], hits[i].Listing, hits[i].ListedName.Text);
            foreach (var also in hits[i].AlsoListedAs)
            {
                WriteLine(json, buffer, screened, i + 1, hits[i], also, also.Subject.Names[0].Text);
            }
        }
    }

    public void Append(Screened screened, ReadOnlySpan<byte> formatted) => target.Write(formatted);

    public void End(RunFacts facts) => target.Complete();

    public void Dispose() => target.Dispose();

    private static void WriteLine(Utf8JsonWriter json, ArrayBufferWriter<byte> buffer, Screened screened, int rank, Hit hit, Listing listing, string name)
    {
        json.WriteStartObject();
        json.WriteString("traveller_id"u8, screened.Traveller.Id);
        json.WriteNumber("rank"u8, rank);
        json.WriteString("listing_id"u8, listing.Id);
        json.WriteString("listing_name"u8, name);
        json.WriteNumber("score"u8, Math.Round(hit.Score, 6));
        json.WriteString("verdict"u8, Wording.Word(hit.Verdict));
        WriteEvidence(json, hit.Evidence);
        json.WriteString("traveller_name"u8, hit.TravellerName.Text);
        if (hit.NamesakesPerMillion is { } namesakes)
        {
            json.WriteNumber("namesakes_per_million"u8, namesakes);
        }

        json.WriteString("list"u8, listing.List);
        if (ReferenceEquals(listing, hit.Listing))
        {
            json.WriteString("list_sha256"u8, hit.ListVersion.Sha256);
        }

        json.WriteString("programme"u8, listing.Programme);
        json.WriteString("policy"u8, hit.PolicyVersion);
        if (screened.Answer.Cut is { } cut)
        {
            json.WriteString("cut"u8, cut);
        }

        json.WriteEndObject();
        json.Flush();
        json.Reset();
        buffer.Put("\n"u8);
    }

    private static void WriteEvidence(Utf8JsonWriter json, IReadOnlyList<EvidenceLine> evidence)
    {
        json.WriteStartArray("evidence"u8);
        foreach (var line in evidence)
        {
            json.WriteStartObject();
            json.WriteString("field"u8, Wording.Word(line.Field));
            json.WriteString("agreement"u8, Wording.Word(line.Agreement));
            json.WriteString("traveller"u8, line.Traveller);
            json.WriteString("listing"u8, line.Listing);
            json.WriteNumber("weight"u8, Math.Round(line.Weight, 6));
            json.WriteString("words"u8, line.Words);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
