using System.Data.Common;
using System.Text.Json;
using System.Text.Json.Serialization;
using Dapper;
using Entente.Node.Oversight;
using Entente.Node.Watchlist.Listings;

namespace Entente.Node.Exchange.Partners;

/// <summary>
/// On which terms a partner is given anything: two persons agreed on them, and they are looked at again within a year. A partner without terms in force is
/// released nothing; receipts, recalls, cards and refusals still go to it.
/// </summary>
internal sealed record PartnerTerms
{
    /// <summary>Longest time from the day on which they were proposed to the next review, in days: a year. Decision 30.</summary>
    public const int LongestReview = 366;

    /// <summary>Code of the partner.</summary>
    [JsonIgnore]
    public string Partner { get; init; } = "";

    /// <summary>Their version, from 1.</summary>
    [JsonIgnore]
    public long Version { get; init; }

    /// <summary>The State of the service, three letters of ISO 3166-1; empty for an organisation.</summary>
    public string Country { get; init; } = "";

    /// <summary>Codes of the groups of services to which it belongs here, such as sahel-task-force.</summary>
    public IReadOnlyList<string> Communities { get; init; } = [];

    /// <summary>The legal instrument, 1 to 300 characters.</summary>
    public string Instrument { get; init; } = "";

    /// <summary>Why data may be transferred there, 1 to 2000 characters.</summary>
    public string TransferAssessment { get; init; } = "";

    /// <summary>For which categories of listings something may be shared.</summary>
    public IReadOnlyList<ListingCategory> Categories { get; init; } = [];

    /// <summary>Codes of the purposes for which something may be shared.</summary>
    public IReadOnlyList<string> Purposes { get; init; } = [];

    /// <summary>The strictest of <see cref="CeilingLabels"/> that may go there.</summary>
    public string Ceiling { get; init; } = "";

    /// <summary>Roles whose holders may release something to it.</summary>
    public IReadOnlyList<string> Approvers { get; init; } = [];

    /// <summary>The last day on which anything new may be released to it.</summary>
    public DateOnly ReviewOn { get; init; }

    /// <summary>Whether the partnership is confirmed here and not suspended.</summary>
    [JsonIgnore]
    public bool Flows { get; init; }

    /// <summary>Whether anything new may be released to it on a day. What was sent before, and recalls, flow all the same.</summary>
    public bool MayReceive(DateOnly today) => Flows && today <= ReviewOn;

    /// <summary>The terms in force, as they stand within a work; null where there are none.</summary>
    public static PartnerTerms? Find(Work work, string code) => work.Find<InForceRow>(Sql, new { code })?.Read();

    /// <summary>The terms in force; null where there are none.</summary>
    public static PartnerTerms? Find(DbConnection connection, string code) => connection.QueryFirstOrDefault<InForceRow>(Sql, new { code })?.Read();

    /// <summary>Reads what <see cref="ToText"/> wrote.</summary>
    public static PartnerTerms Parse(string text) =>
        JsonSerializer.Deserialize<PartnerTerms>(text, JsonSerializerOptions.Web) ?? throw new InvalidDataException("Terms of a partner in the database cannot be read.");

    /// <summary>As they are stored.</summary>
    public string ToText() => JsonSerializer.Serialize(this, JsonSerializerOptions.Web);

    private const string Sql =
        """
        SELECT t.partner, t.version, t.terms, CASE WHEN p.state = 'confirmed-here' AND p.suspended_at IS NULL THEN 1 ELSE 0 END AS flows
        FROM partner_terms t JOIN partner p ON p.code = t.partner WHERE t.partner = @code AND t.state = 'in-force'
        """;

    private sealed class InForceRow
    {
        public string Partner { get; init; } = "";

        public long Version { get; init; }

        public string Terms { get; init; } = "";

        public long Flows { get; init; }

        public PartnerTerms Read() => Parse(Terms) with { Partner = Partner, Version = Version, Flows = Flows == 1 };
    }
}

/// <summary>Whom to call at a partner, and on which days. Sealed: it names people.</summary>
internal sealed record PartnerContact
{
    /// <summary>Name, 1 to 100 characters.</summary>
    public string Name { get; init; } = "";

    /// <summary>Role or office, at most 100 characters.</summary>
    public string Role { get; init; } = "";

    /// <summary>Telephone or mail, 1 to 200 characters.</summary>
    public string Reach { get; init; } = "";

    /// <summary>Whether it is the one on duty.</summary>
    public bool IsDuty { get; init; }

    /// <summary>Hours and zone, at most 100 characters.</summary>
    public string Hours { get; init; } = "";

    /// <summary>First day of the duty; null where it has none.</summary>
    public DateOnly? From { get; init; }

    /// <summary>Last day of the duty; null where it has none.</summary>
    public DateOnly? Until { get; init; }

    /// <summary>Whether it is the one to call on a day.</summary>
    public bool IsOnDuty(DateOnly day) => IsDuty && (From is not { } from || from <= day) && (Until is not { } until || day <= until);
}

/// <summary>Labels of the Traffic Light Protocol 2.0 (FIRST, August 2022) as terms name them, the widest first.</summary>
internal static class CeilingLabels
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = ["CLEAR", "GREEN", "AMBER", "AMBER+STRICT", "RED"];
}
