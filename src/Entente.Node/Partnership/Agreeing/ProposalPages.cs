using Entente.Node.Accounts;
using Entente.Node.Configuration;
using Entente.Node.Desk;
using Entente.Node.Exchange;
using Entente.Node.Oversight;
using Entente.Node.Partnership.Records;
using Entente.Node.Storage;

namespace Entente.Node.Partnership.Agreeing;

/// <summary>GET and POST /desk/programme/record/{id}/propose: the form by which a change of a partner's record is proposed. GET /desk/programme/proposal/{proposal}: base, now and proposed side by side; POST …/accept and …/refuse.</summary>
internal static class ProposalPages
{
    public static void Map(WebApplication node)
    {
        node.MapGet("/desk/programme/record/{id}/propose", Form).Requires(Permission.KeepProgramme).ExcludeFromDescription();
        node.MapPost("/desk/programme/record/{id}/propose", ProposeAsync).Requires(Permission.KeepProgramme).DisableAntiforgery().ExcludeFromDescription();
        node.MapGet("/desk/programme/proposal/{proposal}", (string proposal, HttpContext context, ProgrammeRecords records, Database database, KeyStore keys, Colleagues colleagues) => Show(proposal, context, records, database, keys, colleagues, null, ""))
            .Requires(Permission.ReadProgramme).ExcludeFromDescription();
        node.MapPost("/desk/programme/proposal/{proposal}/{step}", DecideAsync).Requires(Permission.AgreeProgramme).DisableAntiforgery().ExcludeFromDescription();
    }

    /// <summary>The page of a proposal.</summary>
    public static string PathOf(string proposal) => $"/desk/programme/proposal/{Uri.EscapeDataString(proposal)}";

    private static IResult Form(string id, HttpContext context, ProgrammeRecords records)
    {
        var all = records.Read();
        if (all.Find(id) is not { IsOwn: false } record)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Pages.Show<RecordFormPage>(context, null);
        }

        return Pages.Show<RecordFormPage>(context, new RecordPages.RecordFormShown(record.Kind, record, record.Content, record.Handling, [], null, all) { IsProposal = true });
    }

    private static async Task<IResult> ProposeAsync(string id, HttpContext context, OwnService own, KeyStore keys, ProgrammeRecords records, RecordSender sender, LedgerWriter ledger, Caller caller, CancellationToken cancellationToken)
    {
        var all = records.Read();
        if (all.Find(id) is not { IsOwn: false } record)
        {
            return Results.NotFound();
        }

        var sent = await context.Request.ReadFormAsync(cancellationToken);
        var content = WithUnseen(RecordForm.Read(record.Kind, sent, record.Content).Content, record, all);
        var version = long.TryParse(sent["version"], System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var seen) ? seen : 0;
        var shown = new RecordPages.RecordFormShown(record.Kind, record with { Version = version }, content, record.Handling, [], null, all) { IsProposal = true, Note = sent["proposal-note"].ToString() };
        if (RecordForm.Wants(record.Kind, sent) is { } rows)
        {
            return Pages.Show<RecordFormPage>(context, shown with { More = rows });
        }

        var step = await ledger.WriteAsync(work => ProposeRecord.Propose(work, id, version, content.Tidy(), shown.Note, own, keys, sender, caller), cancellationToken);
        if (step.IsTaken)
        {
            return Results.LocalRedirect($"~{AgreeingPages.PathOf(id)}?done=propose");
        }

        context.Response.StatusCode = step.Bar is null ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status409Conflict;
        return Pages.Show<RecordFormPage>(context, shown with { Faults = step.Faults, Refused = step.Bar is { } bar ? [$"programme.agree.bar.{Codes.Of(bar)}", .. step.Bars.Select(b => $"share.bar.{b}")] : [] });
    }

    /// <summary>What was typed, with references that this service cannot offer because the records are not here: nobody has taken them out.</summary>
    private static RecordContent WithUnseen(RecordContent typed, ProgrammeRecord record, RecordSet all)
    {
        foreach (var field in record.Kind.Fields.Where(f => f.Type == FieldType.Reference && typed[f.Name].Length == 0 && record.Content[f.Name].Length > 0 && all.Find(record.Content[f.Name]) is null))
        {
            typed.Fields[field.Name] = record.Content[field.Name];
        }

        return typed;
    }

    private static IResult Show(string proposal, HttpContext context, ProgrammeRecords records, Database database, KeyStore keys, Colleagues colleagues, ProposalStep? refused, string why)
    {
        using var connection = database.Open();
        var all = records.Read(connection);
        if (ProposalRow.Find(connection, proposal) is not { } row || all.Find(row.Record) is not { } record)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Pages.Show<ProposalPage>(context, null);
        }

        var key = Dapper.SqlMapper.ExecuteScalar<string>(connection, "SELECT key_id FROM programme_record WHERE id = @Record", new { row.Record }) ?? "";
        var before = ReadRecords.VersionsOf(connection, keys, row.Record).FirstOrDefault(v => v.Version == row.BaseVersion)?.Content;
        return Pages.Show<ProposalPage>(context, new ProposalShown(record, ProposalView.Of(row, keys, key), before, all, colleagues.NamesOf([row.MadeBy, row.DecidedBy]), refused, why));
    }

    private static async Task<IResult> DecideAsync(string proposal, string step, HttpContext context, [AsParameters] DecideProposal.Deciding with, Database database, Colleagues colleagues, CancellationToken cancellationToken)
    {
        var why = (await context.Request.ReadFormAsync(cancellationToken))["why"].ToString();
        var outcome = step == "accept" ? await DecideProposal.AcceptAsync(proposal, with, cancellationToken) : await DecideProposal.RefuseAsync(proposal, why, with, cancellationToken);
        if (outcome.IsTaken)
        {
            return Results.LocalRedirect($"~{PathOf(proposal)}");
        }

        context.Response.StatusCode = outcome.Bar is null ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status409Conflict;
        return Show(proposal, context, with.Records, database, with.Keys, colleagues, outcome, why);
    }
}

/// <summary>What the page of a proposal shows.</summary>
/// <param name="Record">The record as it is now.</param>
/// <param name="Proposal">What is proposed.</param>
/// <param name="Before">What the record said when it was proposed; null where that is not here.</param>
/// <param name="All">All records.</param>
/// <param name="Names">Names of colleagues by id.</param>
/// <param name="Refused">Why a step was not taken; null where none was tried.</param>
/// <param name="Why">What was typed.</param>
internal sealed record ProposalShown(ProgrammeRecord Record, ProposalView Proposal, RecordContent? Before, RecordSet All, IReadOnlyDictionary<string, string> Names, ProposalStep? Refused, string Why);
