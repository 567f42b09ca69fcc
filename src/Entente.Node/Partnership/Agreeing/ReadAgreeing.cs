using System.Data.Common;
using Dapper;
using Entente.Node.Accounts;
using Entente.Node.Configuration;
using Entente.Node.Exchange;
using Entente.Node.Partnership.Records;
using Entente.Node.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Entente.Node.Partnership.Agreeing;

/// <summary>GET /programme/records/{id}/agreeing: who has a record, what is proposed about it, who signed which version, and whether both agree.</summary>
internal static class ReadAgreeing
{
    public static void Map(WebApplication node) => node.MapGet("/programme/records/{id}/agreeing", Handle).Requires(Permission.ReadProgramme).WithName("programme-record-agreeing");

    private static Results<Ok<AgreeingView>, ProblemHttpResult> Handle(string id, OwnService own, Database database, KeyStore keys, ProgrammeRecords records)
    {
        using var connection = database.Open();
        return records.Read(connection).Find(id) is { } record ? TypedResults.Ok(ViewOf(connection, record, own.Code, keys)) : AgreeingAnswer.Unknown;
    }

    /// <summary>What there is about a record.</summary>
    public static AgreeingView ViewOf(DbConnection connection, ProgrammeRecord record, string own, KeyStore keys)
    {
        var key = connection.ExecuteScalar<string>("SELECT key_id FROM programme_record WHERE id = @Id", new { record.Id }) ?? "";
        var (shares, signatures) = (RecordShareRow.Of(connection, record.Id), SignatureRow.Of(connection, record.Id));
        IReadOnlyList<string> partners = record.IsOwn ? [.. shares.Select(s => s.Partner)] : [record.Owner];
        return new(
            record.Version, RecordJson.DigestOf(record.Content), [.. shares.Select(ShareView.Of)], RecordCopyRow.Of(connection, record.Id).Where(c => c.Partner == record.Owner).Select(CopyView.Of).FirstOrDefault(),
            [.. ProposalRow.Of(connection, record.Id).Select(p => ProposalView.Of(p, keys, key))], [.. signatures.Select(s => new SignatureView(s.Version, s.Service, s.Digest, s.Role, s.Person, s.At))],
            [.. partners.Select(p => new AgreementView(p, StateOf(signatures, own, p, record, shares)))]);
    }

    // Of a version that did not go to a partner nothing can be agreed with it.
    private static AgreedState StateOf(IReadOnlyList<SignatureRow> signatures, string own, string partner, ProgrammeRecord record, IReadOnlyList<RecordShareRow> shares) =>
        AgreedState.Of(signatures, own, partner, record.Version) is var state && record.IsOwn && shares.FirstOrDefault(s => s.Partner == partner)?.SentVersion is { } sent && sent < record.Version ? state with { OwnSigned = false } : state;
}

/// <summary>What there is about a record beside what it says.</summary>
/// <param name="Version">The version in force.</param>
/// <param name="Digest">SHA-256 of its content, 64 hexadecimal digits.</param>
/// <param name="Shares">Partners that have it, where it is this service's own.</param>
/// <param name="Copy">How it came, where it is a partner's.</param>
/// <param name="Proposals">What is proposed, the newest first.</param>
/// <param name="Signatures">Who signed which version.</param>
/// <param name="Agreements">How far this service and each partner agree.</param>
internal sealed record AgreeingView(
    long Version, string Digest, IReadOnlyList<ShareView> Shares, CopyView? Copy, IReadOnlyList<ProposalView> Proposals, IReadOnlyList<SignatureView> Signatures, IReadOnlyList<AgreementView> Agreements);

/// <summary>A partner that has a record. Bars says why a newer version than the one it has did not go there; Recall is destroyed or owed where it was taken back.</summary>
internal sealed record ShareView(string Partner, string Status, string Purpose, long? SentVersion, IReadOnlyList<string> Bars, string SharedBy, DateTimeOffset SharedAt, DateTimeOffset? AccountedAt)
{
    /// <summary>Of a row.</summary>
    public static ShareView Of(RecordShareRow row) => new(row.Partner, row.Status, row.Purpose, row.SentVersion, CodesOf(row.Bars), row.SharedBy, row.SharedAt, row.AccountedAt);

    /// <summary>Codes with blanks between them.</summary>
    public static IReadOnlyList<string> CodesOf(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}

/// <summary>How the newest version of a partner's record came.</summary>
internal sealed record CopyView(string Partner, string Status, long Version, string Purpose, IReadOnlyList<string> Bars, bool CanAccept, DateTimeOffset ReceivedAt)
{
    /// <summary>Of a row.</summary>
    public static CopyView Of(RecordCopyRow row) => new(row.Partner, row.Status, row.Version, row.Purpose, ShareView.CodesOf(row.Bars), DecideHeld.CanAccept(row), row.ReceivedAt);
}

/// <summary>What is proposed about a record.</summary>
internal sealed record ProposalView(string Id, string Partner, bool IsOurs, long Base, string State, long? Became, string Note, string Why, string MadeBy, DateTimeOffset MadeAt, DateTimeOffset? DecidedAt, RecordContent? Content)
{
    /// <summary>Of a row.</summary>
    public static ProposalView Of(ProposalRow row, KeyStore keys, string key) => new(
        row.Id, row.Partner, row.IsOurs == 1, row.BaseVersion, row.State, row.Became, row.OpenNote(keys, key), row.OpenWhy(keys, key), row.MadeBy, row.MadeAt, row.DecidedAt, row.OpenContent(keys, key));
}

/// <summary>A signature under a version.</summary>
internal sealed record SignatureView(long Version, string Service, string Digest, string Role, string Person, DateTimeOffset At);

/// <summary>How far this service and a partner agree about a record.</summary>
internal sealed record AgreementView(string Partner, AgreedState State);
