namespace Entente.Cli.Screen;

/// <summary>How a run came to its end.</summary>
internal enum RunEnd
{
    /// <summary>Every traveller of the input was screened.</summary>
    Complete,

    /// <summary>A person or the system interrupted it; the travellers up to there are screened.</summary>
    Interrupted,

    /// <summary>The input broke off unreadably; the travellers up to there are screened.</summary>
    InputBroken,
}
