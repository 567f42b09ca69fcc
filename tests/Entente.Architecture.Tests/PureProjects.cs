namespace Entente.Architecture.Tests;

/// <summary>The projects that hold no package, do no I/O beyond a stream given to them, and ask nobody for time, chance or ids.</summary>
public static class PureProjects
{
    /// <summary>Their names.</summary>
    public static IReadOnlyList<string> Names { get; } = ["Entente.Names", "Entente.Screening", "Entente.Formats", "Entente.Ledger", "Entente.Reports"];

    /// <summary>The same as rows of a theory.</summary>
    public static TheoryData<string> Rows => [.. Names];
}
