using Entente.Cli.Outputs;

namespace Entente.Cli.Screen;

/// <summary>One call of `entente screen`, checked.</summary>
internal sealed record ScreenRequest
{
    /// <summary>Path of the travellers, or "-".</summary>
    public required string Travellers { get; init; }

    /// <summary>Paths of the lists, at least one.</summary>
    public required IReadOnlyList<string> Lists { get; init; }

    /// <summary>Hits for a traveller at most, 1 to 1000.</summary>
    public int Top { get; init; } = 10;

    /// <summary>Lowest score reported, 0 to 1; null for the alert threshold of the policy.</summary>
    public double? MinScore { get; init; }

    /// <summary>Path of the clearances; null for none.</summary>
    public string? Cleared { get; init; }

    /// <summary>Path of the output; null for standard output.</summary>
    public string? Out { get; init; }

    /// <summary>What the output is.</summary>
    public required OutputKind Kind { get; init; }
}
