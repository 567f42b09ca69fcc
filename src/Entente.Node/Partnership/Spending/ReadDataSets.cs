using Entente.Formats.DataSets;
using Entente.Formats.Reading;
using Entente.Node.Accounts;
using Entente.Node.Configuration;
using Entente.Node.Oversight;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Entente.Node.Partnership.Spending;

/// <summary>GET /programme/data-sets: all, the newest first. GET /programme/data-sets/{id}: one, with what was found in its file and what it would change. GET /programme/data-sets/{id}/file: the file as it came.</summary>
internal static class ReadDataSets
{
    public static void Map(WebApplication node)
    {
        node.MapGet("/programme/data-sets", (DataSets sets) => TypedResults.Ok(new DataSetsAnswer([.. sets.All().Select(DataSetLine.Of)]))).Requires(Permission.ReadProgramme).WithName("data-sets");
        node.MapGet("/programme/data-sets/{id}", One).Requires(Permission.ReadProgramme).WithName("data-set");
        node.MapGet("/programme/data-sets/{id}/file", FileAsync).Requires(Permission.ReadProgramme).WithName("data-set-file");
    }

    private static Results<Ok<DataSetView>, ProblemHttpResult> One(string id, DataSets sets) =>
        sets.Find(id) is { } row && sets.ContentsOf(id) is { } contents ? TypedResults.Ok(DataSetView.Of(row, contents, DataSetChanges.Of(row, contents, sets))) : Unknown;

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> FileAsync(string id, DataSets sets, LedgerWriter ledger, Caller caller, CancellationToken cancellationToken)
    {
        if (sets.Find(id) is not { } row || sets.FileOf(id) is not { } file)
        {
            return Unknown;
        }

        await ledger.RecordAsync(caller.Did(ActionCode.ProgrammeExported, id, new { row.Sha256 }), cancellationToken);
        return TypedResults.File(file, "text/csv", row.FileName.Length > 0 ? row.FileName : "figures.csv");
    }

    private static ProblemHttpResult Unknown => Problems.Of(StatusCodes.Status404NotFound, "Unknown data set", "No data set has that id, or its file is destroyed; GET /programme/data-sets has them.");

    /// <summary>All data sets.</summary>
    internal sealed record DataSetsAnswer(IReadOnlyList<DataSetLine> DataSets);
}

/// <summary>A data set, as routes answer it.</summary>
internal sealed record DataSetLine(
    string Id, string Name, string Kind, string Format, string State, string Source, string Attribution, string Licence, string Dated, string Limits, string File, string Sha256, long Records, long Refused, DateTimeOffset TriedAt)
{
    /// <summary>Of a row.</summary>
    public static DataSetLine Of(DataSetRow row) => new(
        row.Id, row.Name, row.Kind, row.Format, row.State, row.Source, row.Attribution, row.Licence, row.Dated, row.Limits, row.FileName, row.Sha256, row.Records, row.Refused, row.TriedAt);
}

/// <summary>A data set with what was found in its file.</summary>
/// <param name="DataSet">What it is.</param>
/// <param name="Years">First and last year; empty where it has none.</param>
/// <param name="Parties">How many countries and others it speaks of.</param>
/// <param name="Preamble">The lines above the table.</param>
/// <param name="Found">How often each code was found.</param>
/// <param name="Findings">The first findings.</param>
/// <param name="Changes">What it would change.</param>
internal sealed record DataSetView(
    DataSetLine DataSet, IReadOnlyList<int> Years, int Parties, IReadOnlyList<string> Preamble, IReadOnlyDictionary<string, int> Found, IReadOnlyList<Finding> Findings, DataSetChanges Changes)
{
    /// <summary>Of a set.</summary>
    public static DataSetView Of(DataSetRow row, DataSetContents contents, DataSetChanges changes)
    {
        var years = contents.Spending.Select(f => f.Year).Concat(contents.Transfers.SelectMany(t => t.DeliveryYears)).ToHashSet();
        var parties = contents.Spending.Select(f => f.Country.Key).Concat(contents.Transfers.SelectMany(t => new[] { t.Supplier.Key, t.Recipient.Key })).ToHashSet();
        return new DataSetView(DataSetLine.Of(row), years.Count == 0 ? [] : [years.Min(), years.Max()], parties.Count, contents.Preamble, contents.Journal.Counts, contents.Journal.Findings, changes);
    }
}
