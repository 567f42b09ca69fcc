using Entente.Node.Accounts;
using Entente.Node.Configuration;
using Entente.Node.Exchange;
using Entente.Node.Exchange.Partners;
using Entente.Node.Oversight;
using Entente.Node.Partnership.Records;
using Entente.Node.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Entente.Node.Partnership.Agreeing;

/// <summary>POST /programme/records/{id}/signatures: a person of this service agrees to the newest version of a record, by its digest. A record whose owner and holder have signed the same digest is agreed.</summary>
internal static class SignRecord
{
    public static void Map(WebApplication node) =>
        node.MapPost("/programme/records/{id}/signatures", Handle).Accepts<SignRequest>("application/json").Requires(Permission.AgreeProgramme).WithName("sign-programme-record");

    private static async Task<Results<Ok<AgreeingAnswer>, ProblemHttpResult>> Handle(
        string id, StrictBody<SignRequest> body, OwnService own, KeyStore keys, RecordSender sender, LedgerWriter ledger, Caller caller, CancellationToken cancellationToken) =>
        !own.IsUsed ? IntroducePartner.NotUsed
        : body.Value is not { } request ? Problems.Of(StatusCodes.Status400BadRequest, "The signature is not as it should be", body.Fault ?? "Send one JSON object.")
        : await ledger.WriteAsync(work => Sign(work, id, request.Version, request.Digest, own, keys, sender, caller), cancellationToken);

    /// <summary>Signs a version.</summary>
    public static Results<Ok<AgreeingAnswer>, ProblemHttpResult> Sign(Work work, string id, long version, string digest, OwnService own, KeyStore keys, RecordSender sender, Caller caller)
    {
        if (RecordRow.Find(work, id)?.Open(keys) is not { } record)
        {
            return AgreeingAnswer.Unknown;
        }

        // A partner may hold a later version back from whoever reads: what is signed is what is here.
        if (record.Version != version)
        {
            return AgreeingAnswer.NotNewest(record.Version);
        }

        if (RecordJson.DigestOf(record.Content) != digest)
        {
            return Problems.Of(StatusCodes.Status409Conflict, "Another content", "The digest is not that of this version; read the record again, and sign what it says.");
        }

        IReadOnlyList<RecordShareRow> shares = record.IsOwn ? RecordShareRow.Open(work, id) : [];
        if (record.IsOwn && shares.Count == 0)
        {
            return Problems.Of(StatusCodes.Status409Conflict, "Nobody has it", "An agreement takes two: share the record with a partner first.");
        }

        if (!record.IsOwn && PartnerRow.Find(work, record.Owner) is not { IsConfirmed: true })
        {
            return Problems.Of(StatusCodes.Status409Conflict, "Not a confirmed partner", "Nothing goes to the owner of the record; introduce it anew.");
        }

        if (SignatureRow.Find(work, id, version, own.Code) is not null)
        {
            return Problems.Of(StatusCodes.Status409Conflict, "It is signed already", "This service agrees to that version since before.");
        }

        var signature = new RecordSignature(own.Code, record.IsOwn ? own.Code : record.Owner, id, version, digest, caller.Roles.FirstOrDefault(Permission.AgreeProgramme.Roles.Contains) ?? Role.Programme, caller.Id, work.Now);
        var statement = signature.Sign(own.SigningOf(OwnService.GenerationIn(work))).ToString();
        SignatureRow.Insert(work, signature, statement);
        work.Record(caller.Did(ActionCode.ProgrammeSigned, id, new { Version = version, Digest = digest }));
        foreach (var partner in record.IsOwn ? shares.Where(s => s.SentVersion == version).Select(s => s.Partner) : [record.Owner])
        {
            sender.SendSignature(work, partner, signature.Owner, id, statement, caller.Id, caller.Ground);
        }

        return TypedResults.Ok(new AgreeingAnswer(id, version, "signed"));
    }

    /// <summary>What is agreed to.</summary>
    internal sealed record SignRequest
    {
        /// <summary>The newest version, as it was read.</summary>
        public long Version { get; init; }

        /// <summary>SHA-256 of its content, 64 hexadecimal digits, as GET /programme/records/{id}/agreeing has it.</summary>
        public string Digest { get; init; } = "";
    }
}
