namespace Entente.Screening;

/// <summary>The versioned table of weights and thresholds.</summary>
public sealed record ScreeningPolicy
{
    /// <summary>The policy in force unless another is given.</summary>
    public static ScreeningPolicy Default { get; } = new();

    /// <summary>Name of this state of the table.</summary>
    public string Version { get; init; } = "2026-11";

    /// <summary>From this score on a hit is put before an officer. 0 to 1.</summary>
    public double AlertThreshold { get; init; } = 0.6;
}
