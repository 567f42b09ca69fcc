using System.Data.Common;
using System.Text;
using Dapper;
using Entente.Node.Accounts;
using Entente.Node.Configuration;
using Entente.Node.Oversight;
using Entente.Node.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Entente.Node.Exchange.Witnessing;

/// <summary>
/// GET /partners/{code}/checkpoint: the newest checkpoint that is kept of a partner's log, as a file for `entente verify` there. GET /partners/{code}/evidence/{id}: two checkpoints that
/// contradict each other. POST /partners/{code}/evidence/{id}/seen: a person has seen it, and says what came of it.
/// </summary>
internal static class PartnerEvidence
{
    private const int MostReason = 500;

    public static void Map(WebApplication node)
    {
        node.MapGet("/partners/{code}/checkpoint", Checkpoint).Requires(Permission.Partners).WithName("partner-checkpoint");
        node.MapGet("/partners/{code}/evidence/{id}", Read).Requires(Permission.Partners).WithName("partner-evidence");
        node.MapPost("/partners/{code}/evidence/{id}/seen", SeenAsync).Accepts<SeenRequest>("application/json").Requires(Permission.Partners).WithName("partner-evidence-seen");
    }

    /// <summary>What is known against the log of a partner, the newest first.</summary>
    public static IReadOnlyList<EvidenceLine> Of(DbConnection connection, string partner) =>
        [.. connection.Query<EvidenceRow>("SELECT * FROM partner_evidence WHERE partner = @partner ORDER BY found_at DESC", new { partner }).Select(LineOf)];

    private static Results<FileContentHttpResult, ProblemHttpResult> Checkpoint(string code, Database database)
    {
        using var connection = database.Open();
        return PartnerCheckpoints.Held(connection, code) is { } held ? TypedResults.File(held.Note, "text/plain", $"{code}-{held.Size}.checkpoint") : Unknown;
    }

    private static Results<Ok<EvidenceAnswer>, ProblemHttpResult> Read(string code, string id, Database database, KeyStore keys)
    {
        using var connection = database.Open();
        return connection.QueryFirstOrDefault<EvidenceRow>("SELECT * FROM partner_evidence WHERE partner = @code AND id = @id", new { code, id }) is not { } row
            ? Unknown
            : TypedResults.Ok(new EvidenceAnswer(
                LineOf(row), Encoding.UTF8.GetString(row.Held), Encoding.UTF8.GetString(row.Answer),
                row is { DataKey: { } key, Reason: { } reason } && keys.Open(key, Place(id), reason) is { } plain ? Encoding.UTF8.GetString(plain) : null));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> SeenAsync(string code, string id, StrictBody<SeenRequest> body, LedgerWriter ledger, KeyStore keys, Caller caller, CancellationToken cancellationToken)
    {
        var reason = body.Value?.Reason?.Trim() ?? "";
        if (reason.Length is 0 or > MostReason)
        {
            return Problems.Of(StatusCodes.Status400BadRequest, "Say what came of it", body.Fault ?? $"Give a reason of 1 to {MostReason} characters.");
        }

        var key = keys.Make();
        var content = keys.Seal(key, Place(id), Encoding.UTF8.GetBytes(reason));
        var seen = await ledger.WriteAsync(
            work =>
            {
                if (work.Value<long>("SELECT count(*) FROM partner_evidence WHERE partner = @code AND id = @id AND seen_at IS NULL", new { code, id }) == 0)
                {
                    return false;
                }

                work.Execute("UPDATE partner_evidence SET seen_by = @by, seen_at = @Now, data_key = @key, reason = @content WHERE partner = @code AND id = @id", new { by = caller.Id, work.Now, key, content, code, id });
                work.Record(caller.Did(ActionCode.PartnerEvidenceSeen, id, new { Partner = code }));
                return true;
            },
            cancellationToken);
        if (seen)
        {
            return TypedResults.NoContent();
        }

        keys.GiveBack([key]);
        return Unknown;
    }

    private static EvidenceLine LineOf(EvidenceRow row) => new(row.Id, row.Kind, row.FoundAt, row.HeldSize, row.OfferedSize, row.SeenBy, row.SeenAt);

    private static string Place(string id) => $"partner evidence {id}";

    private static ProblemHttpResult Unknown { get; } = Problems.Of(StatusCodes.Status404NotFound, "Nothing of that kind is here", "No such checkpoint or evidence of that partner is here, or it was seen already; GET /partners has what there is.");

    /// <summary>What a person writes who has seen evidence.</summary>
    internal sealed record SeenRequest
    {
        /// <summary>What came of it: 1 to 500 characters.</summary>
        public string? Reason { get; init; }
    }

    /// <summary>Two checkpoints that contradict each other, in a line.</summary>
    /// <param name="Id">Its id.</param>
    /// <param name="Kind">rolled-back, forked or unproven.</param>
    /// <param name="FoundAt">When it was found.</param>
    /// <param name="Held">How many entries the checkpoint attests that was here.</param>
    /// <param name="Offered">How many the one attests that came.</param>
    /// <param name="SeenBy">Who has seen it; null while nobody has.</param>
    /// <param name="SeenAt">When.</param>
    internal sealed record EvidenceLine(string Id, string Kind, DateTimeOffset FoundAt, long Held, long Offered, string? SeenBy, DateTimeOffset? SeenAt);

    /// <summary>The evidence itself.</summary>
    /// <param name="Line">What it is.</param>
    /// <param name="HeldCheckpoint">The signed checkpoint that was here.</param>
    /// <param name="Answer">What the partner gave: the size from which it proves, the proof, and its signed checkpoint.</param>
    /// <param name="Reason">What the person wrote who has seen it.</param>
    internal sealed record EvidenceAnswer(EvidenceLine Line, string HeldCheckpoint, string Answer, string? Reason);

    private sealed class EvidenceRow
    {
        public string Id { get; init; } = "";

        public string Kind { get; init; } = "";

        public long HeldSize { get; init; }

        public long OfferedSize { get; init; }

        public byte[] Held { get; init; } = [];

        public byte[] Answer { get; init; } = [];

        public DateTimeOffset FoundAt { get; init; }

        public string? SeenBy { get; init; }

        public DateTimeOffset? SeenAt { get; init; }

        public string? DataKey { get; init; }

        public byte[]? Reason { get; init; }
    }
}
