using Entente.Node.Partnership.Records;

namespace Entente.Node.Partnership.Reports;

/// <summary>What a record would say that a proposal becomes: a table from the reader's fields to those of records, and beside each the sentence that proves it.</summary>
internal static class ProposalDraft
{
    // What was read in public may go around among partners.
    private const string Handling = "TLP:GREEN";

    /// <summary>The draft of a proposal.</summary>
    /// <param name="proposal">The proposal.</param>
    /// <param name="report">Name of the report.</param>
    /// <param name="source">From where the record says it comes.</param>
    public static RecordDraft Of(StoredProposal proposal, string report, string source)
    {
        var content = new RecordContent();
        var kind = KindOf(proposal.Kind);
        foreach (var (field, from, value) in Values(proposal).Where(v => v.Value.Length > 0))
        {
            content.Fields[field] = Fitting(kind.Field(field), value);
            content.Evidence[field] = new FieldEvidence(report, Cut(proposal.Named(from).FirstOrDefault()?.Text is { } words && !proposal.Summary.Contains(words, StringComparison.Ordinal) ? $"{words} … {proposal.Summary}" : proposal.Summary, LongestQuote), AsReported: true);
        }

        if (proposal.Kind == "exercise" && proposal.Named("nations").Any())
        {
            content.Rows["nations"] = [.. proposal.Named("nations").Select(n => n.Value).Distinct(StringComparer.Ordinal).Select(n => new SortedDictionary<string, string>(StringComparer.Ordinal) { ["nation"] = n })];
        }

        return new(kind, content.Tidy(), Handling, source);
    }

    /// <summary>The kind of records that a proposal becomes.</summary>
    public static RecordKind KindOf(string proposal) => proposal switch
    {
        "agreement" => RecordKinds.Agreement,
        "exercise" => RecordKinds.Exercise,
        "equipment" => RecordKinds.Case,
        "designation" => RecordKinds.Designation,
        "spending" => RecordKinds.Figure,
        "threat" => RecordKinds.Assessment,
        _ => RecordKinds.Engagement,
    };

    private const int LongestQuote = 1_000, LongestText = 300;

    /// <summary>Field of the record, field of the proposal, value.</summary>
    private static IEnumerable<(string Field, string From, string Value)> Values(StoredProposal p) => p.Kind switch
    {
        "agreement" =>
        [
            ("title", "summary", p.First("subject") is { Length: > 0 } subject ? subject : $"{p.First("form")} {string.Join(", ", p.Named("parties").Select(f => f.Value))}".Trim()), ("form", "form", FormOf(p.First("form"))), ("parties", "parties", p.Lines("parties")),
            ("subject", "subject", p.First("subject")), ("value", "value", p.First("value")), ("signed", "date", Starts(p.First("date"))), ("in-force", "period", Starts(p.First("period"))), ("ends", "period", Ends(p.First("period"))),
        ],
        "exercise" => [("title", "name", p.First("name")), ("form", "summary", "exercise"), ("starts", "date", Starts(p.First("date"))), ("ends", "date", Ends(p.First("date"))), ("place", "place", p.First("place"))],
        "equipment" =>
        [
            ("title", "designation", p.First("designation") is { Length: > 0 } name ? name : p.First("kind")), ("supplier", "supplier", p.First("supplier")), ("recipient", "recipient", p.First("recipient")), ("value", "value", p.First("value")), ("note", "kind", p.Lines("kind")),
        ],
        "designation" => [("title", "name", p.First("name")), ("granted-by", "granted_by", p.First("granted_by")), ("granted-to", "granted_to", p.First("granted_to"))],
        "spending" =>
        [
            ("title", "measure", $"{p.First("country")}: {p.First("measure")} {p.First("period")}".Trim()), ("country", "country", p.First("country")), ("figure", "measure", p.First("measure")), ("amount", "value", p.First("value")), ("rank", "rank", p.First("rank")), ("period", "period", p.First("period")),
        ],
        "threat" => [("title", "phenomenon", p.First("phenomenon")), ("phenomenon", "phenomenon", p.First("phenomenon")), ("groups", "groups", p.Lines("groups")), ("region", "region", p.First("region")), ("summary", "summary", p.Summary)],
        _ =>
        [
            ("title", "summary", $"{p.First("form")}: {string.Join(", ", p.Named("actors").Take(2).Select(f => f.Value))} – {string.Join(", ", p.Named("hosts").Take(2).Select(f => f.Value))}".Trim(' ', '–', ':')),
            ("form", "form", p.First("form") is "visit" or "meeting" or "delegation" or "call" ? p.First("form") : "other"), ("starts", "date", Starts(p.First("date"))), ("ends", "date", Ends(p.First("date"))), ("place", "place", p.First("place")),
            ("series", "series", p.First("series")), ("actors", "actors", p.Lines("actors")), ("hosts", "hosts", p.Lines("hosts")), ("offices", "offices", p.Lines("offices")), ("topics", "topics", p.Lines("topics")),
        ],
    };

    private static string FormOf(string form) => form.ToLowerInvariant() switch
    {
        var f when f.Contains("roadmap", StringComparison.Ordinal) => "roadmap",
        var f when f.Contains("memorandum", StringComparison.Ordinal) || f == "mou" => "mou",
        "sofa" or "acsa" or "gsomia" or "procurement" or "trilateral" => form.ToLowerInvariant(),
        var f when f.Contains("contract", StringComparison.Ordinal) => "procurement",
        _ => "other",
    };

    // A span of days or years is written with a slash (ISO 8601-1, 5.5).
    private static string Starts(string date) => Whole(date.Split('/')[0]);

    private static string Ends(string date) => date.Split('/') is [_, var end] ? Whole(end) : "";

    private static string Whole(string date) => PartialDate.Find(date) is null ? "" : date;

    private static string Fitting(RecordField? field, string value) => field?.Type switch
    {
        FieldType.Text => Cut(value.ReplaceLineEndings(" "), LongestText),
        FieldType.Lines => string.Join('\n', value.Split('\n').Select(line => Cut(line, LongestText)).Take(100)),
        FieldType.Money => Money.Find(value) is null ? "" : value,
        FieldType.Date => Whole(value),
        _ => value,
    };

    private static string Cut(string text, int most) => text.Length <= most ? text : $"{text.AsSpan(0, most - 1)}…";
}
