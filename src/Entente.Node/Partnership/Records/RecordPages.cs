using Entente.Node.Accounts;
using Entente.Node.Configuration;
using Entente.Node.Desk;
using Entente.Node.Oversight;
using Entente.Node.Oversight.Purposes;
using Entente.Node.Storage;
using Entente.Node.Watchlist;

namespace Entente.Node.Partnership.Records;

/// <summary>
/// GET /desk/programme/records/{kind}: a table of records. GET and POST …/new: one is made. GET /desk/programme/record/{id}: one, with its history; GET and POST …/edit: it is changed; POST …/delete: deleted.
/// </summary>
internal static class RecordPages
{
    public static void Map(WebApplication node)
    {
        node.MapGet("/desk/programme/records/{kind}", List).Requires(Permission.ReadProgramme).ExcludeFromDescription();
        node.MapGet("/desk/programme/records/{kind}/new", New).Requires(Permission.KeepProgramme).ExcludeFromDescription();
        node.MapPost("/desk/programme/records/{kind}/new", CreateAsync).Requires(Permission.KeepProgramme).DisableAntiforgery().ExcludeFromDescription();
        node.MapGet("/desk/programme/record/{id}", One).Requires(Permission.ReadProgramme).ExcludeFromDescription();
        node.MapGet("/desk/programme/record/{id}/edit", Edit).Requires(Permission.KeepProgramme).ExcludeFromDescription();
        node.MapPost("/desk/programme/record/{id}/edit", ChangeAsync).Requires(Permission.KeepProgramme).DisableAntiforgery().ExcludeFromDescription();
        node.MapPost("/desk/programme/record/{id}/delete", DeleteAsync).Requires(Permission.KeepProgramme).DisableAntiforgery().ExcludeFromDescription();
    }

    /// <summary>The page of a record.</summary>
    public static string PathOf(string id) => $"/desk/programme/record/{Uri.EscapeDataString(id)}";

    private static IResult List(string kind, HttpContext context, ProgrammeRecords records, string q = "", int page = 0)
    {
        if (RecordKinds.Find(kind) is not { } found)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Pages.Show<RecordsPage>(context, null);
        }

        var all = records.Read();
        var (rows, total) = ReadRecords.Find(all, found, q, page);
        return Pages.Show<RecordsPage>(context, new RecordsShown(found, rows, total, q, Math.Max(page, 0), all));
    }

    private static IResult One(string id, HttpContext context, ProgrammeRecords records, Database database, KeyStore keys, Colleagues colleagues, bool kept = false, string refused = "")
    {
        using var connection = database.Open();
        var all = records.Read(connection);
        if (all.Find(id) is not { } record)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Pages.Show<RecordPage>(context, null);
        }

        var versions = ReadRecords.VersionsOf(connection, keys, id);
        return Pages.Show<RecordPage>(context, new RecordShown(record, versions, all, colleagues.NamesOf(versions.Select(v => v.By)), kept, Codes.Find<RecordBar>(refused)));
    }

    private static IResult New(string kind, HttpContext context, ProgrammeRecords records)
    {
        if (RecordKinds.Find(kind) is not { } found)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Pages.Show<RecordFormPage>(context, null);
        }

        // A link may fill fields in: a commitment of a visit becomes an action, a report an engagement.
        var form = new RecordContent();
        foreach (var (name, value) in context.Request.Query.Where(q => found.Field(q.Key) is { Type: not FieldType.Rows }))
        {
            form.Fields[name] = value.ToString();
        }

        return Pages.Show<RecordFormPage>(context, new RecordFormShown(found, null, form, Usual, [], null, records.Read()));
    }

    private static IResult Edit(string id, HttpContext context, ProgrammeRecords records)
    {
        var all = records.Read();
        if (all.Find(id) is not { IsOwn: true } record)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Pages.Show<RecordFormPage>(context, null);
        }

        return Pages.Show<RecordFormPage>(context, new RecordFormShown(record.Kind, record, record.Content, record.Handling, [], null, all));
    }

    private static async Task<IResult> CreateAsync(string kind, HttpContext context, LedgerWriter ledger, ProgrammeRecords records, RecordWriter writer, Caller caller, CancellationToken cancellationToken)
    {
        if (RecordKinds.Find(kind) is not { } found)
        {
            return Results.NotFound();
        }

        var sent = await context.Request.ReadFormAsync(cancellationToken);
        var draft = RecordForm.Read(found, sent, new RecordContent());
        var shown = new RecordFormShown(found, null, draft.Content, draft.Handling, [], null, records.Read());
        if (RecordForm.Wants(found, sent) is { } rows)
        {
            return Pages.Show<RecordFormPage>(context, shown with { More = rows });
        }

        return Answer(context, await KeepRecord.CreateAsync(draft with { Content = draft.Content.Tidy() }, ledger, records, writer, caller, cancellationToken), shown);
    }

    private static async Task<IResult> ChangeAsync(string id, HttpContext context, LedgerWriter ledger, ProgrammeRecords records, RecordWriter writer, Caller caller, CancellationToken cancellationToken)
    {
        var all = records.Read();
        if (all.Find(id) is not { IsOwn: true } record)
        {
            return Results.NotFound();
        }

        var sent = await context.Request.ReadFormAsync(cancellationToken);
        var draft = RecordForm.Read(record.Kind, sent, record.Content);
        var version = VersionOf(sent);
        var shown = new RecordFormShown(record.Kind, record with { Version = version }, draft.Content, draft.Handling, [], null, all);
        if (RecordForm.Wants(record.Kind, sent) is { } rows)
        {
            return Pages.Show<RecordFormPage>(context, shown with { More = rows });
        }

        return Answer(context, await KeepRecord.ChangeAsync(id, version, draft with { Content = draft.Content.Tidy() }, ledger, records, writer, caller, cancellationToken), shown);
    }

    private static async Task<IResult> DeleteAsync(string id, HttpContext context, LedgerWriter ledger, ProgrammeRecords records, RecordWriter writer, Caller caller, CancellationToken cancellationToken)
    {
        var sent = await context.Request.ReadFormAsync(cancellationToken);
        var kind = records.Read().Find(id)?.Kind.Name;
        var version = VersionOf(sent);
        var step = await KeepRecord.DeleteAsync(id, version, ledger, writer, caller, cancellationToken);
        return Results.LocalRedirect(step.Bar is { } bar ? $"~{PathOf(id)}?refused={Codes.Of(bar)}" : $"~/desk/programme/records/{kind}");
    }

    /// <summary>The version that whoever sends a form has seen; 0, which none has, where the form does not say.</summary>
    private static long VersionOf(IFormCollection sent) => long.TryParse(sent["version"], System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var seen) ? seen : 0;

    private static IResult Answer(HttpContext context, RecordStep step, RecordFormShown shown)
    {
        if (step.IsKept)
        {
            return Results.LocalRedirect($"~{PathOf(step.Id)}?kept=true");
        }

        context.Response.StatusCode = step.Bar is null ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status409Conflict;
        return Pages.Show<RecordFormPage>(context, shown with { Faults = step.Faults, Bar = step.Bar });
    }

    // What is not marked otherwise goes to nobody outside the organisations that need it.
    private const string Usual = "TLP:AMBER";

    /// <summary>What the table shows.</summary>
    internal sealed record RecordsShown(RecordKind Kind, IReadOnlyList<ProgrammeRecord> Rows, int Total, string Words, int Page, RecordSet All);

    /// <summary>What the page of a record shows.</summary>
    internal sealed record RecordShown(ProgrammeRecord Record, IReadOnlyList<VersionView> Versions, RecordSet All, IReadOnlyDictionary<string, string> Names, bool Kept, RecordBar? Refused);

    /// <summary>What the form shows. More names the rows of which one more is wanted.</summary>
    internal sealed record RecordFormShown(RecordKind Kind, ProgrammeRecord? Record, RecordContent Content, string Handling, IReadOnlyList<RecordFault> Faults, RecordBar? Bar, RecordSet All)
    {
        public string More { get; init; } = "";

        /// <summary>Where the form goes; blank for the page itself.</summary>
        public string Action { get; init; } = "";

        /// <summary>Whether it is a partner's record, of which a change is proposed.</summary>
        public bool IsProposal { get; init; }

        /// <summary>Why it is proposed, as it was typed.</summary>
        public string Note { get; init; } = "";

        /// <summary>Why a proposal was not made, as keys of texts.</summary>
        public IReadOnlyList<string> Refused { get; init; } = [];
    }
}
