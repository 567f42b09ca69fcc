using System.Data.Common;
using System.Text.Json;
using Dapper;
using Entente.Node.Oversight;
using Entente.Node.Storage;

namespace Entente.Node.Exchange.Partners;

/// <summary>One version of the terms of a partner, as the table holds it.</summary>
internal sealed class TermsRow
{
    /// <summary>It waits for a second person.</summary>
    public const string Proposed = "proposed";

    /// <summary>It is what holds.</summary>
    public const string InForce = "in-force";

    /// <summary>A later version took its place.</summary>
    public const string Replaced = "replaced";

    /// <summary>A second person refused it.</summary>
    public const string Refused = "refused";

    /// <summary>Code of the partner.</summary>
    public string Partner { get; init; } = "";

    /// <summary>Its number, from 1.</summary>
    public long Version { get; init; }

    /// <summary>One of the four states.</summary>
    public string State { get; init; } = "";

    /// <summary>What it says, without contacts, as JSON.</summary>
    public string Terms { get; init; } = "";

    /// <summary>Id of the key of contacts and reason.</summary>
    public string DataKey { get; init; } = "";

    /// <summary>Contacts, sealed; null once they are deleted.</summary>
    public byte[]? Contacts { get; init; }

    /// <summary>Why it was refused, sealed.</summary>
    public byte[]? Reason { get; init; }

    /// <summary>Who proposed it.</summary>
    public string ProposedBy { get; init; } = "";

    /// <summary>When.</summary>
    public DateTimeOffset ProposedAt { get; init; }

    /// <summary>Who was the second person.</summary>
    public string? DecidedBy { get; init; }

    /// <summary>When.</summary>
    public DateTimeOffset? DecidedAt { get; init; }

    /// <summary>What it says.</summary>
    public PartnerTerms Read() => PartnerTerms.Parse(Terms) with { Partner = Partner, Version = Version };

    /// <summary>Whom to call; empty once that is deleted.</summary>
    public IReadOnlyList<PartnerContact> ContactsBy(KeyStore keys) =>
        Contacts is { } content && keys.Open(DataKey, PlaceOf(Partner, Version, "contacts"), content) is { } plain ? JsonSerializer.Deserialize<List<PartnerContact>>(plain, JsonSerializerOptions.Web) ?? [] : [];

    /// <summary>Why it was refused; null where it was not, or that is deleted.</summary>
    public string? ReasonBy(KeyStore keys) =>
        Reason is { } content && keys.Open(DataKey, PlaceOf(Partner, Version, "reason"), content) is { } plain ? System.Text.Encoding.UTF8.GetString(plain) : null;

    /// <summary>Under which name a field is sealed, so that it opens nowhere else.</summary>
    public static string PlaceOf(string partner, long version, string field) => $"partner_terms.{field}/{partner}/{version}";

    /// <summary>All versions of a partner, the newest first.</summary>
    public static IReadOnlyList<TermsRow> Of(DbConnection connection, string partner) =>
        connection.Query<TermsRow>("SELECT * FROM partner_terms WHERE partner = @partner ORDER BY version DESC", new { partner }).AsList();

    /// <summary>A version, as it stands within a work; null where there is none.</summary>
    public static TermsRow? Find(Work work, string partner, long version) =>
        work.Find<TermsRow>("SELECT * FROM partner_terms WHERE partner = @partner AND version = @version", new { partner, version });
}
