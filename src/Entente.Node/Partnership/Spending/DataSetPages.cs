using Entente.Node.Accounts;
using Entente.Node.Configuration;
using Entente.Node.Desk;
using Entente.Node.Oversight;
using Entente.Node.Watchlist;
using Microsoft.AspNetCore.Mvc;

namespace Entente.Node.Partnership.Spending;

/// <summary>GET /desk/programme/data-sets: all data sets, and a form for a new one. POST: a file is tried. GET …/{id}: what was found in it and what it would change. POST …/{id}: it is taken, discarded or undone.</summary>
internal static class DataSetPages
{
    public static void Map(WebApplication node)
    {
        node.MapGet("/desk/programme/data-sets", (HttpContext context, DataSets sets) => Show(context, sets, new DataSetAbout("", "", "", "", "", "", ""), null)).Requires(Permission.ReadProgramme).ExcludeFromDescription();
        node.MapPost("/desk/programme/data-sets", TryAsync).Requires(Permission.KeepProgramme).DisableAntiforgery().ExcludeFromDescription().WithMetadata(new RequestSizeLimitAttribute(TryDataSet.MostBytes));
        node.MapGet("/desk/programme/data-sets/{id}", One).Requires(Permission.ReadProgramme).ExcludeFromDescription();
        node.MapPost("/desk/programme/data-sets/{id}", DecideAsync).Requires(Permission.KeepProgramme).DisableAntiforgery().ExcludeFromDescription();
    }

    /// <summary>The page of a data set.</summary>
    public static string PathOf(string id) => $"/desk/programme/data-sets/{Uri.EscapeDataString(id)}";

    private static IResult Show(HttpContext context, DataSets sets, DataSetAbout about, TryStep? refused) => Pages.Show<DataSetsPage>(context, new DataSetsShown(sets.All(), about, refused));

    private static async Task<IResult> TryAsync(HttpContext context, DataSets sets, LedgerWriter ledger, Caller caller, CancellationToken cancellationToken)
    {
        var sent = await context.Request.ReadFormAsync(cancellationToken);
        var file = sent.Files.GetFile("file");
        using var bytes = new MemoryStream();
        if (file is not null)
        {
            await file.CopyToAsync(bytes, cancellationToken);
        }

        var about = new DataSetAbout(sent["name"].ToString(), sent["source"].ToString(), sent["attribution"].ToString(), sent["licence"].ToString(), sent["dated"].ToString(), sent["limits"].ToString(), file?.FileName ?? "");
        var step = bytes.Length == 0 ? new TryStep("", ["file"], "") : await TryDataSet.TryAsync(about, bytes.ToArray(), ledger, caller, cancellationToken);
        if (step.Id.Length > 0)
        {
            return Results.LocalRedirect($"~{PathOf(step.Id)}");
        }

        context.Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Show(context, sets, about, step);
    }

    private static IResult One(string id, HttpContext context, DataSets sets, Colleagues colleagues, string refused = "")
    {
        if (sets.Find(id) is not { } row)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Pages.Show<DataSetPage>(context, null);
        }

        var view = sets.ContentsOf(id) is { } contents ? DataSetView.Of(row, contents, row.Is(DataSetState.Tried) ? DataSetChanges.Of(row, contents, sets) : new DataSetChanges("", 0, 0, 0, 0, [])) : null;
        return Pages.Show<DataSetPage>(context, new DataSetShown(row, view, colleagues.NamesOf([row.TriedBy, row.DecidedBy]), Codes.Find<DataSetBar>(refused)));
    }

    private static async Task<IResult> DecideAsync(string id, HttpContext context, LedgerWriter ledger, Caller caller, CancellationToken cancellationToken)
    {
        var sent = await context.Request.ReadFormAsync(cancellationToken);
        if (Codes.Find<DataSetStep>(sent["step"]) is not { } step)
        {
            return Results.LocalRedirect($"~{PathOf(id)}");
        }

        return await DecideDataSet.DecideAsync(id, step, ledger, caller, cancellationToken) is { } bar ? Results.LocalRedirect($"~{PathOf(id)}?refused={Codes.Of(bar)}")
            : Results.LocalRedirect(step == DataSetStep.Take ? $"~/desk/programme/charts?set={Uri.EscapeDataString(id)}" : "~/desk/programme/data-sets");
    }

    /// <summary>What the page of all shows.</summary>
    internal sealed record DataSetsShown(IReadOnlyList<DataSetRow> Sets, DataSetAbout About, TryStep? Refused);

    /// <summary>What the page of one shows. View is null where its file is destroyed.</summary>
    internal sealed record DataSetShown(DataSetRow Row, DataSetView? View, IReadOnlyDictionary<string, string> Names, DataSetBar? Refused);
}
