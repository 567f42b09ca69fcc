using Entente.Node.Accounts;
using Entente.Node.Configuration;
using Entente.Node.Exchange;
using Entente.Node.Exchange.Partners;
using Entente.Node.Exchange.Release;
using Entente.Node.Oversight;
using Entente.Node.Oversight.Purposes;
using Entente.Node.Partnership.Records;
using Entente.Node.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Entente.Node.Partnership.Agreeing;

/// <summary>
/// POST /programme/records/{id}/shares: one person, who may release to that partner, shares a record of this service; every later version follows by itself. POST …/shares/{partner}/recall: it is taken back, and the partner's copy
/// is destroyed.
/// </summary>
internal static class ShareRecord
{
    public static void Map(WebApplication node)
    {
        node.MapPost("/programme/records/{id}/shares", ShareAsync).Accepts<ShareRequest>("application/json").Requires(Permission.AgreeProgramme).WithName("share-programme-record");
        node.MapPost("/programme/records/{id}/shares/{partner}/recall", RecallAsync).Requires(Permission.AgreeProgramme).WithName("recall-programme-record");
    }

    private static async Task<Results<Ok<AgreeingAnswer>, ProblemHttpResult>> ShareAsync(
        string id, StrictBody<ShareRequest> body, OwnService own, Catalogue catalogue, KeyStore keys, RecordSender sender, LedgerWriter ledger, Caller caller, CancellationToken cancellationToken) =>
        !own.IsUsed ? IntroducePartner.NotUsed
        : body.Value is not { } request ? Problems.Of(StatusCodes.Status400BadRequest, "The share is not as it should be", body.Fault ?? "Send one JSON object.")
        : await ledger.WriteAsync(work => Share(work, id, request, catalogue, keys, sender, caller), cancellationToken);

    private static Task<Results<Ok<AgreeingAnswer>, ProblemHttpResult>> RecallAsync(string id, string partner, RecordSender sender, LedgerWriter ledger, Caller caller, CancellationToken cancellationToken) =>
        ledger.WriteAsync(work => Recall(work, id, partner, sender, caller), cancellationToken);

    /// <summary>Shares a record.</summary>
    public static Results<Ok<AgreeingAnswer>, ProblemHttpResult> Share(Work work, string id, ShareRequest request, Catalogue catalogue, KeyStore keys, RecordSender sender, Caller caller)
    {
        if (RecordRow.Find(work, id)?.Open(keys) is not { } record)
        {
            return AgreeingAnswer.Unknown;
        }

        if (!record.IsOwn)
        {
            return Problems.Of(StatusCodes.Status409Conflict, "It belongs to a partner", "Only its owner shares a record; ask the owner to share it with that partner.");
        }

        if (catalogue.GroundOf(request.Purpose, Doing.Cooperate) is not { } ground)
        {
            return Problems.Of(StatusCodes.Status400BadRequest, "The share is not as it should be", "purpose is none for which this service cooperates; GET /purposes has them.");
        }

        if (PartnerRow.Find(work, request.Partner) is not { IsConfirmed: true })
        {
            return Problems.Of(StatusCodes.Status409Conflict, "Not a confirmed partner", "GET /partners has the partners; nothing goes to one that is not confirmed here.");
        }

        if (RecordShareRow.Find(work, id, request.Partner) is { Status: RecordShareRow.Shared })
        {
            return Problems.Of(StatusCodes.Status409Conflict, "It is shared already", "That partner has the record; later versions follow by themselves.");
        }

        if (RecordSender.Bars(work, request.Partner, request.Purpose, record.Handling) is { Count: > 0 } bars)
        {
            return AgreeingAnswer.Barred(bars);
        }

        if (!Recipients.MayRelease(work, request.Partner, caller))
        {
            return AgreeingAnswer.NotYours;
        }

        work.Execute(
            """
            INSERT INTO record_share (record, partner, status, purpose, legal_basis, shared_by, shared_at) VALUES (@id, @Partner, 'shared', @Purpose, @LegalBasis, @by, @Now)
            ON CONFLICT (record, partner) DO UPDATE SET status = 'shared', purpose = excluded.purpose, legal_basis = excluded.legal_basis, sent_version = NULL, bars = '', shared_by = excluded.shared_by, shared_at = excluded.shared_at,
                ended_by = NULL, ended_at = NULL, recall = '', accounted_at = NULL
            """,
            new { id, request.Partner, request.Purpose, ground.LegalBasis, by = caller.Id, work.Now });
        work.Record(caller.Did(ActionCode.ProgrammeShared, id, new { request.Partner, request.Purpose, record.Version }));
        var barred = sender.SendVersion(work, RecordShareRow.Find(work, id, request.Partner) ?? throw new InvalidOperationException("It was stored."), caller.Id, caller.Ground);
        return TypedResults.Ok(new AgreeingAnswer(id, record.Version, barred.Count > 0 ? "barred" : RecordShareRow.Shared));
    }

    /// <summary>Takes a record back.</summary>
    public static Results<Ok<AgreeingAnswer>, ProblemHttpResult> Recall(Work work, string id, string partner, RecordSender sender, Caller caller)
    {
        if (RecordShareRow.Find(work, id, partner) is not { Status: RecordShareRow.Shared } share)
        {
            return RecordShareRow.NotShared;
        }

        sender.Recall(work, share, caller.Id, caller.Ground);
        return TypedResults.Ok(new AgreeingAnswer(id, share.SentVersion ?? 0, RecordShareRow.Recalled));
    }

    /// <summary>Who is to get it.</summary>
    internal sealed record ShareRequest
    {
        /// <summary>Code of the partner.</summary>
        public string Partner { get; init; } = "";

        /// <summary>Code of the purpose for which the partner may use it, one for which this service cooperates.</summary>
        public string Purpose { get; init; } = "";
    }
}

/// <summary>What a step towards agreement is answered with.</summary>
/// <param name="Id">The record, or the proposal.</param>
/// <param name="Version">The version of the record that it is about.</param>
/// <param name="State">Where it stands: a code.</param>
internal sealed record AgreeingAnswer(string Id, long Version, string State)
{
    /// <summary>There is no such record.</summary>
    public static ProblemHttpResult Unknown { get; } = Problems.Of(StatusCodes.Status404NotFound, "Unknown record", "No record of the partnership has that id; GET /programme/records has them.");

    /// <summary>Whoever asks may not release anything to that partner.</summary>
    public static ProblemHttpResult NotYours { get; } =
        Problems.Of(StatusCodes.Status403Forbidden, "Not yours to release", "The terms with that partner name the roles whose holders release something to it; you hold none of them.");

    /// <summary>Something bars the release.</summary>
    public static ProblemHttpResult Barred(IReadOnlyList<string> bars) => Problems.Of(StatusCodes.Status409Conflict, "It must not go there", $"What stands against it: {string.Join(", ", bars)}.");

    /// <summary>It is not the newest version any more.</summary>
    public static ProblemHttpResult NotNewest(long newest) => Problems.Of(StatusCodes.Status409Conflict, "Another version is in force", $"The newest version here is {newest}; read it again.");
}
