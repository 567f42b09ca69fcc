using Entente.Screening.Subjects;

namespace Entente.Screening;

/// <summary>Compares two subjects with each other, without a watchlist.</summary>
public sealed class Comparer(ScreeningPolicy policy)
{
    /// <summary>The evidence that the two are the same person.</summary>
    public Comparison Compare(Subject a, Subject b) => throw new NotSupportedException(policy.Version);
}

/// <summary>Two subjects and how they stand to each other.</summary>
public sealed record Comparison
{
    /// <summary>0 to 1, as in <see cref="Hit.Score"/>.</summary>
    public required double Score { get; init; }

    /// <summary>What the policy makes of the score.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>As in <see cref="Hit.NamesakesPerMillion"/>.</summary>
    public required double? NamesakesPerMillion { get; init; }

    /// <summary>Evidence, the strongest first.</summary>
    public required IReadOnlyList<EvidenceLine> Evidence { get; init; }
}
