using System.Text.Json;
using Entente.Node.Configuration;
using Entente.Node.Oversight;
using Entente.Node.Oversight.Purposes;
using Entente.Node.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Entente.Node.Watchlist.Adoptions;

/// <summary>A row of the table adoption.</summary>
internal sealed class AdoptionRow
{
    public string Id { get; init; } = "";
    public string KeyId { get; init; } = "";
    public string List { get; init; } = "";
    public string ListingId { get; init; } = "";
    public string ContentHash { get; init; } = "";
    public byte[]? Content { get; init; }
    public string Action { get; init; } = "";
    public string Purpose { get; init; } = "";
    public string LegalBasis { get; init; } = "";
    public string Marking { get; init; } = "";
    public string Status { get; init; } = "";
    public DateOnly ReviewOn { get; init; }
    public DateOnly ExpiresOn { get; init; }
    public string ProposedBy { get; init; } = "";
    public DateTimeOffset ProposedAt { get; init; }
    public string? DecidedBy { get; init; }
    public DateTimeOffset? DecidedAt { get; init; }
    public string? EndedWhy { get; init; }

    /// <summary>On what it rests.</summary>
    public Ground Ground => new(Purpose, LegalBasis);

    /// <summary>What nobody but this service reads; null where it has been deleted.</summary>
    public AdoptionContent? Open(KeyStore keys) =>
        Content is null || keys.Open(KeyId, Place(Id), Content) is not { } plain ? null : JsonSerializer.Deserialize<AdoptionContent>(plain, JsonSerializerOptions.Web);

    /// <summary>Seals it.</summary>
    public static byte[] Seal(KeyStore keys, string keyId, string id, AdoptionContent content) => keys.Seal(keyId, Place(id), JsonSerializer.SerializeToUtf8Bytes(content, JsonSerializerOptions.Web));

    /// <summary>What answers where there is no such adoption.</summary>
    public static ProblemHttpResult Unknown { get; } = Problems.Of(StatusCodes.Status404NotFound, "Unknown adoption", "No adoption has that id; GET /adoptions has them.");

    private static string Place(string id) => $"adoption.content/{id}";
}

/// <summary>What is sealed of an adoption.</summary>
/// <param name="Warrant">Number of the warrant; empty for none.</param>
/// <param name="Reason">Why the listing is adopted.</param>
internal sealed record AdoptionContent(string Warrant, string Reason);

/// <summary>What the use cases of adoptions do to the table, within a work.</summary>
internal static class AdoptionRows
{
    /// <summary>The adoption; null where there is none.</summary>
    public static AdoptionRow? Adoption(this Work work, string id) => work.Find<AdoptionRow>("SELECT * FROM adoption WHERE id = @id", new { id });

    /// <summary>Whether a listing of others was in force here for more than to inform at any time.</summary>
    public static bool WasAdopted(this Work work, string listing) => work.Value<long>("SELECT count(*) FROM adoption WHERE listing_id = @listing AND status NOT IN ('proposed', 'refused')", new { listing }) > 0;

    /// <summary>Ends an adoption; its key lives until <paramref name="deleteAfter"/>.</summary>
    public static void EndAdoption(this Work work, string id, string status, string? why, DateTimeOffset deleteAfter) =>
        work.Execute("UPDATE adoption SET status = @status, ended_at = @Now, ended_why = @why, delete_after = @deleteAfter WHERE id = @id", new { id, status, work.Now, why, deleteAfter });
}

/// <summary>What the change of an adoption is answered with.</summary>
internal sealed record AdoptionAnswer(string Id, string Status);
