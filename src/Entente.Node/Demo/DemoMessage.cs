namespace Entente.Node.Demo;

/// <summary>What arrives at the node next.</summary>
/// <param name="Kind">flight, ferry, road, or counter.</param>
/// <param name="Words">What it is, in a few words without names.</param>
/// <param name="Content">What is sent.</param>
internal sealed record DemoMessage(string Kind, string Words, DemoContent Content)
{
    /// <summary>Whether it breaks off half way.</summary>
    public bool IsBroken { get; init; }

    /// <summary>Who is on it, as far as it says something of them.</summary>
    public IReadOnlyList<DemoTraveller> People { get; init; } = [];
}

/// <summary>What is sent, and so where to.</summary>
internal abstract record DemoContent
{
    private DemoContent()
    {
    }

    /// <summary>A UN/EDIFACT PAXLST interchange of the airline.</summary>
    internal sealed record Manifest(string Text) : DemoContent;

    /// <summary>The list of a ferry, as JSON.</summary>
    internal sealed record Crossing(object Body) : DemoContent;

    /// <summary>A check at a counter, as JSON.</summary>
    internal sealed record Check(object Body) : DemoContent;
}
