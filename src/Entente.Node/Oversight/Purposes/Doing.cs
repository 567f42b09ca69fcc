namespace Entente.Node.Oversight.Purposes;

/// <summary>What can be done for a purpose: the second column of the catalogue.</summary>
internal static class Doing
{
    /// <summary>Ask about people: single questions, manifests, checks at a counter, entries and exits.</summary>
    public const string Screen = "screen";

    /// <summary>Decide encounters and keep them.</summary>
    public const string Decide = "decide";

    /// <summary>Hold listings and documents of one's own, and adopt foreign ones.</summary>
    public const string List = "list";

    /// <summary>Look at the record of what was done.</summary>
    public const string Oversee = "oversee";

    /// <summary>Run the node: accounts, roles, sources, copies.</summary>
    public const string Run = "run";

    /// <summary>Run the partnership: agreements, plan, visits, exercises, equipment, spending.</summary>
    public const string Cooperate = "cooperate";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Screen, Decide, List, Cooperate, Oversee, Run];
}
