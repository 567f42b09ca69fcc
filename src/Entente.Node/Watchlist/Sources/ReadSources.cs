using Dapper;
using Entente.Formats.Watchlists;
using Entente.Node.Accounts;
using Entente.Node.Configuration;
using Entente.Node.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Entente.Node.Watchlist.Sources;

/// <summary>GET /sources: the lists of others and how each is. GET /sources/{name}/refreshes: what came of its refreshes, the newest first.</summary>
internal static class ReadSources
{
    private const int MostLimit = 500;

    public static void Map(WebApplication node)
    {
        node.MapGet("/sources", All).Requires(Permission.ReadListings).WithName("sources");
        node.MapGet("/sources/{name}/refreshes", Refreshes).Requires(Permission.ReadListings).WithName("source-refreshes");
    }

    private static Ok<SourcesAnswer> All(SourceRefreshes sources, CurrentLists lists, TimeProvider time) => TypedResults.Ok(new SourcesAnswer([.. sources.Looks.Select(look => LineOf(look, lists, time))]));

    /// <summary>How a source is.</summary>
    public static SourceLine LineOf(SourceLook look, CurrentLists lists, TimeProvider time)
    {
        var file = FileOf(look, lists);
        var (state, now) = (look.State, time.GetUtcNow());
        return new SourceLine(look.Source.Name, look.Source.Url?.GetLeftPart(UriPartial.Path), look.Source.Every, state.Accepted, file?.Version.Dated, file?.Format, file?.Journal.Accepted, file?.Journal.Refused,
            file?.Journal.Counts.Values.Sum(), state.ConfirmedAt, state.ConfirmedAt is not { } at || now - at > look.Source.StaleAfter, state.Held, look.Error);
    }

    /// <summary>What was read from the file of a source that is in force; null where none is.</summary>
    public static WatchlistFileReport? FileOf(SourceLook look, CurrentLists lists) => lists.Snapshot?.Sources.Files.FirstOrDefault(f => f.Version.List == look.Source.Name);

    private static async Task<Results<Ok<RefreshesAnswer>, ProblemHttpResult>> Refreshes(string name, SourceRefreshes sources, Database database, int limit = 100, int offset = 0)
    {
        if (Find(sources, name) is null)
        {
            return Unknown;
        }

        if (limit is < 1 or > MostLimit || offset < 0)
        {
            return Problems.Of(StatusCodes.Status400BadRequest, "The request is not as it should be", $"Give a limit of 1 to {MostLimit} and an offset of 0 or more.");
        }

        return TypedResults.Ok(new RefreshesAnswer(await RefreshesAsync(name, database, limit, offset), limit, offset));
    }

    /// <summary>What came of the refreshes of a source, the newest first.</summary>
    public static async Task<IReadOnlyList<RefreshLine>> RefreshesAsync(string name, Database database, int limit, int offset)
    {
        using var connection = database.Open();
        var rows = await connection.QueryAsync<RefreshLine>("SELECT * FROM source_refresh WHERE source = @name ORDER BY at DESC, id DESC LIMIT @limit OFFSET @offset", new { name, limit, offset });
        return rows.AsList();
    }

    /// <summary>The source of a name; null where there is none.</summary>
    public static SourceLook? Find(SourceRefreshes sources, string name) => sources.Looks.FirstOrDefault(l => l.Source.Name == name);

    /// <summary>What answers where there is no such source.</summary>
    public static ProblemHttpResult Unknown { get; } = Problems.Of(StatusCodes.Status404NotFound, "Unknown source", "GET /sources has the names.");

    /// <summary>Sources.</summary>
    internal sealed record SourcesAnswer(IReadOnlyList<SourceLine> Sources);

    /// <summary>A source.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="Address">Its address without what stands behind the path; null for a file.</param>
    /// <param name="Every">How often it is looked at.</param>
    /// <param name="InForce">SHA-256 of the file in force.</param>
    /// <param name="Dated">The date that the list states.</param>
    /// <param name="Format">Short name of the format.</param>
    /// <param name="Accepted">Records accepted.</param>
    /// <param name="Refused">Records refused.</param>
    /// <param name="Findings">Findings of all codes.</param>
    /// <param name="ConfirmedAt">When it last said that this is its newest state.</param>
    /// <param name="Stale">Whether that is too long ago.</param>
    /// <param name="Held">SHA-256 of the file that waits for a person.</param>
    /// <param name="Error">Why it could not be read the last time.</param>
    internal sealed record SourceLine(
        string Name, string? Address, TimeSpan Every, string? InForce, DateOnly? Dated, string? Format, int? Accepted, int? Refused, int? Findings, DateTimeOffset? ConfirmedAt, bool Stale, string? Held, string? Error);

    /// <summary>Refreshes.</summary>
    internal sealed record RefreshesAnswer(IReadOnlyList<RefreshLine> Refreshes, int Limit, int Offset);

    /// <summary>What came of a refresh: accepted, held, failed, released or discarded. Counts are null where nothing was read.</summary>
    internal sealed class RefreshLine
    {
        public DateTimeOffset At { get; init; }
        public string Result { get; init; } = "";
        public string? Why { get; init; }
        public string DoneBy { get; init; } = "";
        public string? Sha256 { get; init; }
        public DateOnly? Dated { get; init; }
        public long? Accepted { get; init; }
        public long? Refused { get; init; }
        public long? Findings { get; init; }
        public long? Added { get; init; }
        public long? Removed { get; init; }
        public long? Changed { get; init; }
    }
}
