using Entente.Formats.DataSets;
using Entente.Formats.Reading;
using Entente.Node.Accounts;
using Entente.Node.Configuration;
using Entente.Node.Oversight;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Entente.Node.Partnership.Spending;

/// <summary>
/// POST /programme/data-sets?name=&amp;source=&amp;limits=&amp;attribution=&amp;licence=&amp;dated=&amp;file=, with the file as body: it is read and kept on trial, and shown nowhere until it is taken.
/// </summary>
internal static class TryDataSet
{
    /// <summary>Bytes of a file at most: five times the largest that is known.</summary>
    public const int MostBytes = 16 << 20;

    /// <summary>Letters of a name, of a line, and of the limits.</summary>
    public const int LongestName = 80, LongestLine = 500, LongestLimits = 4_000;

    public static void Map(WebApplication node) => node.MapPost("/programme/data-sets", HandleAsync).Requires(Permission.KeepProgramme).WithName("try-data-set")
        .WithMetadata(new RequestSizeLimitAttribute(MostBytes));

    private static async Task<Results<Ok<DataSetView>, ProblemHttpResult>> HandleAsync(
        HttpRequest request, DataSets sets, LedgerWriter ledger, Caller caller, CancellationToken cancellationToken,
        string name = "", string source = "", string limits = "", string attribution = "", string licence = "", string dated = "", string file = "")
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, cancellationToken);
        var about = new DataSetAbout(name, source, attribution, licence, dated, limits, file);
        var step = await TryAsync(about, body.ToArray(), ledger, caller, cancellationToken);
        return step.Id.Length > 0 && sets.Find(step.Id) is { } row && sets.ContentsOf(step.Id) is { } contents
            ? TypedResults.Ok(DataSetView.Of(row, contents, DataSetChanges.Of(row, contents, sets)))
            : Problems.Of(StatusCodes.Status422UnprocessableEntity, "The data set is not as it should be", step.Unreadable.Length > 0 ? step.Unreadable : $"{string.Join(", ", step.Faults)}: name, source and limits are needed; dated is a day as 2026-02-12 or nothing; name has at most {LongestName} letters, limits {LongestLimits}, the others {LongestLine}.");
    }

    /// <summary>Reads a file on trial and keeps it.</summary>
    public static async Task<TryStep> TryAsync(DataSetAbout about, byte[] file, LedgerWriter ledger, Caller caller, CancellationToken cancellationToken)
    {
        var tidy = about.Tidy();
        if (tidy.Faults() is { Count: > 0 } faults)
        {
            return new TryStep("", faults, "");
        }

        DataSetContents contents;
        try
        {
            contents = DataSets.Read(file);
        }
        catch (UnreadableInputException unreadable)
        {
            return new TryStep("", [], unreadable.Message);
        }

        return new TryStep(await ledger.WriteAsync(work => Insert(work, tidy, file, contents, caller), cancellationToken), [], "");
    }

    private static string Insert(Work work, DataSetAbout about, byte[] file, DataSetContents contents, Caller caller)
    {
        var id = Guid.CreateVersion7(work.Now).ToString("N");
        work.Execute(
            """
            INSERT INTO programme_data_set (id, name, kind, format, state, replaces, source, attribution, licence, dated, limits, file_name, sha256, content, records, refused, tried_at, tried_by, decided_by)
            VALUES (@id, @Name, @kind, @Format, @state, '', @Source, @Attribution, @Licence, @dated, @Limits, @FileName, @Sha256, @content, @Accepted, @Refused, @Now, @by, '')
            """,
            new
            {
                id, about.Name, kind = contents.Spending.Count > 0 ? DataSetRow.SpendingKind : DataSetRow.TransfersKind, contents.Format, state = Codes.Of(DataSetState.Tried), about.Source, about.Attribution, about.Licence,
                dated = about.Dated.Length > 0 ? about.Dated : contents.Journal.Dated?.ToString("yyyy-MM-dd") ?? "", about.Limits, about.FileName, contents.Sha256, content = DataSetRow.Pack(file), contents.Journal.Accepted,
                contents.Journal.Refused, work.Now, by = caller.Id,
            });
        work.Record(caller.Did(ActionCode.DataSetTried, id, new { contents.Format, contents.Sha256, contents.Journal.Accepted, contents.Journal.Refused }));
        return id;
    }
}

/// <summary>What is said of a data set by whoever brings it.</summary>
/// <param name="Name">Its name; a newer edition has the same.</param>
/// <param name="Source">Who published it.</param>
/// <param name="Attribution">How the publisher wants to be named; blank for the source.</param>
/// <param name="Licence">What may be done with it.</param>
/// <param name="Dated">Its day; blank for the one that the file states.</param>
/// <param name="Limits">What a reader of its figures must know; it stands under every chart.</param>
/// <param name="FileName">How the file is called.</param>
internal sealed record DataSetAbout(string Name, string Source, string Attribution, string Licence, string Dated, string Limits, string FileName)
{
    /// <summary>Without blanks at the ends.</summary>
    public DataSetAbout Tidy() => new(Name.Trim(), Source.Trim(), Attribution.Trim(), Licence.Trim(), Dated.Trim(), Limits.Trim(), Path.GetFileName(FileName.Trim()));

    /// <summary>Names of what is missing or not as it should be.</summary>
    public IReadOnlyList<string> Faults()
    {
        var faults = new List<string>();
        Add(Name.Length is 0 or > TryDataSet.LongestName, "name");
        Add(Source.Length is 0 or > TryDataSet.LongestLine, "source");
        Add(Limits.Length is 0 or > TryDataSet.LongestLimits, "limits");
        Add(Attribution.Length > TryDataSet.LongestLine, "attribution");
        Add(Licence.Length > TryDataSet.LongestLine, "licence");
        Add(FileName.Length > TryDataSet.LongestLine, "file");
        Add(Dated.Length > 0 && !DateOnly.TryParseExact(Dated, "yyyy-MM-dd", out _), "dated");
        return faults;

        void Add(bool isWrong, string name)
        {
            if (isWrong)
            {
                faults.Add(name);
            }
        }
    }
}

/// <summary>How a trial ended.</summary>
/// <param name="Id">The set; blank where it is not kept.</param>
/// <param name="Faults">What was wrong with what was said of it.</param>
/// <param name="Unreadable">Why the file cannot be read; blank where it can.</param>
internal sealed record TryStep(string Id, IReadOnlyList<string> Faults, string Unreadable);
