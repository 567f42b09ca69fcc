using System.Data.Common;
using System.Security.Cryptography;
using Dapper;
using Entente.Ledger.Envelopes;
using Entente.Ledger.Merkle;
using Entente.Node.Exchange.Notices;
using Entente.Node.Exchange.Partners;
using Entente.Node.Exchange.Release;
using Entente.Node.Oversight;
using Entente.Node.Oversight.Purposes;
using Entente.Node.Storage;
using Entente.Node.Watchlist;

namespace Entente.Node.Exchange.Sending;

/// <summary>A message that a capability sends to a partner.</summary>
/// <param name="Partner">Code of the partner.</param>
/// <param name="Type">What it is, of <see cref="MessageType"/>.</param>
/// <param name="Conversation">Opaque id of what it belongs to: 1 to 200 visible ASCII characters.</param>
/// <param name="Payload">What it says, 1 MiB at most.</param>
/// <param name="Expires">From when on it must have no effect.</param>
internal sealed record Outgoing(string Partner, string Type, string Conversation, ReadOnlyMemory<byte> Payload, DateTimeOffset Expires)
{
    /// <summary>Media type of the payload.</summary>
    public string MediaType { get; init; } = "application/json";

    /// <summary>What it carries, and on what that may go to the partner; null for what carries nothing of anybody: a recall, an account of one.</summary>
    public Released? Carries { get; init; }

    /// <summary>Messages of this pair that the partner must know first.</summary>
    public IReadOnlyList<MessageId> Causes { get; init; } = [];
}

/// <summary>Messages to partners: each takes its place in the chain of its pair in the transaction of what it tells of.</summary>
internal sealed class ExchangeOutbox(OwnService own, KeyStore keys)
{
    /// <summary>Longest bundle in a hint (4 KiB): two short notices. A hint that is cut begins anew, and a link of 9.6 kbit/s carries as much in three and a half seconds. A policy of this project.</summary>
    public const int MostHinted = 4 << 10;

    // A sealed message without a payload has more than 400 bytes.
    private const int MostInHint = MostHinted / 400;

    /// <summary>
    /// Gives a message the next place, signs it and stores it sealed, and records that as an act of whoever sends it. It leaves when the partner asks for it.
    /// </summary>
    /// <param name="work">The work that the message tells of.</param>
    /// <param name="message">The message.</param>
    /// <param name="actor">Opaque id of who sends it.</param>
    /// <param name="ground">On which ground.</param>
    /// <exception cref="InvalidOperationException">The partner is unknown or not confirmed here, or what the message carries must not go there; nothing may flow.</exception>
    /// <exception cref="ArgumentException">The message breaks a rule of headers.</exception>
    public MessageId Send(Work work, Outgoing message, string actor, Ground ground)
    {
        if (PartnerRow.Find(work, message.Partner) is not { IsConfirmed: true } partner)
        {
            throw new InvalidOperationException("Nothing is sent to a service that is not a partner confirmed here.");
        }

        ThrowIfBarred(work, message, partner);
        var place = NextPlace(work, message.Partner);
        var header = new MessageHeader
        {
            Id = new MessageId(RandomNumberGenerator.GetBytes(MessageId.Length)),
            Sender = own.Code,
            Recipient = message.Partner,
            Conversation = message.Conversation,
            Epoch = place.Epoch,
            Sequence = place.Sequence,
            Previous = place.Digest,
            Created = work.Now,
            Expires = message.Expires,
            Type = message.Type,
            MediaType = message.MediaType,
            Marking = message.Carries is { } carried ? NoticeForm.DigestOf(carried.Marking.ToText()) : default,
            Causes = message.Causes,
        };
        var (signed, key) = (SignedMessage.Sign(header, message.Payload.Span, own.SigningOf(OwnService.GenerationIn(work))), keys.Make());
        work.Execute(
            """
            INSERT INTO exchange_outbox (partner, epoch, sequence, message_id, digest, type, conversation, wire, data_key, content, sent_at, expires)
            VALUES (@Partner, @Epoch, @Sequence, @id, @digest, @Type, @Conversation, @wire, @key, @content, @Now, @Expires)
            """,
            new
            {
                message.Partner, place.Epoch, place.Sequence, id = header.Id.ToString(), digest = signed.Digest.Bytes.ToArray(), message.Type, message.Conversation,
                wire = SealedMessage.Seal(signed, partner.Read().Sealing).ToWire(), key, content = keys.Seal(key, ContentPlace(signed.Digest), signed.ToBytes()), work.Now, message.Expires,
            });
        work.Record(Act.Of(actor, ActionCode.ExchangeSent, ground, signed.Digest.ToString(), new { message.Partner, message.Type, place.Epoch, place.Sequence }));
        return header.Id;
    }

    /// <summary>The next messages to a partner behind a place, no more than go into one bundle, and whether there are others behind them. What is gone is filled. None while it is suspended.</summary>
    public (IReadOnlyList<byte[]> Wires, bool More) Next(DbConnection connection, PartnerRow partner, int epoch, long after)
    {
        if (partner.IsSuspended)
        {
            return ([], false);
        }

        var wires = new List<byte[]>();
        var bytes = 0L;
        foreach (var wire in Wires(
            connection,
            partner,
            "FROM exchange_outbox o WHERE o.partner = @Code AND (o.epoch > @epoch OR (o.epoch = @epoch AND o.sequence > @after)) ORDER BY o.epoch, o.sequence LIMIT @most",
            new { partner.Code, epoch, after, most = Bundle.MostMessages + 1 }))
        {
            if (wires.Count == Bundle.MostMessages || bytes >= Bundle.MostBytes)
            {
                return (wires, true);
            }

            bytes += wire.Length;
            wires.Add(wire);
        }

        return (wires, false);
    }

    /// <summary>
    /// What a hint carries: the bundle of all that a partner has not acknowledged where it is no longer than <see cref="MostHinted"/>; nothing where it is longer, because the partner fetches that with less, and
    /// nothing while it is suspended.
    /// </summary>
    public byte[] Hinted(DbConnection connection, PartnerRow partner)
    {
        if (partner.IsSuspended)
        {
            return [];
        }

        var (wires, length) = (new List<byte[]>(), Bundle.LengthAround);
        foreach (var wire in Wires(connection, partner, "FROM exchange_outbox o WHERE o.partner = @Code AND o.receipt IS NULL ORDER BY o.epoch, o.sequence LIMIT @most", new { partner.Code, most = MostInHint + 1 }))
        {
            wires.Add(wire);
            length += sizeof(int) + wire.Length;
            if (length > MostHinted || wires.Count > MostInHint)
            {
                return [];
            }
        }

        return wires.Count == 0 ? [] : Bundle.Write(wires, more: false);
    }

    /// <summary>Messages to a partner in their form for narrow links, one after the other; what is gone is filled.</summary>
    /// <param name="connection">The database; it can do nothing else meanwhile.</param>
    /// <param name="partner">The partner.</param>
    /// <param name="from">The rest of the statement, from FROM on; exchange_outbox is called o in it.</param>
    /// <param name="parameters">Its parameters.</param>
    public IEnumerable<byte[]> Wires(DbConnection connection, PartnerRow partner, string from, object parameters) =>
        connection.Query<WireRow>($"SELECT o.wire, {Filler.Columns} {from}", parameters, buffered: false)
            .Select(row => row.Wire.Length > 0 ? row.Wire : SealedMessage.Seal(Filler.Of(row, own.Code, partner.Code, own.SigningOf(partner.OwnGeneration)), partner.Read().Sealing).ToWire());

    /// <summary>Seals what a partner has not acknowledged to the key of its card, where that is another one. Digests and places stay.</summary>
    /// <param name="work">The work that changes the card.</param>
    /// <param name="card">The card.</param>
    /// <param name="signer">The one key that signs it anew, where the partner was introduced anew with the card that has it; null where signatures stay.</param>
    public void SealAnew(Work work, NodeCard card, MessageKey? signer) => Anew(work, card.Service, card.Sealing, message => signer is null ? message : message.Resign(signer));

    /// <summary>
    /// Signs what a partner has not acknowledged with a key more, where others may have the one that signed it. The first signature stays: the partner gets these messages before the card that
    /// has the new key, or has been introduced to it anew, and so knows one of the two.
    /// </summary>
    /// <param name="work">The work that changes the keys.</param>
    /// <param name="partner">The partner.</param>
    /// <param name="key">The new key.</param>
    public void SignAsWell(Work work, PartnerRow partner, MessageKey key) =>
        Anew(work, partner.Code, partner.Read().Sealing, message => message.Signatures.Count < SignedMessage.MostSignatures ? message.With(key) : message);

    private void Anew(Work work, string partner, SealingKey to, Func<SignedMessage, SignedMessage> change)
    {
        foreach (var row in work.Query<UnacknowledgedRow>("SELECT epoch, sequence, digest, data_key, content FROM exchange_outbox WHERE partner = @partner AND receipt IS NULL AND content IS NOT NULL", new { partner }))
        {
            var place = ContentPlace(new Digest(row.Digest));
            if (keys.Open(row.DataKey, place, row.Content) is { } bytes && SignedMessage.TryParse(bytes, out var message, out _))
            {
                var changed = change(message);
                work.Execute("UPDATE exchange_outbox SET wire = @wire, content = @content WHERE partner = @partner AND epoch = @Epoch AND sequence = @Sequence",
                    new { wire = SealedMessage.Seal(changed, to).ToWire(), content = keys.Seal(row.DataKey, place, changed.ToBytes()), partner, row.Epoch, row.Sequence });
            }
        }
    }

    /// <summary>The lock behind every use case that releases something: whoever calls has asked before and told a person; what is barred does not leave.</summary>
    private static void ThrowIfBarred(Work work, Outgoing message, PartnerRow partner)
    {
        if (!MessageType.CarriesMarked(message.Type))
        {
            return;
        }

        var bars = message.Carries is { } carried ? carried.Bars(Recipients.Find(work, partner.Code), work.Now.Day()) : throw new InvalidOperationException($"A message of the type {message.Type} carries something, and no marking.");
        if (bars.Count > 0)
        {
            throw new InvalidOperationException($"What the message carries must not go to the partner {partner.Code}: {string.Join(", ", bars)}.");
        }
    }

    private static string ContentPlace(Digest digest) => $"exchange outbox {digest}";

    private PairPlace NextPlace(Work work, string partner)
    {
        var epoch = SendingEpoch.Of(work);
        var last = work.Find<PlaceRow>("SELECT epoch, sequence, digest FROM exchange_outbox WHERE partner = @partner ORDER BY epoch DESC, sequence DESC LIMIT 1", new { partner });
        return last is null || last.Epoch < epoch ? new PairPlace(epoch, 1, default) : new PairChain(own.Code, partner, last.Place).Next;
    }

    private sealed class WireRow : FilledRow
    {
        public byte[] Wire { get; init; } = [];
    }

    private sealed class UnacknowledgedRow
    {
        public int Epoch { get; init; }

        public long Sequence { get; init; }

        public byte[] Digest { get; init; } = [];

        public string DataKey { get; init; } = "";

        public byte[] Content { get; init; } = [];
    }
}

/// <summary>A place of a chain, as the tables hold it.</summary>
internal sealed class PlaceRow
{
    /// <summary>Its epoch.</summary>
    public int Epoch { get; init; }

    /// <summary>Its number in the epoch.</summary>
    public long Sequence { get; init; }

    /// <summary>What stands there.</summary>
    public byte[] Digest { get; init; } = [];

    /// <summary>As the chain has it.</summary>
    public PairPlace Place => new(Epoch, Sequence, new Digest(Digest));
}
