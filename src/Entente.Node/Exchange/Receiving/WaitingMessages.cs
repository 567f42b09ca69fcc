using Entente.Ledger.Envelopes;
using Entente.Ledger.Merkle;
using Entente.Node.Exchange.Partners;
using Entente.Node.Oversight;
using Entente.Node.Storage;

namespace Entente.Node.Exchange.Receiving;

/// <summary>How far a message that has its place is.</summary>
internal static class MessageState
{
    /// <summary>It has had its effect, or is a filler, which has none.</summary>
    public const string Done = "done";

    /// <summary>No effect is known for its type; a person has to look.</summary>
    public const string Held = "held";

    /// <summary>It waits for messages that it names as its causes, or behind one of its conversation that does.</summary>
    public const string Waiting = "waiting";

    /// <summary>It came too late, or waited too long, and has no effect.</summary>
    public const string Expired = "expired";
}

/// <summary>Effects of messages, in the order of each conversation: a message waits for its causes, and the ones behind it in its conversation for it.</summary>
internal sealed class WaitingMessages(KeyStore keys, ExchangeRetention retention, IEnumerable<IMessageEffect> effects)
{
    private readonly Dictionary<string, IMessageEffect> _effects = effects.ToDictionary(e => e.Type, StringComparer.Ordinal);

    /// <summary>Gives a message that takes its place its effect, or lets it wait; its state.</summary>
    public string Begin(Work work, string partner, MessageHeader header, ReadOnlyMemory<byte> payload)
    {
        var queued = work.Value<long>(
            "SELECT count(*) FROM exchange_inbox WHERE partner = @partner AND state = 'waiting' AND conversation = @Conversation", new { partner, header.Conversation }) > 0;
        return queued || !AllKnown(work, partner, header) ? MessageState.Waiting : Have(work, header, payload);
    }

    /// <summary>Looks which messages of a partner need not wait any longer, after another one took its place.</summary>
    public void Release(Work work, PartnerRow partner)
    {
        var behind = new HashSet<string>(StringComparer.Ordinal);
        foreach (var row in work.Query<WaitingRow>("SELECT epoch, sequence, digest, conversation, data_key, content, expires FROM exchange_inbox WHERE partner = @Code AND state = 'waiting' ORDER BY epoch, sequence", new { partner.Code }))
        {
            if (behind.Contains(row.Conversation))
            {
                continue;
            }

            var state = row.Expires <= work.Now ? MessageState.Expired : StateOf(work, partner.Code, row);
            if (state == MessageState.Waiting)
            {
                behind.Add(row.Conversation);
                continue;
            }

            var until = retention.ReceivedUntil(state == MessageState.Held && row.Expires > work.Now ? row.Expires : work.Now);
            work.Execute("UPDATE exchange_inbox SET state = @state, delete_after = @until WHERE partner = @Code AND epoch = @Epoch AND sequence = @Sequence", new { state, until, partner.Code, row.Epoch, row.Sequence });
            work.Record(partner.Did(ActionCode.ExchangeReleased, new Digest(row.Digest).ToString(), new { State = state }));
        }
    }

    private string StateOf(Work work, string partner, WaitingRow row)
    {
        // What was destroyed at the end of its retention has no effect any more.
        if (row.Content is null || keys.Open(row.DataKey, Inbox.ContentPlace(partner, new Digest(row.Digest)), row.Content) is not { } bytes || !SignedMessage.TryParse(bytes, out var message, out _))
        {
            return MessageState.Expired;
        }

        return AllKnown(work, partner, message.Header) ? Have(work, message.Header, message.Payload) : MessageState.Waiting;
    }

    private string Have(Work work, MessageHeader header, ReadOnlyMemory<byte> payload)
    {
        if (header.Type == MessageType.Filler)
        {
            return MessageState.Done;
        }

        if (!_effects.TryGetValue(header.Type, out var effect))
        {
            return MessageState.Held;
        }

        effect.Take(work, header, payload);
        return MessageState.Done;
    }

    private static bool AllKnown(Work work, string partner, MessageHeader header) => header.Causes.All(cause => work.Value<long>(
        """
        SELECT (SELECT count(*) FROM exchange_inbox WHERE partner = @partner AND message_id = @id AND state <> 'waiting') + (SELECT count(*) FROM exchange_outbox WHERE message_id = @id AND partner = @partner)
        """,
        new { partner, id = cause.ToString() }) > 0);

    private sealed class WaitingRow
    {
        public int Epoch { get; init; }

        public long Sequence { get; init; }

        public byte[] Digest { get; init; } = [];

        public string Conversation { get; init; } = "";

        public string DataKey { get; init; } = "";

        public byte[]? Content { get; init; }

        public DateTimeOffset Expires { get; init; }
    }
}
