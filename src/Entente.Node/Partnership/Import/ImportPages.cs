using System.Globalization;
using Entente.Node.Accounts;
using Entente.Node.Configuration;
using Entente.Node.Desk;
using Entente.Node.Oversight;
using Entente.Node.Partnership.Records;
using Entente.Node.Storage;
using Microsoft.AspNetCore.Mvc;

namespace Entente.Node.Partnership.Import;

/// <summary>
/// GET /desk/programme/import: imports, and a form for a file. POST: a file comes. GET …/{id}: what it would become; POST …/{id}/plan: how it is to be read; …/take: it becomes records; …/undo: they are deleted; …/end: it is
/// given up.
/// </summary>
internal static class ImportPages
{
    // The parts of the form around the file.
    private const int MostFormBytes = Spreadsheet.MostBytes + (1 << 16);

    // Whoever takes a large file sees how far it is after so long.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    public static void Map(WebApplication node)
    {
        node.MapGet("/desk/programme/import", List).Requires(Permission.KeepProgramme).ExcludeFromDescription();
        node.MapPost("/desk/programme/import", UploadAsync).Requires(Permission.KeepProgramme).DisableAntiforgery().ExcludeFromDescription().WithMetadata(new RequestSizeLimitAttribute(MostFormBytes));
        node.MapGet("/desk/programme/import/{id}", One).Requires(Permission.KeepProgramme).ExcludeFromDescription();
        node.MapPost("/desk/programme/import/{id}/plan", PlanAsync).Requires(Permission.KeepProgramme).DisableAntiforgery().ExcludeFromDescription();
        node.MapPost("/desk/programme/import/{id}/take", TakeAsync).Requires(Permission.KeepProgramme).DisableAntiforgery().ExcludeFromDescription();
        node.MapPost("/desk/programme/import/{id}/undo", UndoAsync).Requires(Permission.KeepProgramme).DisableAntiforgery().ExcludeFromDescription();
        node.MapPost("/desk/programme/import/{id}/end", EndAsync).Requires(Permission.KeepProgramme).DisableAntiforgery().ExcludeFromDescription();
    }

    /// <summary>The page of an import.</summary>
    public static string PathOf(string id) => $"/desk/programme/import/{Uri.EscapeDataString(id)}";

    private static IResult List(HttpContext context, Imports imports, Colleagues colleagues) => ShowList(context, imports, colleagues, null);

    private static IResult ShowList(HttpContext context, Imports imports, Colleagues colleagues, SpreadsheetFault? fault)
    {
        var rows = imports.Newest();
        return Pages.Show<ImportsPage>(context, new ImportsShown(rows, colleagues.NamesOf(rows.SelectMany(r => new[] { r.MadeBy, r.TakenBy, r.UndoneBy })), fault));
    }

    private static async Task<IResult> UploadAsync(HttpContext context, Imports imports, Colleagues colleagues, LedgerWriter ledger, Caller caller, CancellationToken cancellationToken)
    {
        var (bytes, name) = await FileOfAsync(context, cancellationToken);
        var file = Spreadsheet.Read(bytes);
        if (file.Fault is { } fault)
        {
            context.Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return ShowList(context, imports, colleagues, fault);
        }

        return Results.LocalRedirect($"~{PathOf(await imports.KeepAsync(bytes, name, ImportPlan.Guess(file), ledger, caller, cancellationToken))}");
    }

    /// <summary>The file of a form. It stays in memory: what is written to a disk unsealed stays there.</summary>
    private static async Task<(byte[] Bytes, string Name)> FileOfAsync(HttpContext context, CancellationToken cancellationToken)
    {
        if (!context.Request.HasFormContentType)
        {
            return ([], "");
        }

        try
        {
            var form = await context.Request.ReadFormAsync(new Microsoft.AspNetCore.Http.Features.FormOptions { MemoryBufferThreshold = MostFormBytes, MultipartBodyLengthLimit = MostFormBytes }, cancellationToken);
            if (form.Files.GetFile("file") is not { } file)
            {
                return ([], "");
            }

            using var memory = new MemoryStream((int)file.Length);
            await file.CopyToAsync(memory, cancellationToken);
            return (memory.ToArray(), Path.GetFileName(file.FileName));
        }
        catch (InvalidDataException)
        {
            // Longer than a form may be: said as for any file that is too long.
            return (new byte[Spreadsheet.MostBytes + 1], "");
        }
    }

    private static IResult One(string id, HttpContext context, Imports imports, ProgrammeRecords records, Database database, Colleagues colleagues, string refused = "")
    {
        if (imports.Find(id) is not { } row)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Pages.Show<ImportPage>(context, null);
        }

        var shown = new ImportShown(row, Codes.Find<ImportBar>(refused), colleagues.NamesOf([row.MadeBy, row.TakenBy, row.UndoneBy]));
        if (imports.Running.TryGetValue(id, out var progress))
        {
            return Pages.Show<ImportPage>(context, shown with { Progress = progress });
        }

        var all = records.Read();
        if (imports.Open(id) is { } open)
        {
            var plan = ImportPlan.Of(open.Row.Plan);
            var kind = RecordKinds.Find(plan.Kind) ?? RecordKinds.Engagement;
            return Pages.Show<ImportPage>(context, shown with { Open = open, Plan = plan, Trial = Trial.Of(open.File, plan, all, id), Order = DateOrder.Of(open.File.Sheets[plan.Sheet], plan.Header, plan.Columns, kind), All = all });
        }

        using var connection = database.Open();
        return Pages.Show<ImportPage>(context, shown with { Made = [.. Imports.RecordsOf(connection, id).Select(r => all.Find(r.Id)).OfType<ProgrammeRecord>()], Shared = Imports.SharedOf(connection, id), All = all });
    }

    private static async Task<IResult> PlanAsync(string id, HttpContext context, Imports imports, LedgerWriter ledger, Caller caller, CancellationToken cancellationToken)
    {
        var sent = await context.Request.ReadFormAsync(cancellationToken);
        if (imports.Open(id) is not { } open)
        {
            return Back(id, ImportBar.Over);
        }

        await Imports.ReplanAsync(id, PlanOf(sent, open.File, ImportPlan.Of(open.Row.Plan)), ledger, caller, cancellationToken);
        return Results.LocalRedirect($"~{PathOf(id)}");
    }

    /// <summary>What was chosen on the screen. Where sheet, headings or kind are others than before, columns are guessed anew.</summary>
    private static ImportPlan PlanOf(IFormCollection sent, Spreadsheet file, ImportPlan before)
    {
        var sheet = Math.Clamp(Number(sent["sheet"], before.Sheet), 0, file.Sheets.Count - 1);
        var kind = RecordKinds.Find(sent["kind"].ToString()) ?? RecordKinds.Find(before.Kind) ?? RecordKinds.Engagement;
        var header = Number(sent["header"], before.Header + 1) - 1;
        var guess = sheet != before.Sheet ? ImportPlan.Guess(file, sheet, kind.Name) : header != before.Header || kind.Name != before.Kind ? ImportPlan.Guess(file, sheet, kind.Name, header) : null;
        var targets = Targets.Of(kind).ToHashSet(StringComparer.Ordinal);
        var currency = sent["currency"].ToString().Trim().ToUpperInvariant();
        var plan = guess ?? before with
        {
            Columns = [.. Enumerable.Range(0, file.Sheets[sheet].Width).Select(i => sent[$"column-{i}"].ToString()).Select(t => targets.Contains(t) ? t : "")],
            MonthFirst = sent["order"] == "month-first",
            Fixed = Targets.Fixable(kind).Select(f => (f.Name, Value: sent[$"fixed-{f.Name}"].ToString())).Where(f => f.Value.Length > 0).ToDictionary(f => f.Name, f => f.Value, StringComparer.Ordinal),
        };
        return plan with { Currency = currency.Length == 3 && currency.All(char.IsAsciiLetterUpper) ? currency : "", Handling = sent["handling"].ToString().Trim() is { Length: > 0 } handling ? handling : before.Handling };
    }

    private static async Task<IResult> TakeAsync(string id, HttpContext context, TakeImport take, Caller caller, CancellationToken cancellationToken)
    {
        var sent = await context.Request.ReadFormAsync(cancellationToken);
        var taking = Task.Run(() => take.TakeAsync(id, sent["how"] == "all", caller), CancellationToken.None);
        return await Task.WhenAny(taking, Task.Delay(Patience, cancellationToken)) == taking ? Back(id, await taking) : Back(id, null);
    }

    private static async Task<IResult> UndoAsync(string id, TakeImport take, Caller caller, CancellationToken cancellationToken) => Back(id, await take.UndoAsync(id, caller, cancellationToken));

    private static async Task<IResult> EndAsync(string id, TakeImport take, Caller caller, CancellationToken cancellationToken) =>
        await take.EndAsync(id, caller, cancellationToken) is { } bar ? Back(id, bar) : Results.LocalRedirect("~/desk/programme/import");

    private static IResult Back(string id, ImportBar? bar) => Results.LocalRedirect($"~{PathOf(id)}{(bar is { } refused ? $"?refused={Codes.Of(refused)}" : "")}");

    private static int Number(Microsoft.Extensions.Primitives.StringValues sent, int otherwise) => int.TryParse(sent, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : otherwise;

    /// <summary>What the list shows.</summary>
    internal sealed record ImportsShown(IReadOnlyList<ImportRow> Rows, IReadOnlyDictionary<string, string> Names, SpreadsheetFault? Fault);

    /// <summary>What the page of an import shows.</summary>
    internal sealed record ImportShown(ImportRow Row, ImportBar? Refused, IReadOnlyDictionary<string, string> Names)
    {
        public ImportProgress? Progress { get; init; }

        public OpenImport? Open { get; init; }

        public ImportPlan Plan { get; init; } = new();

        public Trial? Trial { get; init; }

        public DateOrder? Order { get; init; }

        public IReadOnlyList<ProgrammeRecord> Made { get; init; } = [];

        /// <summary>Those of them that a partner has had, by id.</summary>
        public IReadOnlySet<string> Shared { get; init; } = new HashSet<string>();

        /// <summary>Whether an undoing leaves a record.</summary>
        public bool Stays(ProgrammeRecord record) => record.Version > 1 || Shared.Contains(record.Id);

        public RecordSet? All { get; init; }
    }
}
