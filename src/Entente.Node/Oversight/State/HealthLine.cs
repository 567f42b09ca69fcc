namespace Entente.Node.Oversight.State;

/// <summary>How one part of the node is.</summary>
/// <param name="Part">Which part: a code with a text.</param>
/// <param name="Light">How it is.</param>
/// <param name="State">What is so: a code with a text, and with one that says what to do where it is not good.</param>
internal sealed record HealthLine(string Part, Light Light, string State)
{
    /// <summary>Which of several, such as the name of a list; blank for the only one.</summary>
    public string Which { get; init; } = "";

    /// <summary>What stands in the text's places: figures and spans.</summary>
    public IReadOnlyList<object> Values { get; init; } = [];

    /// <summary>A moment that belongs to it; null for none.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>What the node itself says of it, in English; null for nothing.</summary>
    public string? Said { get; init; }
}

/// <summary>How something is. The order is how much it matters.</summary>
internal enum Light
{
    Good,
    Heed,
    Bad,
}
