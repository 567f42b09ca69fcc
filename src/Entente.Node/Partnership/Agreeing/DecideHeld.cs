using Entente.Node.Accounts;
using Entente.Node.Configuration;
using Entente.Node.Exchange.Partners;
using Entente.Node.Oversight;
using Entente.Node.Partnership.Records;
using Entente.Node.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Entente.Node.Partnership.Agreeing;

/// <summary>POST /programme/held/{record}/{partner}/accept: a person puts a version of a partner's record in use that a program could not judge. POST …/refuse: it is put aside and destroyed. What cannot be read can only be put aside.</summary>
internal static class DecideHeld
{
    // What a person can take upon themselves; the others say that this node cannot keep what arrived.
    private static readonly string[] NotKept = [TakeVersion.Unreadable, TakeVersion.OtherDigest, TakeVersion.OtherForm];

    public static void Map(WebApplication node)
    {
        node.MapPost("/programme/held/{record}/{partner}/accept", (string record, string partner, KeyStore keys, TakeVersion take, RecordWriter writer, LedgerWriter ledger, Caller caller, CancellationToken cancellationToken) =>
            ledger.WriteAsync(work => Accept(work, record, partner, keys, take, writer, caller), cancellationToken)).Requires(Permission.AgreeProgramme).WithName("accept-held-record");
        node.MapPost("/programme/held/{record}/{partner}/refuse", (string record, string partner, LedgerWriter ledger, Caller caller, CancellationToken cancellationToken) =>
            ledger.WriteAsync(work => Refuse(work, record, partner, caller), cancellationToken)).Requires(Permission.AgreeProgramme).WithName("refuse-held-record");
    }

    /// <summary>Whether a person can put a held version in use.</summary>
    public static bool CanAccept(RecordCopyRow copy) => copy.Status == RecordCopyRow.Held && !copy.Bars.Split(' ').Any(NotKept.Contains);

    /// <summary>Puts a held version in use.</summary>
    public static Results<Ok<AgreeingAnswer>, ProblemHttpResult> Accept(Work work, string record, string partner, KeyStore keys, TakeVersion take, RecordWriter writer, Caller caller)
    {
        if (RecordCopyRow.Find(work, record, partner) is not { Status: RecordCopyRow.Held } copy || PartnerRow.Find(work, partner) is not { } from)
        {
            return NotHeld;
        }

        if (!CanAccept(copy) || copy.Content is null || keys.Open(copy.KeyId, RecordCopyRow.PlaceOf(record, partner), copy.Content) is not { } plain || RecordVersionForm.Read(plain) is not { } form
            || (RecordRow.Find(work, record) is { } row && row.Owner != partner))
        {
            return Problems.Of(StatusCodes.Status409Conflict, "It cannot be kept", "This node cannot read the version, or another service owns a record of that id; put it aside, and ask the partner.");
        }

        take.Use(work, from, form, writer);
        Decide(work, copy, RecordCopyRow.InUse, ActionCode.ProgrammeHeldAccepted, caller);
        return TypedResults.Ok(new AgreeingAnswer(record, copy.Version, RecordCopyRow.InUse));
    }

    /// <summary>Puts a held version aside.</summary>
    public static Results<Ok<AgreeingAnswer>, ProblemHttpResult> Refuse(Work work, string record, string partner, Caller caller)
    {
        if (RecordCopyRow.Find(work, record, partner) is not { Status: RecordCopyRow.Held } copy)
        {
            return NotHeld;
        }

        Decide(work, copy, RecordCopyRow.Refused, ActionCode.ProgrammeHeldRefused, caller);
        return TypedResults.Ok(new AgreeingAnswer(record, copy.Version, RecordCopyRow.Refused));
    }

    private static void Decide(Work work, RecordCopyRow copy, string status, string action, Caller caller)
    {
        DestroyedKeys.Mark(work, [copy.KeyId]);
        work.Execute("UPDATE record_copy SET status = @status, content = NULL, key_id = '', decided_by = @by, decided_at = @Now WHERE record = @Record AND partner = @Partner", new { status, by = caller.Id, work.Now, copy.Record, copy.Partner });
        work.Record(caller.Did(action, copy.Record, new { copy.Partner, copy.Version }));
    }

    private static ProblemHttpResult NotHeld { get; } = Problems.Of(StatusCodes.Status404NotFound, "Nothing is held", "No version of that record of that partner waits for a person.");
}
