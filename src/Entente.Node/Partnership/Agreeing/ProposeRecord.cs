using Entente.Node.Accounts;
using Entente.Node.Configuration;
using Entente.Node.Exchange;
using Entente.Node.Exchange.Release;
using Entente.Node.Oversight;
using Entente.Node.Oversight.Purposes;
using Entente.Node.Partnership.Records;
using Entente.Node.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Entente.Node.Partnership.Agreeing;

/// <summary>POST /programme/records/{id}/proposals: a change of a partner's record is proposed to its owner, from the version that whoever proposes has seen. The record stays as it is until the owner has accepted.</summary>
internal static class ProposeRecord
{
    public static void Map(WebApplication node) =>
        node.MapPost("/programme/records/{id}/proposals", Handle).Accepts<ProposalRequest>("application/json").Requires(Permission.KeepProgramme).WithName("propose-programme-record");

    private static async Task<Results<Ok<AgreeingAnswer>, ProblemHttpResult>> Handle(
        string id, StrictBody<ProposalRequest> body, OwnService own, KeyStore keys, RecordSender sender, LedgerWriter ledger, Caller caller, CancellationToken cancellationToken) =>
        body.Value is not { } request ? Problems.Of(StatusCodes.Status400BadRequest, "The proposal is not as it should be", body.Fault ?? "Send one JSON object.")
        : Answer(await ledger.WriteAsync(work => Propose(work, id, request.Version, KeepRecord.RecordRequest.ContentOf(request.Fields, request.Rows), request.Note, own, keys, sender, caller), cancellationToken), id, request.Version);

    /// <summary>Proposes what a record is to say.</summary>
    public static ProposalStep Propose(Work work, string id, long version, RecordContent content, string note, OwnService own, KeyStore keys, RecordSender sender, Caller caller)
    {
        if (RecordRow.Find(work, id)?.Open(keys) is not { } record || RecordCopyRow.Find(work, id, record.Owner) is not { } copy)
        {
            return new(ProposalBar.Unknown);
        }

        var draft = new RecordDraft(record.Kind, content, record.Handling);
        var faults = RecordRules.FormFaults(draft);
        var form = new RecordProposalForm(RecordProposalForm.Name, id, $"{own.Code}:{Guid.CreateVersion7(work.Now):N}", version, RecordJson.TextOf(content), note.ReplaceLineEndings("\n").Trim(), caller.Id);
        if (faults.Count > 0 || form.Note.Length > RecordProposalForm.MostNote)
        {
            return new(null) { Faults = faults.Count > 0 ? faults : [new("note", "too-long")] };
        }

        if (record.Version != version)
        {
            return new(ProposalBar.Changed);
        }

        if (RecordJson.DigestOf(content) == RecordJson.DigestOf(record.Content))
        {
            return new(ProposalBar.Same);
        }

        if (RecordSender.Bars(work, record.Owner, copy.Purpose, record.Handling) is { Count: > 0 } bars)
        {
            return new(ProposalBar.Barred) { Bars = bars };
        }

        if (!Recipients.MayRelease(work, record.Owner, caller))
        {
            return new(ProposalBar.NotYours);
        }

        ProposalRow.Insert(work, keys, RecordRow.Find(work, id)?.KeyId ?? throw new InvalidOperationException("It was there."), form, record.Owner, isOurs: true, caller.Id);
        work.Record(caller.Did(ActionCode.ProgrammeProposed, id, new { form.Proposal, Base = version, Owner = record.Owner }));
        sender.SendProposal(work, record.Owner, copy.Purpose, record.Handling, form, caller.Id, caller.Ground);
        return new(null) { Id = form.Proposal };
    }

    private static Results<Ok<AgreeingAnswer>, ProblemHttpResult> Answer(ProposalStep step, string id, long version) => step switch
    {
        { Faults.Count: > 0 } => Problems.Of(StatusCodes.Status422UnprocessableEntity, "The proposal is not as it should be", string.Join(' ', step.Faults.Select(f => $"{f.Field}: {f.Code}."))),
        { Bar: ProposalBar.Unknown } => Problems.Of(StatusCodes.Status404NotFound, "Unknown record", $"No partner has shared a record {id}; one of this service is changed, and nothing is proposed for it."),
        { Bar: ProposalBar.Changed } => Problems.Of(StatusCodes.Status409Conflict, "Its owner has changed it", "Read the record again, and propose a change of its newest version."),
        { Bar: ProposalBar.Same } => Problems.Of(StatusCodes.Status409Conflict, "Nothing is changed", "The record says that already."),
        { Bar: ProposalBar.Barred } => AgreeingAnswer.Barred(step.Bars),
        { Bar: ProposalBar.NotYours } => AgreeingAnswer.NotYours,
        _ => TypedResults.Ok(new AgreeingAnswer(step.Id, version, ProposalRow.Open)),
    };

    /// <summary>What a record is to say.</summary>
    internal sealed record ProposalRequest
    {
        /// <summary>The version that is to be changed.</summary>
        public long Version { get; init; }

        /// <summary>Values by name of field.</summary>
        public Dictionary<string, string> Fields { get; init; } = [];

        /// <summary>Rows by name of field.</summary>
        public Dictionary<string, List<Dictionary<string, string>>> Rows { get; init; } = [];

        /// <summary>Why, 2,000 characters at most.</summary>
        public string Note { get; init; } = "";
    }
}

/// <summary>Why a proposal was not made, or not decided.</summary>
internal enum ProposalBar
{
    /// <summary>There is none of that id, or no partner's record.</summary>
    Unknown,

    /// <summary>Another version is in force than the one that it changes.</summary>
    Changed,

    /// <summary>It changes nothing.</summary>
    Same,

    /// <summary>The rules of release bar it.</summary>
    Barred,

    /// <summary>Whoever asks may not release anything to that partner.</summary>
    NotYours,

    /// <summary>It was decided before.</summary>
    Decided,

    /// <summary>A refusal without a ground.</summary>
    NoGround,
}

/// <summary>How a step with a proposal ended.</summary>
/// <param name="Bar">Why it was not taken; null where it was, or something is wrong with the content.</param>
internal sealed record ProposalStep(ProposalBar? Bar)
{
    /// <summary>The proposal.</summary>
    public string Id { get; init; } = "";

    /// <summary>The version that it became.</summary>
    public long Version { get; init; }

    /// <summary>What is wrong with what it says.</summary>
    public IReadOnlyList<RecordFault> Faults { get; init; } = [];

    /// <summary>What bars the release, as codes.</summary>
    public IReadOnlyList<string> Bars { get; init; } = [];

    /// <summary>What has changed since the version on which it stands, as names of fields.</summary>
    public IReadOnlyList<string> Changed { get; init; } = [];

    /// <summary>Whether it was taken.</summary>
    public bool IsTaken => Bar is null && Faults.Count == 0;
}
