using System.Text.Json;
using System.Text.Json.Serialization;
using Entente.Node.Oversight;
using Entente.Node.Storage;
using Entente.Reports.Proposals;

namespace Entente.Node.Partnership.Reports;

/// <summary>A report as it was given.</summary>
/// <param name="Name">What it is called: a file name, or what somebody called it.</param>
/// <param name="Text">The text, or the page, as it came.</param>
internal sealed record ReportContent(string Name, string Text);

/// <summary>A report as the table holds it.</summary>
internal sealed class ReportRow
{
    public string Id { get; init; } = "";
    public string KeyId { get; init; } = "";
    public byte[]? Content { get; init; }
    public string Dated { get; init; } = "";
    public string Purpose { get; init; } = "";
    public string LegalBasis { get; init; } = "";
    public DateTimeOffset ReadAt { get; init; }
    public string ReadBy { get; init; } = "";

    /// <summary>The report; null where its time is over.</summary>
    public ReportContent? Open(KeyStore keys) => Content is not null && keys.Open(KeyId, PlaceOf(Id), Content) is { } plain ? JsonSerializer.Deserialize<ReportContent>(plain) : null;

    /// <summary>The place in storage.</summary>
    public static string PlaceOf(string id) => $"programme_report.content/{id}";
}

/// <summary>A proposal as the table holds it.</summary>
internal sealed class ProposalRow
{
    public const string IsOpen = "open", Accepted = "accepted", Merged = "merged", Rejected = "rejected";

    public string Report { get; init; } = "";
    public int Number { get; init; }
    public string Kind { get; init; } = "";
    public byte[]? Content { get; init; }
    public string Mark { get; init; } = "";
    public string State { get; init; } = "";
    public string Record { get; init; } = "";
    public DateTimeOffset? DecidedAt { get; init; }
    public string? DecidedBy { get; init; }

    /// <summary>What was proposed; null where its time is over.</summary>
    public StoredProposal? Open(KeyStore keys, string key) => Content is not null && keys.Open(key, PlaceOf(Report, Number), Content) is { } plain ? StoredProposal.Read(plain) : null;

    /// <summary>The place in storage.</summary>
    public static string PlaceOf(string report, int number) => $"programme_proposal.content/{report}/{number}";

    /// <summary>A proposal; null where there is none.</summary>
    public static ProposalRow? Find(Work work, string report, int number) => work.Find<ProposalRow>("SELECT * FROM programme_proposal WHERE report = @report AND number = @number", new { report, number });
}

/// <summary>A proposal as it is stored: values as records hold them.</summary>
/// <param name="Kind">Its kind as the reader says it.</param>
/// <param name="Fields">Its fields; those of several values stand several times.</param>
/// <param name="Links">How it stands to other proposals of the report, and to records.</param>
internal sealed record StoredProposal(string Kind, IReadOnlyList<StoredField> Fields, IReadOnlyList<StoredLink> Links)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <summary>Of what the reader proposes.</summary>
    public static StoredProposal Of(Proposal proposal) => new(
        proposal.Kind.ToString().ToLowerInvariant(),
        [.. proposal.Fields.Select(f => new StoredField(f.Name, ValueOf(f), f.Start, f.End, f.Text, f.Confidence))],
        [.. proposal.Links.Select(l => new StoredLink(l.To, l.Record, l.Relation, l.Field))]);

    /// <summary>The sentence that proves it.</summary>
    public string Summary => Named("summary").FirstOrDefault()?.Text ?? Fields[0].Text;

    /// <summary>The fields of a name.</summary>
    public IEnumerable<StoredField> Named(string name) => Fields.Where(f => f.Name == name);

    /// <summary>The values of a field, a line each.</summary>
    public string Lines(string name) => string.Join('\n', Named(name).Select(f => f.Value).Where(v => v.Length > 0).Distinct(StringComparer.Ordinal));

    /// <summary>The first value of a field; blank where there is none, or the text leaves it open.</summary>
    public string First(string name) => Named(name).Select(f => f.Value).FirstOrDefault(v => v.Length > 0) ?? "";

    /// <summary>What it says, apart from where it says it.</summary>
    public string Said => $"{Kind}\n{string.Join('\n', Fields.Where(f => f.Name != "summary").Select(f => $"{f.Name}={f.Value}").Order(StringComparer.Ordinal))}\n{Summary}";

    /// <summary>As it is stored.</summary>
    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, Json);

    /// <summary>Reads what <see cref="ToBytes"/> wrote.</summary>
    public static StoredProposal? Read(ReadOnlySpan<byte> bytes) => JsonSerializer.Deserialize<StoredProposal>(bytes, Json);

    private static string ValueOf(ProposedField field) =>
        field.Value is { Number: { } number, Currency: { } currency } ? FormattableString.Invariant($"{number:0.##} {currency}")
        : field.Value is { Words: null, Number: null } ? "" : field.Value.ToString();
}

/// <summary>A field of a proposal.</summary>
internal sealed record StoredField(string Name, string Value, int Start, int End, string Text, double Confidence);

/// <summary>How a proposal stands to another of the report, by its number, or to a record.</summary>
internal sealed record StoredLink(int? To, string? Record, string Relation, string? Field);
