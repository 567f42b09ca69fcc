namespace Entente.Reports.Proposals;

/// <summary>The fields of each kind, in the order in which they are written.</summary>
public static class FieldNames
{
    private static readonly string[][] Names =
    [
        ["form", "actors", "hosts", "offices", "date", "place", "topics", "series", "summary"],
        ["form", "parties", "subject", "value", "date", "period", "summary"],
        ["name", "nations", "date", "place", "summary"],
        ["designation", "kind", "supplier", "recipient", "value", "date", "summary"],
        ["name", "granted_by", "granted_to", "summary"],
        ["country", "measure", "value", "rank", "period", "summary"],
        ["phenomenon", "groups", "region", "summary"],
    ];

    /// <summary>The fields of a kind.</summary>
    public static string[] Of(ProposalKind kind) => Names[(int)kind];
}
