using System.Text.Json.Serialization;
using Entente.Node.Accounts;
using Entente.Node.Configuration;
using Entente.Node.Oversight;
using Entente.Screening;
using Entente.Screening.Subjects;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Entente.Node.Watchlist.Matching;

/// <summary>GET /search/{dataset}?q=: people on the lists whose name is like the words given, as forgiving as the screening is.</summary>
internal static class Search
{
    private const int MostLimit = 500;

    public static void Map(WebApplication node) => node.MapGet("/search/{dataset}", Handle).Requires(Permission.Entities).WithName("search");

    private static async Task<Results<Ok<SearchAnswer>, ProblemHttpResult>> Handle(
        string dataset, CurrentLists lists, LedgerWriter ledger, Caller caller, CancellationToken cancellationToken, string q = "", int limit = 10, int offset = 0)
    {
        if (!Datasets.TryFind(dataset, lists, out var wanted, out var problem))
        {
            return problem;
        }

        if (string.IsNullOrWhiteSpace(q) || limit is < 1 or > MostLimit || offset is < 0 or > MostLimit)
        {
            return Problems.Of(StatusCodes.Status400BadRequest, "The request is not as it should be", $"Give q, a limit of 1 to {MostLimit} and an offset of 0 to {MostLimit}.");
        }

        var found = wanted.Snapshot.Screen(new Subject { Names = [new SubjectName(q.Trim())] }, Screener.MostHits, minScore: 0)
            .Hits.SelectMany(wanted.Of).Select(hit => EntityView.Of(hit.Listing, wanted.Snapshot)).ToList();
        var shown = found.Skip(offset).Take(limit).ToList();
        await ledger.RecordAsync(caller.Did(ActionCode.ListingsSearched, null, new { dataset, Listings = shown.Select(e => e.Id) }), cancellationToken);
        return TypedResults.Ok(new SearchAnswer(shown, new Match.Total(found.Count), limit, offset));
    }

    /// <summary>What was found, nearest first.</summary>
    internal sealed record SearchAnswer([property: JsonPropertyName("results")] IReadOnlyList<EntityView> Results, Match.Total Total, int Limit, int Offset);
}
