using System.Text.Json;
using System.Text.Json.Serialization;
using Entente.Formats.Reading;
using Entente.Formats.Watchlists.FollowTheMoney;
using Entente.Node.Accounts;
using Entente.Node.Configuration;
using Entente.Node.Oversight;
using Entente.Screening;
using Entente.Screening.Subjects;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Entente.Node.Watchlist.Matching;

/// <summary>
/// POST /match/{dataset}: who on the lists may be the people asked about. The request and the answer have the shape of the matching API of
/// OpenSanctions' yente, so that its clients work here with nothing changed but the token.
/// </summary>
internal static class Match
{
    /// <summary>Queries of one request at most.</summary>
    public const int MostQueries = 100;

    /// <summary>Matches of one query where nobody says.</summary>
    public const int DefaultLimit = 5;

    private const int MostLimit = 500;

    // An act has room for a megabyte; ids of listings are short.
    private const int MostInAnAct = 5_000;

    /// <summary>What stands in an answer in place of a query that cannot be repeated.</summary>
    public static JsonElement Nothing { get; } = JsonSerializer.SerializeToElement<object?>(null);

    public static void Map(WebApplication node) => node.MapPost("/match/{dataset}", Handle).Requires(Permission.Match).WithName("match");

    private static async Task<Results<Ok<MatchAnswer>, ProblemHttpResult>> Handle(
        string dataset, MatchRequest request, CurrentLists lists, LedgerWriter ledger, Caller caller, CancellationToken cancellationToken,
        int limit = DefaultLimit, double? threshold = null, double? cutoff = null)
    {
        if (!Datasets.TryFind(dataset, lists, out var wanted, out var problem))
        {
            return problem;
        }

        if (Fault(request, limit, threshold, cutoff) is { } fault)
        {
            return Problems.Of(StatusCodes.Status400BadRequest, "The request is not as it should be", fault);
        }

        var asked = new Asked(wanted, limit, threshold ?? ScreeningPolicy.Default.AlertThreshold, cutoff ?? ScreeningPolicy.Default.WeakThreshold);
        var answers = request.Queries.ToDictionary(q => q.Key, q => Answer(q.Value, asked), StringComparer.Ordinal);
        var listings = answers.Values.SelectMany(a => a.Results).Select(r => r.Id).Distinct(StringComparer.Ordinal);
        await RecordAsync(dataset, answers.Count, listings, ledger, caller, cancellationToken);
        return TypedResults.Ok(new MatchAnswer(answers, limit));
    }

    /// <summary>Records who asked about how many and was shown whom; in several acts where one would be too long.</summary>
    public static async Task RecordAsync(string dataset, int queries, IEnumerable<string> listings, LedgerWriter ledger, Caller caller, CancellationToken cancellationToken)
    {
        foreach (var some in listings.Chunk(MostInAnAct).DefaultIfEmpty([]))
        {
            await ledger.RecordAsync(caller.Did(ActionCode.PeopleAsked, null, new { dataset, Queries = queries, Listings = some }), cancellationToken);
        }
    }

    private static string? Fault(MatchRequest request, int limit, double? threshold, double? cutoff) =>
        request.Queries is not { Count: > 0 and <= MostQueries } ? $"{request.Queries?.Count ?? 0} queries arrived; allowed are 1 to {MostQueries}." : Fault(limit, threshold, cutoff);

    /// <summary>What is wrong with the bounds of an answer; null where nothing is.</summary>
    public static string? Fault(int limit, double? threshold, double? cutoff) =>
        limit is < 1 or > MostLimit ? $"limit is {limit}; allowed is 1 to {MostLimit}."
        : threshold is not (null or (>= 0 and <= 1)) ? "threshold lies outside 0 to 1."
        : cutoff is not (null or (>= 0 and <= 1)) ? "cutoff lies outside 0 to 1."
        : null;

    /// <summary>Answers one query.</summary>
    public static QueryAnswer Answer(JsonElement query, Asked asked)
    {
        var journal = new Journal();
        if (BytesOf(query) is not { } bytes)
        {
            return new QueryAnswer(StatusCodes.Status400BadRequest, [], new Total(0), Nothing, "The query is no JSON object whose texts are Unicode; half a character stands in one.");
        }

        if (FtmQuery.Read(bytes, journal) is not { } subject)
        {
            return new QueryAnswer(StatusCodes.Status400BadRequest, [], new Total(0), query, journal.Findings[0].Message);
        }

        var answer = Measures.OfScreening(() => asked.Datasets.Snapshot.Screen(subject, Screener.MostHits, asked.Cutoff));
        var results = answer.Hits.SelectMany(hit => asked.Datasets.Of(hit)).Take(asked.Limit).Select(hit => Result(hit.Hit, hit.Listing, asked)).ToList();
        return new QueryAnswer(StatusCodes.Status200OK, results, new Total(results.Count), query, answer.Cut);
    }

    /// <summary>Null where it holds half a character, which could not be written into the answer either.</summary>
    private static byte[]? BytesOf(JsonElement query)
    {
        try
        {
            return JsonSerializer.SerializeToUtf8Bytes(query, JsonSerializerOptions.Web);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or ArgumentException)
        {
            return null;
        }
    }

    private static MatchResult Result(Hit hit, Listing listing, Asked asked)
    {
        var entity = EntityView.Of(listing, asked.Datasets.Snapshot);
        return new MatchResult(entity.Id, entity.Caption, entity.Schema, entity.Properties, entity.Datasets, entity.Referents, entity.Target, entity.LastSeen,
            Math.Round(hit.Score, 4), hit.Score >= asked.Threshold, Explanations.Of(hit), hit.NamesakesPerMillion, hit.PolicyVersion);
    }

    /// <summary>What is asked of each query.</summary>
    internal sealed record Asked(Datasets Datasets, int Limit, double Threshold, double Cutoff);

    /// <summary>Queries by the keys under which they are answered.</summary>
    internal sealed record MatchRequest(IReadOnlyDictionary<string, JsonElement> Queries);

    /// <summary>Answers by the keys of the queries.</summary>
    internal sealed record MatchAnswer(IReadOnlyDictionary<string, QueryAnswer> Responses, int Limit);

    /// <summary>One answer.</summary>
    /// <param name="Status">200, or 400 where the query could not be read; the others are answered all the same.</param>
    /// <param name="Results">Possible matches, best first.</param>
    /// <param name="Total">How many.</param>
    /// <param name="Query">The query as it arrived.</param>
    /// <param name="Detail">What is wrong with the query, or why its search was cut; null where neither is.</param>
    internal sealed record QueryAnswer(int Status, IReadOnlyList<MatchResult> Results, Total Total, JsonElement Query, string? Detail);

    /// <summary>A count.</summary>
    /// <param name="Value">How many.</param>
    /// <param name="Relation">"eq": that many exactly.</param>
    internal sealed record Total(int Value, string Relation = "eq");

    /// <summary>A listing that may be the person.</summary>
    internal sealed record MatchResult(
        string Id, string Caption, string Schema, IReadOnlyDictionary<string, string[]> Properties, string[] Datasets, string[] Referents, bool Target,
        [property: JsonPropertyName("last_seen")] string? LastSeen,
        double Score, bool Match, IReadOnlyDictionary<string, Explanation> Explanations,
        [property: JsonPropertyName("namesakes_per_million")] double? NamesakesPerMillion,
        [property: JsonPropertyName("policy_version")] string PolicyVersion);
}
