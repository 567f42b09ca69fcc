using Entente.Node.Oversight;

namespace Entente.Node.Exchange.Flows;

/// <summary>What a capability does when a conversation of one flow moves, in the transaction in which it moves. What it throws undoes the step.</summary>
internal interface IFlowFollower
{
    /// <summary>Code of the flow.</summary>
    string Flow { get; }

    /// <summary>Hears that a conversation has moved.</summary>
    /// <param name="work">The transaction.</param>
    /// <param name="row">The conversation as it is now.</param>
    /// <param name="step">Code of the step; <see cref="Conversations.RunOut"/> where its time ran out.</param>
    /// <param name="form">What was filled in, a JSON object of texts; empty where nothing was.</param>
    void Moved(Work work, ConversationRow row, string step, ReadOnlyMemory<byte> form);
}
