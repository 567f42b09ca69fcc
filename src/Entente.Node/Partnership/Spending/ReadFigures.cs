using Entente.Formats.Spending;
using Entente.Formats.Transfers;
using Entente.Node.Accounts;
using Entente.Node.Configuration;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Entente.Node.Partnership.Spending;

/// <summary>
/// GET /programme/data-sets/{id}/series?measure=&amp;country=&amp;from=&amp;to=: figures year by year, gaps as gaps. GET /programme/data-sets/{id}/ranking?region=&amp;near=&amp;side=&amp;by=&amp;from=&amp;to=: who received or delivered
/// most. What is left out is chosen as the page of charts chooses it, and the answer says what was.
/// </summary>
internal static class ReadFigures
{
    public static void Map(WebApplication node)
    {
        node.MapGet("/programme/data-sets/{id}/series", Series).Requires(Permission.ReadProgramme).WithName("data-set-series");
        node.MapGet("/programme/data-sets/{id}/ranking", Ranking).Requires(Permission.ReadProgramme).WithName("data-set-ranking");
    }

    private static Results<Ok<SeriesAnswer>, ProblemHttpResult> Series(string id, DataSets sets, string[] country, string measure = "", int from = 0, int to = 0)
    {
        if (sets.Find(id) is not { IsSpending: true } row || sets.SpendingOf(id) is not { } spending)
        {
            return Unknown("spending");
        }

        var choice = SpendingChoice.Of(spending, measure, country, from, to);
        return TypedResults.Ok(new SeriesAnswer(DataSetLine.Of(row), choice.Measure, SpendingChoice.MeasuresOf(spending), [.. choice.Series().Select(s => new SeriesLine(
            s.Party.Name, s.Party.Code, [.. s.Points.Select(p => new PointLine(p.Year, p.Value, Codes.Of(p.Standing)))]))]));
    }

    private static Results<Ok<RankingAnswer>, ProblemHttpResult> Ranking(string id, DataSets sets, string region = "", string near = "", string side = "recipient", string by = "volume", int from = 0, int to = 0)
    {
        if (sets.Find(id) is not { IsSpending: false } row || sets.ContentsOf(id) is not { } contents)
        {
            return Unknown("transfers");
        }

        var choice = TransferChoice.Of(contents, region, near, side, by, from, to);
        var ranking = choice.Ranking();
        return TypedResults.Ok(new RankingAnswer(DataSetLine.Of(row), choice.Region, choice.Near, Codes.Of(choice.Side), Codes.Of(choice.By), choice.From, choice.To, ranking.Total, ranking.Rows));
    }

    private static ProblemHttpResult Unknown(string kind) => Problems.Of(StatusCodes.Status404NotFound, "Unknown data set", $"No data set of {kind} has that id, or its file is destroyed; GET /programme/data-sets has them.");

    /// <summary>Figures year by year.</summary>
    internal sealed record SeriesAnswer(DataSetLine DataSet, string Measure, IReadOnlyList<string> Measures, IReadOnlyList<SeriesLine> Series);

    /// <summary>The figures of a country.</summary>
    internal sealed record SeriesLine(string Country, string Code, IReadOnlyList<PointLine> Points);

    /// <summary>A figure, or why there is none.</summary>
    internal sealed record PointLine(int Year, decimal? Value, string Standing);

    /// <summary>A ranking.</summary>
    internal sealed record RankingAnswer(DataSetLine DataSet, string Region, string Near, string Side, string By, int From, int To, decimal Total, IReadOnlyList<TransferRank> Rows);
}
