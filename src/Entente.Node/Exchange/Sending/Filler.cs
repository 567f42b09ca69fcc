using System.Security.Cryptography;
using Entente.Ledger.Envelopes;
using Entente.Ledger.Merkle;

namespace Entente.Node.Exchange.Sending;

/// <summary>
/// What stands at the place of a message whose content is gone: a message of the type "filler" with the digest of the other as its payload, so that the chain goes
/// on over the gap. It follows from the row alone, so that it is the same message however often it is made.
/// </summary>
internal static class Filler
{
    /// <summary>The columns of <see cref="FilledRow"/>, of a table exchange_outbox that is called o.</summary>
    public const string Columns = "o.epoch, o.sequence, o.digest, o.sent_at, (SELECT p.digest FROM exchange_outbox p WHERE p.partner = o.partner AND p.epoch = o.epoch AND p.sequence = o.sequence - 1) AS previous";

    // A filler has no content that could grow old; whoever fetches it at any time is to take it.
    private const int Years = 100;

    /// <summary>The filler of a message.</summary>
    /// <param name="row">The message.</param>
    /// <param name="sender">Code of this service.</param>
    /// <param name="partner">Code of the partner.</param>
    /// <param name="key">The key that signs.</param>
    public static SignedMessage Of(FilledRow row, string sender, string partner, MessageKey key) => SignedMessage.Sign(
        new MessageHeader
        {
            // Half of a digest over a digest is as good as a random id: nobody meets it by chance, and a filler has nothing to hide.
            Id = new MessageId(SHA256.HashData([.. "entente.filler.v1\n"u8, .. row.Digest]).AsSpan(0, MessageId.Length)),
            Sender = sender,
            Recipient = partner,
            Conversation = MessageType.Filler,
            Epoch = row.Epoch,
            Sequence = row.Sequence,
            Previous = row.Previous is { } previous ? new Digest(previous) : default,
            Created = row.SentAt,
            Expires = row.SentAt.AddYears(Years),
            Type = MessageType.Filler,
            MediaType = "application/octet-stream",
        },
        row.Digest,
        key);
}

/// <summary>A message that was sent, as far as its filler needs it.</summary>
internal class FilledRow
{
    /// <summary>Its epoch.</summary>
    public int Epoch { get; init; }

    /// <summary>Its place in the epoch.</summary>
    public long Sequence { get; init; }

    /// <summary>What it was.</summary>
    public byte[] Digest { get; init; } = [];

    /// <summary>When it was made.</summary>
    public DateTimeOffset SentAt { get; init; }

    /// <summary>What stands one place before; null at the first place.</summary>
    public byte[]? Previous { get; init; }
}
