using System.Data.Common;
using System.Globalization;
using Dapper;
using Entente.Node.Accounts;
using Entente.Node.Configuration;
using Entente.Node.Desk;
using Entente.Node.Partnership.Records;
using Entente.Node.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Entente.Node.Partnership.Reports;

/// <summary>
/// GET /desk/programme/reports: reports that were read; POST: one is. GET …/{id}: its proposals with the sentences that prove them, and the report. POST …/{id}/{n}/accept, /reject and /merge: a person decides; GET and POST
/// …/{id}/{n}/edit: changes before it accepts. POST /programme/reports/{id}/proposals/{n}/accept and /reject: the same by the API, GET /programme/reports/{id}: what was proposed.
/// </summary>
internal static class ReportPages
{
    private const int MostShown = 200;

    // A page with its pictures left out; the text in it is bounded again.
    private const int MostBytes = 8 * 1024 * 1024;

    public static void Map(WebApplication node)
    {
        node.MapGet("/desk/programme/reports", List).Requires(Permission.ReadProgramme).ExcludeFromDescription();
        node.MapPost("/desk/programme/reports", TakeAsync).Requires(Permission.KeepProgramme).DisableAntiforgery().ExcludeFromDescription();
        node.MapGet("/desk/programme/reports/{id}", One).Requires(Permission.ReadProgramme).ExcludeFromDescription();
        node.MapPost("/desk/programme/reports/{id}/{number}/accept", async (string id, int number, HttpContext context, ReportDesk desk, ProgrammeRecords records, Database database, KeyStore keys, Caller caller, CancellationToken ct) =>
            await desk.AcceptAsync(id, number, null, caller, ct) is { Faults.Count: > 0 } step ? Edit(id, number, context, records, database, keys, step.Faults) : Back(id, number)).Requires(Permission.KeepProgramme).DisableAntiforgery().ExcludeFromDescription();
        node.MapPost("/desk/programme/reports/{id}/{number}/reject", async (string id, int number, ReportDesk desk, Caller caller, CancellationToken ct) =>
        {
            await desk.RejectAsync(id, number, caller, ct);
            return Back(id, number);
        }).Requires(Permission.KeepProgramme).DisableAntiforgery().ExcludeFromDescription();
        node.MapPost("/desk/programme/reports/{id}/{number}/merge", MergeAsync).Requires(Permission.KeepProgramme).DisableAntiforgery().ExcludeFromDescription();
        node.MapGet("/desk/programme/reports/{id}/{number}/edit", (string id, int number, HttpContext context, ProgrammeRecords records, Database database, KeyStore keys) => Edit(id, number, context, records, database, keys, [])).Requires(Permission.KeepProgramme).ExcludeFromDescription();
        node.MapPost("/desk/programme/reports/{id}/{number}/edit", EditedAsync).Requires(Permission.KeepProgramme).DisableAntiforgery().ExcludeFromDescription();
        node.MapGet("/programme/reports/{id}", Read).Requires(Permission.ReadProgramme).WithName("programme-report");
        node.MapPost("/programme/reports/{id}/proposals/{number}/accept", AcceptAsync).Requires(Permission.KeepProgramme).WithName("accept-proposal");
        node.MapPost("/programme/reports/{id}/proposals/{number}/reject", RejectAsync).Requires(Permission.KeepProgramme).WithName("reject-proposal");
    }

    private static IResult List(HttpContext context, Database database, KeyStore keys) => Pages.Show<ReportsPage>(context, new ReportsShown(Heads(database, keys), null));

    private static async Task<IResult> TakeAsync(HttpContext context, ReportDesk desk, Database database, KeyStore keys, Caller caller, CancellationToken cancellationToken)
    {
        var form = await context.Request.ReadFormAsync(cancellationToken);
        var (name, text) = (form["name"].ToString(), form["text"].ToString());
        if (form.Files["file"] is { Length: > 0 and <= MostBytes } file)
        {
            using var reader = new StreamReader(file.OpenReadStream(), System.Text.Encoding.UTF8, detectEncodingFromByteOrderMarks: false);
            text = await reader.ReadToEndAsync(cancellationToken);
            name = name.Trim().Length > 0 ? name : Path.GetFileName(file.FileName);
        }

        name = name.Trim().Length > 0 ? name : text.Split('\n', 2)[0].Trim() is var first && first.Length > 100 ? first[..100] : text.Split('\n', 2)[0].Trim();
        if (ReadReport.FaultOf(name, text) is not null)
        {
            context.Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Pages.Show<ReportsPage>(context, new ReportsShown(Heads(database, keys), "programme.report-fault"));
        }

        DateOnly? date = DateOnly.TryParseExact(form["date"], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
        var taken = await desk.TakeAsync(name, text, date, caller, cancellationToken);
        return Results.LocalRedirect($"~/desk/programme/reports/{taken.Id}{(taken.IsKnown ? "?known=true" : "")}");
    }

    private static IResult One(string id, HttpContext context, ProgrammeRecords records, Database database, KeyStore keys, bool known = false, string refused = "")
    {
        using var connection = database.Open();
        if (Find(connection, keys, id) is not { } found)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Pages.Show<ReportPage>(context, null);
        }

        return Pages.Show<ReportPage>(context, new ReportShown(found.Row, found.Content, found.Proposals, records.Read(connection), known, refused));
    }

    private static IResult Edit(string id, int number, HttpContext context, ProgrammeRecords records, Database database, KeyStore keys, IReadOnlyList<RecordFault> faults)
    {
        using var connection = database.Open();
        if (Find(connection, keys, id) is not { } found || found.Proposals.FirstOrDefault(p => p.Row.Number == number) is not { Row.State: ProposalRow.IsOpen } one)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Pages.Show<RecordFormPage>(context, null);
        }

        var draft = ProposalDraft.Of(one.Proposal, found.Content.Name, "");
        context.Response.StatusCode = faults.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK;
        return Pages.Show<RecordFormPage>(context, new RecordPages.RecordFormShown(draft.Kind, null, draft.Content, draft.Handling, faults, null, records.Read(connection)) { Action = $"/desk/programme/reports/{id}/{number}/edit" });
    }

    private static async Task<IResult> EditedAsync(string id, int number, HttpContext context, ReportDesk desk, ProgrammeRecords records, Database database, KeyStore keys, Caller caller, CancellationToken cancellationToken)
    {
        var sent = await context.Request.ReadFormAsync(cancellationToken);
        RecordDraft draft;
        using (var connection = database.Open())
        {
            if (Find(connection, keys, id) is not { } found || found.Proposals.FirstOrDefault(p => p.Row.Number == number) is not { } one)
            {
                return Results.NotFound();
            }

            var proposed = ProposalDraft.Of(one.Proposal, found.Content.Name, "");
            draft = RecordForm.Read(proposed.Kind, sent, proposed.Content);
        }

        var shown = new RecordPages.RecordFormShown(draft.Kind, null, draft.Content, draft.Handling, [], null, records.Read()) { Action = $"/desk/programme/reports/{id}/{number}/edit" };
        if (RecordForm.Wants(draft.Kind, sent) is { } rows)
        {
            return Pages.Show<RecordFormPage>(context, shown with { More = rows });
        }

        var step = await desk.AcceptAsync(id, number, draft with { Content = draft.Content.Tidy() }, caller, cancellationToken);
        return step.IsKept ? Results.LocalRedirect($"~{RecordPages.PathOf(step.Id)}?kept=true") : Pages.Show<RecordFormPage>(context, shown with { Faults = step.Faults, Bar = step.Bar });
    }

    private static async Task<IResult> MergeAsync(string id, int number, HttpContext context, ReportDesk desk, Caller caller, CancellationToken cancellationToken)
    {
        var sent = await context.Request.ReadFormAsync(cancellationToken);
        var step = await desk.MergeAsync(id, number, sent["record"].ToString(), [.. sent["field"].OfType<string>()], caller, cancellationToken);
        return step.IsKept ? Back(id, number) : Results.LocalRedirect($"~/desk/programme/reports/{Uri.EscapeDataString(id)}?refused={(step.Faults is [var fault, ..] ? $"fault.{fault.Code}" : $"bar.{Codes.Of(step.Bar ?? RecordBar.Unknown)}")}");
    }

    private static Results<Ok<ReportView>, ProblemHttpResult> Read(string id, Database database, KeyStore keys)
    {
        using var connection = database.Open();
        return Find(connection, keys, id) is { } found
            ? TypedResults.Ok(new ReportView(id, found.Content.Name, found.Row.Dated, [.. found.Proposals.Select(p => new ProposalView(p.Row.Number, p.Row.State, p.Row.Record, p.Proposal))]))
            : Unknown;
    }

    private static async Task<Results<Ok<KeepRecord.RecordKept>, ProblemHttpResult>> AcceptAsync(string id, int number, ReportDesk desk, Caller caller, CancellationToken cancellationToken) =>
        await desk.AcceptAsync(id, number, null, caller, cancellationToken) switch
        {
            { IsKept: true } step => TypedResults.Ok(new KeepRecord.RecordKept(step.Id, step.Version)),
            { Faults.Count: > 0 } step => Problems.Of(StatusCodes.Status422UnprocessableEntity, "The proposal lacks something", $"Make the record yourself, or change the proposal at the desk: {string.Join(' ', step.Faults.Select(f => $"{f.Field}: {f.Code}."))}"),
            _ => Unknown,
        };

    private static async Task<Results<NoContent, ProblemHttpResult>> RejectAsync(string id, int number, ReportDesk desk, Caller caller, CancellationToken cancellationToken) =>
        await desk.RejectAsync(id, number, caller, cancellationToken) ? TypedResults.NoContent() : Unknown;

    private static ProblemHttpResult Unknown => Problems.Of(StatusCodes.Status404NotFound, "Unknown proposal", "No open proposal has that number, or the time of the report is over; GET /programme/reports/{id} has them.");

    private static IResult Back(string id, int number) => Results.LocalRedirect($"~/desk/programme/reports/{Uri.EscapeDataString(id)}#proposal-{number.ToString(CultureInfo.InvariantCulture)}");

    private static (ReportRow Row, ReportContent Content, IReadOnlyList<ProposalAtDesk> Proposals)? Find(DbConnection connection, KeyStore keys, string id)
    {
        if (connection.QueryFirstOrDefault<ReportRow>("SELECT * FROM programme_report WHERE id = @id", new { id }) is not { } row || row.Open(keys) is not { } content)
        {
            return null;
        }

        var proposals = connection.Query<ProposalRow>("SELECT * FROM programme_proposal WHERE report = @id ORDER BY number", new { id });
        return (row, content, [.. proposals.Select(p => (Row: p, Proposal: p.Open(keys, row.KeyId))).Where(p => p.Proposal is not null).Select(p => new ProposalAtDesk(p.Row, p.Proposal!))]); // Filtered in the line above.
    }

    private static IReadOnlyList<ReportHead> Heads(Database database, KeyStore keys)
    {
        using var connection = database.Open();
        var counts = connection.Query<CountRow>("SELECT report, count(*) AS number, count(CASE WHEN state = 'open' THEN 1 END) AS left_open FROM programme_proposal GROUP BY report").ToDictionary(c => c.Report, StringComparer.Ordinal);
        return [.. connection.Query<ReportRow>($"SELECT * FROM programme_report WHERE content IS NOT NULL ORDER BY read_at DESC LIMIT {MostShown}")
            .Select(r => new ReportHead(r, r.Open(keys)?.Name ?? "", counts.GetValueOrDefault(r.Id)?.Number ?? 0, counts.GetValueOrDefault(r.Id)?.LeftOpen ?? 0))];
    }

    private sealed class CountRow
    {
        public string Report { get; init; } = "";

        public long Number { get; init; }

        public long LeftOpen { get; init; }
    }

    /// <summary>A report in a line.</summary>
    internal sealed record ReportHead(ReportRow Row, string Name, long Proposals, long Open);

    /// <summary>What the list shows.</summary>
    internal sealed record ReportsShown(IReadOnlyList<ReportHead> Reports, string? Fault);

    /// <summary>A proposal, opened.</summary>
    internal sealed record ProposalAtDesk(ProposalRow Row, StoredProposal Proposal);

    /// <summary>What the page of a report shows.</summary>
    internal sealed record ReportShown(ReportRow Row, ReportContent Report, IReadOnlyList<ProposalAtDesk> Proposals, RecordSet All, bool IsKnown, string Refused);

    /// <summary>A report, as the route answers it.</summary>
    internal sealed record ReportView(string Id, string Name, string Dated, IReadOnlyList<ProposalView> Proposals);

    /// <summary>A proposal, as the route answers it: open, accepted, merged or rejected, and the record that it became.</summary>
    internal sealed record ProposalView(int Number, string State, string Record, StoredProposal Proposal);
}
