using Entente.Node.Accounts;
using Entente.Node.Configuration;
using Entente.Node.Oversight;
using Entente.Node.Oversight.Purposes;
using Entente.Node.Partnership.Records;
using Entente.Node.Storage;
using Entente.Reports;
using Entente.Reports.Proposals;
using Entente.Reports.Text;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Entente.Node.Partnership.Reports;

/// <summary>POST /programme/reports: an open report is read, here and by rules alone, and what it gives reason to record is proposed. Nothing becomes a record before a person has accepted it.</summary>
internal static class ReadReport
{
    // A long article has 20 kB; more than this is no report.
    private const int MostCharacters = 1_000_000, LongestName = 200;

    public static void Map(WebApplication node) =>
        node.MapPost("/programme/reports", Handle).Accepts<ReportRequest>("application/json").Requires(Permission.KeepProgramme).WithName("read-report");

    private static async Task<Results<Ok<ReportTaken>, ProblemHttpResult>> Handle(StrictBody<ReportRequest> body, ReportDesk desk, Caller caller, CancellationToken cancellationToken)
    {
        if (body.Value is not { } request || FaultOf(request.Name, request.Text) is not null)
        {
            return Problems.Of(StatusCodes.Status400BadRequest, "The report cannot be read", body.Fault ?? FaultOf(body.Value?.Name ?? "", body.Value?.Text ?? "") ?? "");
        }

        return TypedResults.Ok(await desk.TakeAsync(request.Name, request.Text, request.Date, caller, cancellationToken));
    }

    /// <summary>Why a report is not read; null where it is.</summary>
    public static string? FaultOf(string name, string text) =>
        name.Trim().Length is 0 or > LongestName ? $"name is missing or longer than {LongestName} characters; say what the report is called."
        : text.Trim().Length == 0 ? "text is missing: send the report as text or as a page (HTML)."
        : text.Length > MostCharacters ? $"text is longer than {MostCharacters} characters; send one report at a time."
        : null;

    /// <summary>A report to be read.</summary>
    internal sealed record ReportRequest
    {
        /// <summary>What it is called.</summary>
        public string Name { get; init; } = "";

        /// <summary>The text, or the page.</summary>
        public string Text { get; init; } = "";

        /// <summary>Its day, against which "last week" is read; where it is not given, that of its dateline or markup.</summary>
        public DateOnly? Date { get; init; }
    }

    /// <summary>A report that was read.</summary>
    /// <param name="Id">Its id.</param>
    /// <param name="Proposals">How much it gives reason to record.</param>
    /// <param name="IsKnown">Whether it had been read before, in which case nothing has changed.</param>
    internal sealed record ReportTaken(string Id, int Proposals, bool IsKnown);
}

/// <summary>Reads reports and decides proposals, each in one work.</summary>
internal sealed class ReportDesk(LedgerWriter ledger, KeyStore keys, ProgrammeRecords records, RecordWriter writer, Catalogue catalogue)
{
    /// <summary>Reads a report, unless it was read before.</summary>
    public async Task<ReadReport.ReportTaken> TakeAsync(string name, string text, DateOnly? date, Caller caller, CancellationToken cancellationToken)
    {
        var report = ReportText.Of(name.Trim(), text);
        var day = date ?? ReportReader.DateOf(report);
        var proposals = ReportReader.Read([report], day, [.. records.Read().ById.Values.Select(KnownOf).OfType<KnownRecord>()]).Select(StoredProposal.Of).ToList();
        return await ledger.WriteAsync(work => Take(work, name.Trim(), text, day, proposals, caller), cancellationToken);
    }

    private ReadReport.ReportTaken Take(Work work, string name, string text, DateOnly? day, List<StoredProposal> proposals, Caller caller)
    {
        var mark = keys.MarkOf("report", text);
        if (work.Value<string>("SELECT id FROM programme_report WHERE mark = @mark", new { mark }) is { } known)
        {
            work.Record(caller.Did(ActionCode.ReportRead, known, new { Known = true }));
            return new(known, work.Value<int>("SELECT count(*) FROM programme_proposal WHERE report = @known", new { known }), true);
        }

        var (id, key) = (Guid.CreateVersion7(work.Now).ToString("N"), keys.Make());
        var until = work.Now + (catalogue.Allows(caller.Ground, Doing.Cooperate) ? catalogue.Keep(caller.Ground, Doing.Cooperate) : TimeSpan.Zero);
        work.Execute(
            "INSERT INTO programme_report (id, key_id, content, mark, dated, purpose, legal_basis, read_at, read_by, keep_until) VALUES (@id, @key, @content, @mark, @dated, @Purpose, @LegalBasis, @Now, @by, @until)",
            new { id, key, content = keys.Seal(key, ReportRow.PlaceOf(id), System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(new ReportContent(name, text))), mark, dated = day?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) ?? "", caller.Ground.Purpose, caller.Ground.LegalBasis, work.Now, by = caller.Id, until });
        foreach (var (number, proposal) in proposals.Index())
        {
            // What a person has rejected is not asked again.
            var said = keys.MarkOf("proposal", proposal.Said);
            var wasRejected = work.Value<long>("SELECT count(*) FROM programme_proposal WHERE mark = @said AND state = 'rejected'", new { said }) > 0;
            work.Execute("INSERT INTO programme_proposal (report, number, kind, content, mark, state, record) VALUES (@id, @number, @Kind, @content, @said, @state, '')",
                new { id, number, proposal.Kind, content = keys.Seal(key, ProposalRow.PlaceOf(id, number), proposal.ToBytes()), said, state = wasRejected ? ProposalRow.Rejected : ProposalRow.IsOpen });
        }

        work.Record(caller.Did(ActionCode.ReportRead, id, new { Proposals = proposals.Count }));
        return new(id, proposals.Count, false);
    }

    /// <summary>Makes a record of a proposal, as it is or as a person has changed it.</summary>
    /// <param name="report">The report.</param>
    /// <param name="number">Which proposal.</param>
    /// <param name="changed">What the person made of it; null for as it is.</param>
    /// <param name="caller">The person.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public async Task<RecordStep> AcceptAsync(string report, int number, RecordDraft? changed, Caller caller, CancellationToken cancellationToken)
    {
        var all = records.Read();
        return await ledger.WriteAsync(
            work =>
            {
                if (Find(work, report, number) is not { } found)
                {
                    return new RecordStep("", 0, [], RecordBar.Unknown);
                }

                var draft = changed is null ? ProposalDraft.Of(found.Proposal, found.Report.Name, $"report:{report}") : changed with { Source = $"report:{report}" };
                if (RecordRules.Faults(draft, all) is { Count: > 0 } faults)
                {
                    return new RecordStep("", 0, faults, null);
                }

                var id = writer.Create(work, draft, caller);
                Decide(work, found.Row, ProposalRow.Accepted, id, caller);
                return new RecordStep(id, 1, [], null);
            },
            cancellationToken);
    }

    /// <summary>Takes chosen values of a proposal into a record that exists: the report corrects it, or fills what was not known.</summary>
    public async Task<RecordStep> MergeAsync(string report, int number, string record, IReadOnlyCollection<string> fields, Caller caller, CancellationToken cancellationToken)
    {
        var all = records.Read();
        return await ledger.WriteAsync(
            work =>
            {
                if (Find(work, report, number) is not { } found || all.Find(record) is not { IsOwn: true } known || RecordRow.Find(work, record) is not { DeletedAt: null } row || row.Version != known.Version)
                {
                    return new RecordStep(record, 0, [], RecordBar.Unknown);
                }

                var proposed = ProposalDraft.Of(found.Proposal, found.Report.Name, $"report:{report}").Content;
                var content = known.Content.Tidy();
                var taken = fields.Where(proposed.Fields.ContainsKey).ToList();
                if (taken.Count == 0)
                {
                    return new RecordStep(record, known.Version, [new RecordFault("", "needed")], null);
                }

                foreach (var field in taken)
                {
                    content.Fields[field] = proposed[field];
                    content.Evidence[field] = proposed.Evidence[field];
                }

                var draft = new RecordDraft(known.Kind, content, known.Handling, $"report:{report}");
                if (RecordRules.Faults(draft, all) is { Count: > 0 } faults)
                {
                    return new RecordStep(record, known.Version, faults, null);
                }

                writer.Change(work, row, draft, caller);
                Decide(work, found.Row, ProposalRow.Merged, record, caller);
                return new RecordStep(record, known.Version + 1, [], null);
            },
            cancellationToken);
    }

    /// <summary>Rejects a proposal; the same is not asked again. False where there is none that is open.</summary>
    public Task<bool> RejectAsync(string report, int number, Caller caller, CancellationToken cancellationToken) =>
        ledger.WriteAsync(
            work =>
            {
                var found = Find(work, report, number);
                if (found is { } one)
                {
                    Decide(work, one.Row, ProposalRow.Rejected, "", caller);
                }
                else
                {
                    work.Record(caller.Did(ActionCode.ProposalDecided, report, new { Number = number, State = "unknown" }));
                }

                return found is not null;
            },
            cancellationToken);

    private (ProposalRow Row, StoredProposal Proposal, ReportContent Report)? Find(Work work, string report, int number) =>
        work.Find<ReportRow>("SELECT * FROM programme_report WHERE id = @report", new { report }) is { } head && head.Open(keys) is { } content
        && ProposalRow.Find(work, report, number) is { State: ProposalRow.IsOpen } row && row.Open(keys, head.KeyId) is { } proposal ? (row, proposal, content) : null;

    private static void Decide(Work work, ProposalRow row, string state, string record, Caller caller)
    {
        work.Execute("UPDATE programme_proposal SET state = @state, record = @record, decided_at = @Now, decided_by = @by WHERE report = @Report AND number = @Number", new { state, record, work.Now, by = caller.Id, row.Report, row.Number });
        work.Record(caller.Did(ActionCode.ProposalDecided, row.Report, new { row.Number, State = state, Record = record }));
    }

    /// <summary>A record as the reader knows it; null where it links to none of its kind.</summary>
    private static KnownRecord? KnownOf(ProgrammeRecord record) => record.Kind.Name switch
    {
        "engagement" => new(record.Id, ProposalKind.Engagement, [record.Title, .. record.Content.LinesOf("actors"), .. record.Content.LinesOf("hosts")], [.. record.Content.LinesOf("actors"), .. record.Content.LinesOf("hosts")], Blank(record.Content["starts"])),
        "agreement" => new(record.Id, ProposalKind.Agreement, [record.Title], [.. record.Content.LinesOf("parties")], Blank(record.Content["signed"])),
        "exercise" => new(record.Id, ProposalKind.Exercise, [record.Title], [.. record.Content.RowsOf("nations").Select(n => n.GetValueOrDefault("nation", ""))], Blank(record.Content["starts"])),
        "case" => new(record.Id, ProposalKind.Equipment, [record.Title], [record.Content["supplier"], record.Content["recipient"]], null),
        "designation" => new(record.Id, ProposalKind.Designation, [record.Title], [record.Content["granted-by"], record.Content["granted-to"]], Blank(record.Content["granted-on"])),
        _ => null,
    };

    private static string? Blank(string text) => text.Length > 0 ? text : null;
}
