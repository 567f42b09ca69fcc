using System.Data.Common;
using Dapper;
using Entente.Node.Accounts;
using Entente.Node.Exchange.Witnessing;
using Entente.Node.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Entente.Node.Exchange.Partners;

/// <summary>GET /partners: the services with which messages are exchanged, how far each partnership is, and what waits. No content of a message is in it.</summary>
internal static class ReadPartners
{
    public static void Map(WebApplication node) => node.MapGet("/partners", Read).Requires(Permission.Partners).WithName("partners");

    private static Results<Ok<PartnersAnswer>, ProblemHttpResult> Read(OwnService own, Database database, PullPartners pull, PartnerLink link)
    {
        if (!own.IsUsed)
        {
            return IntroducePartner.NotUsed;
        }

        using var connection = database.Open();
        return TypedResults.Ok(new PartnersAnswer(own.Code, own.Card.Fingerprint, [.. PartnerRow.All(connection).Select(p => LineOf(p, own.Generation, connection, pull, link))]));
    }

    private static PartnerLine LineOf(PartnerRow partner, int generation, DbConnection connection, PullPartners pull, PartnerLink link)
    {
        long Count(string what) => connection.ExecuteScalar<long>($"SELECT count(*) FROM {what}", new { partner.Code });
        var (card, last) = (partner.Read(), pull.StateOf(partner.Code));
        return new PartnerLine(
            partner.Code, card.Name, partner.State, card.Fingerprint, partner.State == PartnerRow.Locked ? null : partner.OwnWords, partner.ChangedBy, partner.ChangedAt,
            Count("exchange_outbox WHERE partner = @Code"), Count("exchange_outbox WHERE partner = @Code AND receipt IS NULL"), Count("exchange_outbox WHERE partner = @Code AND undelivered IS NOT NULL AND (receipt IS NULL OR outcome = 'filled')"), Count("exchange_inbox WHERE partner = @Code"),
            Count("exchange_inbox WHERE partner = @Code AND state = 'waiting'"), Count("exchange_inbox WHERE partner = @Code AND state = 'held'"), Count("exchange_quarantine WHERE partner = @Code"), last?.At, last?.Fault, partner.SuspendedAt,
            PartnerCheckpoints.Held(connection, partner.Code) is { } held ? new LogLine(held.Size, held.ReceivedAt) : null, PartnerEvidence.Of(connection, partner.Code), partner.OwnGeneration == generation, link.ClockOf(partner.Code) is { } ahead ? (long)Math.Round(ahead.TotalSeconds) : null);
    }

    /// <summary>This service and its partners.</summary>
    internal sealed record PartnersAnswer(string Service, string Fingerprint, IReadOnlyList<PartnerLine> Partners);

    /// <summary>A partner in a line.</summary>
    /// <param name="Code">Its code.</param>
    /// <param name="Name">Its name.</param>
    /// <param name="State">introduced, confirmed-here or locked.</param>
    /// <param name="Fingerprint">SHA-256 of its card, hexadecimal.</param>
    /// <param name="ReadAloud">The words to be read to it, which it may still have to hear; null where it is locked.</param>
    /// <param name="ChangedBy">Who changed its state last.</param>
    /// <param name="ChangedAt">When that was.</param>
    /// <param name="Sent">Messages to it.</param>
    /// <param name="Unacknowledged">Those of them without its receipt.</param>
    /// <param name="Undelivered">Messages that expired before it had them.</param>
    /// <param name="Received">Messages of it.</param>
    /// <param name="Waiting">Those of them that wait for others.</param>
    /// <param name="Held">Those of them that wait for a person.</param>
    /// <param name="Apart">Messages of it that were kept apart.</param>
    /// <param name="LookedAt">When it was looked at last since the start; null where it was not.</param>
    /// <param name="Fault">Why nothing more came then; null where nothing was wrong.</param>
    /// <param name="SuspendedAt">Since when it is suspended; null where it is not.</param>
    /// <param name="Log">What is kept of its log; null where nothing is yet.</param>
    /// <param name="Evidence">Where its log contradicted what was seen of it, the newest first; one that nobody has seen asks for a person.</param>
    /// <param name="HasOwnKeys">Whether it is known to have the newest keys of this service.</param>
    /// <param name="ClockAheadSeconds">By how many seconds its clock was ahead at its last answer, to a second or two; negative where it was behind, null where it has not answered since the start.</param>
    internal sealed record PartnerLine(
        string Code, string Name, string State, string Fingerprint, string? ReadAloud, string ChangedBy, DateTimeOffset ChangedAt,
        long Sent, long Unacknowledged, long Undelivered, long Received, long Waiting, long Held, long Apart, DateTimeOffset? LookedAt, string? Fault, DateTimeOffset? SuspendedAt,
        LogLine? Log, IReadOnlyList<PartnerEvidence.EvidenceLine> Evidence, bool HasOwnKeys, long? ClockAheadSeconds);

    /// <summary>What is kept of a partner's log.</summary>
    /// <param name="Size">How many entries its newest checkpoint attests.</param>
    /// <param name="At">When it came.</param>
    internal sealed record LogLine(long Size, DateTimeOffset At);
}
