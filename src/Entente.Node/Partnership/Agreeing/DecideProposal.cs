using Entente.Node.Accounts;
using Entente.Node.Configuration;
using Entente.Node.Exchange.Partners;
using Entente.Node.Oversight;
using Entente.Node.Oversight.Purposes;
using Entente.Node.Partnership.Records;
using Entente.Node.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Entente.Node.Partnership.Agreeing;

/// <summary>
/// POST /programme/proposals/{proposal}/accept: what a partner proposed becomes the next version of the record, which goes to every partner that has it. POST …/refuse: it does not, and the partner hears why. A proposal that stands on
/// an earlier version is not accepted; the answer says what has changed meanwhile.
/// </summary>
internal static class DecideProposal
{
    public static void Map(WebApplication node)
    {
        node.MapPost("/programme/proposals/{proposal}/accept", AcceptRoute).Requires(Permission.AgreeProgramme).WithName("accept-programme-proposal");
        node.MapPost("/programme/proposals/{proposal}/refuse", RefuseRoute).Accepts<RefusalRequest>("application/json").Requires(Permission.AgreeProgramme).WithName("refuse-programme-proposal");
    }

    private static async Task<Results<Ok<AgreeingAnswer>, ProblemHttpResult>> AcceptRoute(
        string proposal, Caller caller, LedgerWriter ledger, KeyStore keys, ProgrammeRecords records, RecordWriter writer, RecordSender sender, CancellationToken cancellationToken) =>
        Answer(await AcceptAsync(proposal, new(caller, ledger, keys, records, writer, sender), cancellationToken), ProposalRow.Accepted);

    private static async Task<Results<Ok<AgreeingAnswer>, ProblemHttpResult>> RefuseRoute(
        string proposal, StrictBody<RefusalRequest> body, Caller caller, LedgerWriter ledger, KeyStore keys, ProgrammeRecords records, RecordWriter writer, RecordSender sender, CancellationToken cancellationToken) =>
        body.Value is not { } request ? Problems.Of(StatusCodes.Status400BadRequest, "The refusal is not as it should be", body.Fault ?? "Send one JSON object.")
        : Answer(await RefuseAsync(proposal, request.Why, new(caller, ledger, keys, records, writer, sender), cancellationToken), ProposalRow.Refused);

    /// <summary>Makes a proposal the next version.</summary>
    public static Task<ProposalStep> AcceptAsync(string proposal, Deciding with, CancellationToken cancellationToken)
    {
        // The records to which it may refer are read before the work, as they are for a change that is typed in.
        var all = with.Records.Read();
        return with.Ledger.WriteAsync(work => Accept(work, proposal, with, all), cancellationToken);
    }

    private static ProposalStep Accept(Work work, string proposal, Deciding with, RecordSet all)
    {
        if (Found(work, proposal, with.Keys) is not var (row, record, share))
        {
            return new(ProposalBar.Unknown);
        }

        if (!row.IsForUs)
        {
            return new(ProposalBar.Decided);
        }

        if (row.OpenContent(with.Keys, RecordRow.Find(work, record.Id)?.KeyId ?? "") is not { } content)
        {
            return new(ProposalBar.Unknown);
        }

        if (row.BaseVersion != record.Version)
        {
            return new(ProposalBar.Changed) { Changed = VersionBefore(work, with.Keys, record.Id, row.BaseVersion) is { } before ? RecordDifference.Between(before, record.Content) : [] };
        }

        var draft = new RecordDraft(record.Kind, content, record.Handling, $"partner:{row.Partner}");
        if (RecordRules.Faults(draft, all) is { Count: > 0 } faults)
        {
            return new(null) { Faults = faults };
        }

        if (RecordSender.Bars(work, share.Partner, share.Purpose, record.Handling) is { Count: > 0 } bars)
        {
            return new(ProposalBar.Barred) { Bars = bars };
        }

        var next = record.Version + 1;
        with.Writer.Change(work, RecordRow.Find(work, record.Id) ?? throw new InvalidOperationException("It was there."), draft, with.Caller);
        ProposalRow.Close(work, proposal, ProposalRow.Accepted, next, null, with.Caller.Id);
        work.Record(with.Caller.Did(ActionCode.ProgrammeProposalAccepted, record.Id, new { Proposal = proposal, row.Partner, Version = next }));
        with.Sender.SendDecision(work, share, record.Handling, new(RecordDecisionForm.Name, record.Id, proposal, ProposalRow.Accepted, next, ""), with.Caller.Id, with.Caller.Ground);
        return new(null) { Id = proposal, Version = next };
    }

    /// <summary>Refuses a proposal.</summary>
    public static Task<ProposalStep> RefuseAsync(string proposal, string why, Deciding with, CancellationToken cancellationToken) =>
        with.Ledger.WriteAsync(work => Refuse(work, proposal, why.ReplaceLineEndings("\n").Trim(), with), cancellationToken);

    private static ProposalStep Refuse(Work work, string proposal, string why, Deciding with)
    {
        if (Found(work, proposal, with.Keys) is not var (row, record, share))
        {
            return new(ProposalBar.Unknown);
        }

        if (!row.IsForUs)
        {
            return new(ProposalBar.Decided);
        }

        if (why.Length is 0 or > RecordProposalForm.MostNote)
        {
            return new(ProposalBar.NoGround);
        }

        if (RecordSender.Bars(work, share.Partner, share.Purpose, record.Handling) is { Count: > 0 } bars)
        {
            return new(ProposalBar.Barred) { Bars = bars };
        }

        ProposalRow.Close(work, proposal, ProposalRow.Refused, null, ProposalRow.Seal(with.Keys, RecordRow.Find(work, record.Id)?.KeyId ?? "", proposal, "why", why), with.Caller.Id);
        work.Record(with.Caller.Did(ActionCode.ProgrammeProposalRefused, record.Id, new { Proposal = proposal, row.Partner }));
        with.Sender.SendDecision(work, share, record.Handling, new(RecordDecisionForm.Name, record.Id, proposal, ProposalRow.Refused, null, why), with.Caller.Id, with.Caller.Ground);
        return new(null) { Id = proposal, Version = record.Version };
    }

    private static (ProposalRow Row, ProgrammeRecord Record, RecordShareRow Share)? Found(Work work, string proposal, KeyStore keys) =>
        ProposalRow.Find(work, proposal) is { IsOurs: 0 } row && RecordRow.Find(work, row.Record)?.Open(keys) is { IsOwn: true } record && RecordShareRow.Find(work, row.Record, row.Partner) is { } share ? (row, record, share) : null;

    private static RecordContent? VersionBefore(Work work, KeyStore keys, string record, long version) =>
        RecordRow.Find(work, record) is { } row && work.Find<VersionRow>("SELECT * FROM programme_version WHERE record = @record AND version = @version", new { record, version }) is { Content: { } content }
        && keys.Open(row.KeyId, RecordRow.PlaceOf(record, version), content) is { } plain ? RecordContent.Read(plain) : null;

    private static Results<Ok<AgreeingAnswer>, ProblemHttpResult> Answer(ProposalStep step, string state) => step switch
    {
        { Faults.Count: > 0 } => Problems.Of(StatusCodes.Status422UnprocessableEntity, "The proposal is not as it should be", string.Join(' ', step.Faults.Select(f => $"{f.Field}: {f.Code}."))),
        { Bar: ProposalBar.Unknown } => Problems.Of(StatusCodes.Status404NotFound, "Unknown proposal", "No partner has proposed a change under that id; GET /programme/records/{id}/agreeing has those of a record."),
        { Bar: ProposalBar.Changed } => Problems.Of(StatusCodes.Status409Conflict, "Another version is in force", $"Changed since the version on which it stands: {string.Join(", ", step.Changed)}. Refuse it, or change the record yourself."),
        { Bar: ProposalBar.Barred } => AgreeingAnswer.Barred(step.Bars),
        { Bar: ProposalBar.NoGround } => Problems.Of(StatusCodes.Status400BadRequest, "The refusal is not as it should be", $"why is missing, or longer than {RecordProposalForm.MostNote} characters; the partner reads it."),
        { Bar: not null } => Problems.Of(StatusCodes.Status409Conflict, "The proposal is decided", "Somebody was first. Read it again."),
        _ => TypedResults.Ok(new AgreeingAnswer(step.Id, step.Version, state)),
    };

    /// <summary>With what a proposal is decided.</summary>
    internal sealed record Deciding(Caller Caller, LedgerWriter Ledger, KeyStore Keys, ProgrammeRecords Records, RecordWriter Writer, RecordSender Sender);

    /// <summary>Why it is refused.</summary>
    internal sealed record RefusalRequest
    {
        /// <summary>In words, 1 to 2,000 characters.</summary>
        public string Why { get; init; } = "";
    }
}

/// <summary>Takes in how a partner would change a record of this service. What is not about a record that it has is recorded, and nothing else; what cannot be read is refused at once, so that it waits nowhere.</summary>
internal sealed class TakeProposal(KeyStore keys, RecordSender sender) : Exchange.Receiving.IMessageEffect
{
    /// <inheritdoc />
    public string Type => Entente.Ledger.Envelopes.MessageType.RecordProposal;

    /// <inheritdoc />
    public void Take(Work work, Entente.Ledger.Envelopes.MessageHeader header, ReadOnlyMemory<byte> payload)
    {
        var partner = PartnerRow.SenderOf(work, header);
        var form = RecordProposalForm.Read(payload.Span);
        var row = form is null ? null : RecordRow.Find(work, form.Record);
        var share = form is null ? null : RecordShareRow.Find(work, form.Record, partner.Code);
        if (form is null || row is not { Owner: "" } || share is null || !form.Proposal.StartsWith(partner.Code + ":", StringComparison.Ordinal) || ProposalRow.Find(work, form.Proposal) is not null || form.Base > row.Version)
        {
            work.Record(partner.Did(ActionCode.ProgrammePartnerRefused, form?.Record ?? header.Id.ToString(), new { header.Type, Why = form is null ? TakeVersion.Unreadable : "not-shared" }));
            return;
        }

        ProposalRow.Insert(work, keys, row.KeyId, form, partner.Code, isOurs: false, form.By);
        work.Record(partner.Did(ActionCode.ProgrammeProposalReceived, form.Record, new { form.Proposal, form.Base }));
        if (row.DeletedAt is not null || share.Status != RecordShareRow.Shared)
        {
            ProposalRow.Lapse(work, form.Record, partner.Code);
        }
        else if (!IsReadable(row, form) && RecordSender.Bars(work, partner.Code, share.Purpose, row.Handling).Count == 0)
        {
            ProposalRow.Close(work, form.Proposal, ProposalRow.Refused, null, null, AgreeingClock.Node);
            work.Record(Act.Of(AgreeingClock.Node, ActionCode.ProgrammeProposalRefused, share.Ground, form.Record, new { form.Proposal, Partner = partner.Code, Why = TakeVersion.OtherForm }));
            sender.SendDecision(work, share, row.Handling, new(RecordDecisionForm.Name, form.Record, form.Proposal, ProposalRow.Refused, null, ""), AgreeingClock.Node, share.Ground);
        }
    }

    private static bool IsReadable(RecordRow row, RecordProposalForm form) =>
        RecordKinds.Find(row.Kind) is { } kind && RecordJson.ContentOf(form.Content) is { } content && RecordRules.FormFaults(new(kind, content, row.Handling)).Count == 0;
}

/// <summary>Takes in what the owner of a record has decided about a proposal of this service. One that lapsed here by a recall may have been decided there, where the record was shared anew meanwhile: the owner's word stands.</summary>
internal sealed class TakeDecision(KeyStore keys) : Exchange.Receiving.IMessageEffect
{
    /// <inheritdoc />
    public string Type => Entente.Ledger.Envelopes.MessageType.RecordDecision;

    /// <inheritdoc />
    public void Take(Work work, Entente.Ledger.Envelopes.MessageHeader header, ReadOnlyMemory<byte> payload)
    {
        var partner = PartnerRow.SenderOf(work, header);
        var form = RecordDecisionForm.Read(payload.Span);
        if (form is null || ProposalRow.Find(work, form.Proposal) is not { IsOurs: 1, State: ProposalRow.Open or ProposalRow.Lapsed } row || row.Partner != partner.Code || row.Record != form.Record)
        {
            work.Record(partner.Did(ActionCode.ProgrammePartnerRefused, form?.Record ?? header.Id.ToString(), new { header.Type, Why = form is null ? TakeVersion.Unreadable : "not-asked" }));
            return;
        }

        var why = RecordRow.Find(work, form.Record) is { KeyId.Length: > 0 } record ? ProposalRow.Seal(keys, record.KeyId, form.Proposal, "why", form.Why) : null;
        ProposalRow.Close(work, form.Proposal, form.Decision, form.Version, why, $"partner:{partner.Code}");
        work.Record(partner.Did(ActionCode.ProgrammeDecisionReceived, form.Record, new { form.Proposal, form.Decision, form.Version }));
    }
}
