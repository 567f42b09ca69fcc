using Entente.Ledger.Envelopes;
using Entente.Node.Oversight;

namespace Entente.Node.Exchange.Receiving;

/// <summary>
/// What a capability does with messages of one type. It changes rows in the transaction in which the message takes its place, so it happens once or not at all.
/// What a message says wrongly is the effect's to refuse in its own rows: what it throws undoes the taking in, and the chain waits at this message.
/// </summary>
internal interface IMessageEffect
{
    /// <summary>The type.</summary>
    string Type { get; }

    /// <summary>Has the effect.</summary>
    /// <param name="work">The transaction.</param>
    /// <param name="header">The header of a message that its sender signed.</param>
    /// <param name="payload">Its payload.</param>
    void Take(Work work, MessageHeader header, ReadOnlyMemory<byte> payload);
}
