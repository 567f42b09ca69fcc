using Entente.Ledger.Envelopes;
using Entente.Node.Exchange.Partners;
using Entente.Node.Exchange.Receiving;
using Entente.Node.Exchange.Sending;
using Entente.Node.Oversight;

namespace Entente.Node.Exchange.Keys;

/// <summary>
/// A confirmed partner hands over its new card in a message that its key signed, which is what a change of keys needs: the chain of trust goes on from the words that were compared. The
/// old key still counts for a while, or not at all where the card revokes it; what is queued for the partner is sealed to the new one. The service and its log stay the same: a
/// card with another log is refused, since a log that could change its key by a message would prove nothing.
/// </summary>
internal sealed partial class NodeCardEffect(OwnService own, ExchangeOutbox outbox, ILogger<NodeCardEffect> logger) : IMessageEffect
{
    /// <summary>How long the old key goes on to count. A policy of this project: what was signed just before, by a clock that is behind.</summary>
    public static readonly TimeSpan Overlap = TimeSpan.FromDays(1);

    /// <inheritdoc />
    public string Type => MessageType.NodeCard;

    /// <inheritdoc />
    public void Take(Work work, MessageHeader header, ReadOnlyMemory<byte> payload)
    {
        // Nothing is taken in of whoever is no partner.
        if (PartnerRow.Find(work, header.Sender) is not { } partner)
        {
            return;
        }

        if (!NodeCard.TryParse(payload.Span, out var card, out _))
        {
            Refuse(work, partner, "not-a-card");
        }
        else if (WhyNot(work, partner, card) is { } why)
        {
            Refuse(work, partner, why);
        }
        else if (!payload.Span.SequenceEqual(partner.Card))
        {
            Change(work, partner, card, header);
        }
    }

    private string? WhyNot(Work work, PartnerRow partner, NodeCard card)
    {
        string[] fresh = [.. new[] { card.Signing.KeyId, card.Sealing.KeyId }.Except([partner.Read().Signing.KeyId, partner.Read().Sealing.KeyId])];
        return card.Service != partner.Code ? "another-service"
            : card.Log.ToString() != partner.Read().Log.ToString() ? "another-log"
            : IntroducePartner.SharesKey(own.Card, card) || work.Query<PartnerRow>("SELECT * FROM partner WHERE code <> @Code", new { partner.Code }).Any(other => IntroducePartner.SharesKey(other.Read(), card)) ? "key-of-another"
            : partner.Former().Any(term => fresh.Contains(term.Key.KeyId)) ? "former-key"
            : null;
    }

    private void Change(Work work, PartnerRow partner, NodeCard card, MessageHeader header)
    {
        var (before, isSealedAnew) = (partner.Read(), partner.Read().Sealing.KeyId != card.Sealing.KeyId);
        var former = partner.Former().ToList();
        if (before.Signing.KeyId != card.Signing.KeyId)
        {
            former.Add(new(before.Signing, partner.KeysFrom, work.Now + Overlap));
        }

        var kept = former
            .Where(term => term.Until + KeyRing.DefaultLate > work.Now)
            .Select(term => card.Revoked.Contains(term.Key.KeyId) ? term with { RevokedSince = term.RevokedSince ?? work.Now } : term);
        work.Execute(
            "UPDATE partner SET card = @card, keys_since = @since, former_keys = @former, changed_by = @by, changed_at = @Now WHERE code = @Code",
            new { card = card.ToBytes(), since = before.Signing.KeyId == card.Signing.KeyId ? partner.KeysFrom : Earlier(header.Created, work.Now), former = PartnerRow.TextOf(kept), by = $"partner:{partner.Code}", work.Now, partner.Code });
        if (isSealedAnew)
        {
            outbox.SealAnew(work, card, signer: null);
        }

        work.Record(partner.Did(ActionCode.PartnerKeysChanged, $"partner:{partner.Code}", new { card.Fingerprint, Revoked = card.Revoked.Contains(before.Signing.KeyId) }));
    }

    /// <summary>A key that began in the future, by a clock that is ahead, could end before it began.</summary>
    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;

    private void Refuse(Work work, PartnerRow partner, string why)
    {
        work.Record(partner.Did(ActionCode.PartnerCardRefused, $"partner:{partner.Code}", new { Why = why }));
        Refused(partner.Code, why);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The partner {Partner} sent a card that is refused: {Why}. Its keys stay as they were; ask there, and introduce it anew where it needs other ones")]
    private partial void Refused(string partner, string why);
}
