namespace Entente.Node.Oversight;

/// <summary>The codes of conversations with partners.</summary>
internal static partial class ActionCode
{
    /// <summary>Somebody opened a conversation with a partner.</summary>
    public const string ConversationOpened = "conversation.opened";

    /// <summary>A step was taken here in a conversation with a partner.</summary>
    public const string ConversationActed = "conversation.acted";

    /// <summary>A partner opened a conversation, or took a step in one.</summary>
    public const string ConversationMoved = "conversation.moved";

    /// <summary>A partner's step came out of turn or could not be read; it is kept and changes nothing.</summary>
    public const string ConversationStepRefused = "conversation.step-refused";

    /// <summary>The time of a conversation ran out.</summary>
    public const string ConversationRanOut = "conversation.ran-out";

    /// <summary>A partner asked whether somebody is listed, and the node answered.</summary>
    public const string ConversationQueryAnswered = "conversation.query-answered";

    /// <summary>Somebody read a conversation.</summary>
    public const string ConversationRead = "conversation.read";
}
