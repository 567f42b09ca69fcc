using System.Text.Json.Serialization;
using Entente.Node.Accounts;

namespace Entente.Node.Watchlist.Matching;

/// <summary>GET /catalog: which lists are in force, which state of each, and how many there are on it.</summary>
internal static class Catalog
{
    public static void Map(WebApplication node) => node.MapGet("/catalog", Handle).Requires(Permission.Match).WithName("catalog");

    private static CatalogAnswer Handle(CurrentLists lists)
    {
        var files = lists.Snapshot?.Files ?? [];
        var datasets = files.Select(f => new Dataset(f.Version.List, f.Version.List, f.Version.Sha256, f.Version.Dated?.ToString("yyyy-MM-dd"), f.Format, f.Journal.Accepted, f.Journal.Refused));
        return new CatalogAnswer([.. datasets], [.. files.Select(f => f.Version.List)], lists.Snapshot?.ReadAt);
    }

    /// <summary>The lists.</summary>
    internal sealed record CatalogAnswer(IReadOnlyList<Dataset> Datasets, IReadOnlyList<string> Current, [property: JsonPropertyName("read_at")] DateTimeOffset? ReadAt);

    /// <summary>One list.</summary>
    /// <param name="Name">The name to ask by.</param>
    /// <param name="Title">The same.</param>
    /// <param name="Version">SHA-256 of the file.</param>
    /// <param name="UpdatedAt">The date that the list states, ISO 8601; null where it states none.</param>
    /// <param name="Format">Short name of the format.</param>
    /// <param name="EntityCount">Records accepted.</param>
    /// <param name="Refused">Records refused.</param>
    internal sealed record Dataset(
        string Name, string Title, string Version, [property: JsonPropertyName("updated_at")] string? UpdatedAt, string Format,
        [property: JsonPropertyName("entity_count")] int EntityCount, int Refused);
}
