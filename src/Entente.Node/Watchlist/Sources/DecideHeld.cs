using Entente.Node.Accounts;
using Entente.Node.Configuration;
using Entente.Screening.Subjects;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Entente.Node.Watchlist.Sources;

/// <summary>GET /sources/{name}/held: what a held refresh would change. POST /sources/{name}/held/release puts it in force, /discard drops it; both name its hash.</summary>
internal static class DecideHeld
{
    private const int MostIds = 1000;

    public static void Map(WebApplication node)
    {
        node.MapGet("/sources/{name}/held", Read).Requires(Permission.ReadListings).WithName("held-refresh");
        node.MapPost("/sources/{name}/held/release", (string name, StrictBody<HeldRequest> body, SourceRefreshes sources, Caller caller, CancellationToken cancellationToken) => Decide(name, body, sources, true, caller, cancellationToken))
            .Accepts<HeldRequest>("application/json").Requires(Permission.Approve).WithName("release-refresh");
        node.MapPost("/sources/{name}/held/discard", (string name, StrictBody<HeldRequest> body, SourceRefreshes sources, Caller caller, CancellationToken cancellationToken) => Decide(name, body, sources, false, caller, cancellationToken))
            .Accepts<HeldRequest>("application/json").Requires(Permission.Approve).WithName("discard-refresh");
    }

    private static async Task<Results<Ok<HeldAnswer>, ProblemHttpResult>> Read(string name, SourceRefreshes sources, CancellationToken cancellationToken)
    {
        if (ReadSources.Find(sources, name) is not { } look)
        {
            return ReadSources.Unknown;
        }

        return await sources.HeldAsync(look, cancellationToken) is not { Sha256: var sha256, Changes: var changes } ? NothingHeld
            : TypedResults.Ok(new HeldAnswer(sha256, changes.Before, changes.After, Of(changes.Added), Of(changes.Removed), Of([.. changes.Sharpened.Select(s => s.Now)])));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Decide(
        string name, StrictBody<HeldRequest> body, SourceRefreshes sources, bool release, Caller caller, CancellationToken cancellationToken)
    {
        if (ReadSources.Find(sources, name) is not { } look)
        {
            return ReadSources.Unknown;
        }

        return body.Value is not { Sha256.Length: > 0 } request ? Problems.Of(StatusCodes.Status400BadRequest, "The request is not as it should be", body.Fault ?? "Give the sha256 that GET /sources/{name}/held shows.")
            : await sources.DecideAsync(look, request.Sha256, release, caller, cancellationToken) ? TypedResults.NoContent()
            : NothingHeld;
    }

    private static ProblemHttpResult NothingHeld { get; } =
        Problems.Of(StatusCodes.Status409Conflict, "No such refresh is held", "Somebody was first, or the source has a newer state since; read GET /sources/{name}/held again.");

    private static Ids Of(IReadOnlyList<Listing> listings) => new(listings.Count, [.. listings.Take(MostIds).Select(l => l.Id)]);

    /// <summary>Which refresh was looked at.</summary>
    internal sealed record HeldRequest
    {
        /// <summary>Its hash.</summary>
        public string Sha256 { get; init; } = "";
    }

    /// <summary>What would change.</summary>
    /// <param name="Sha256">Hash of the held file.</param>
    /// <param name="Before">Listings in force on the lists that change.</param>
    /// <param name="After">Listings after it.</param>
    /// <param name="Added">Who would come.</param>
    /// <param name="Removed">Who would go.</param>
    /// <param name="Sharpened">Of whom more would be said.</param>
    internal sealed record HeldAnswer(string Sha256, int Before, int After, Ids Added, Ids Removed, Ids Sharpened);

    /// <summary>Listings: how many, and the ids of the first thousand.</summary>
    internal sealed record Ids(int Count, IReadOnlyList<string> Listings);
}
