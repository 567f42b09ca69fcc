using Entente.Names;

namespace Entente.Screening;

/// <summary>
/// The one table of weights and thresholds. Weights are bits of evidence: each doubles, or halves, how much likelier the two
/// records are for one person than for two. Change a value, change <see cref="Version"/>.
/// </summary>
public sealed record ScreeningPolicy
{
    /// <summary>The policy in force unless another is given.</summary>
    public static ScreeningPolicy Default { get; } = new();

    /// <summary>Name of this state of the table; every answer carries it.</summary>
    public string Version { get; init; } = "2026-11-24";

    /// <summary>What agreeing, missing and contradicting parts of a name weigh.</summary>
    public NameWeights Names { get; init; } = new();

    /// <summary>Evidence at which the score is 0.5, the line between another person and the same one on judged pairs. Bits.</summary>
    public double EvenEvidence { get; init; } = 9;

    /// <summary>Evidence beyond it at which the score is 0.75. Bits, above 0.</summary>
    public double Spread { get; init; } = 10;

    /// <summary>The most that a score reaches where a part of the name is contradicted. 0 to 0.5, so that it stays below the line.</summary>
    public double Contradicted { get; init; } = 0.5;

    /// <summary>Evidence, less contradictions, at which a contradicted name reaches half of <see cref="Contradicted"/>. Bits, below <see cref="EvenEvidence"/>: few shared parts must be told apart there.</summary>
    public double ContradictedEvidence { get; init; } = 2;

    /// <summary>Evidence beyond it at which a contradicted name reaches three quarters of <see cref="Contradicted"/>. Bits, above 0.</summary>
    public double ContradictedSpread { get; init; } = 5;

    /// <summary>What is left of the score where only a weak alias agrees and neither birth date to the day nor document does. 0 to 1, so that it never reaches <see cref="AlertThreshold"/>.</summary>
    public double WeakAlias { get; init; } = 0.64;

    /// <summary>Birth dates that agree to the day.</summary>
    public double BirthDateExact { get; init; } = 7;

    /// <summary>Day and month in the other order.</summary>
    public double BirthDateSwapped { get; init; } = 4;

    /// <summary>Day and month agree, the year is one off.</summary>
    public double BirthYearOneOff { get; init; } = 3;

    /// <summary>Only years can be compared (one side states no more, or 1 January stands for "unknown"), and they agree.</summary>
    public double BirthYearAgrees { get; init; } = 3;

    /// <summary>Only years can be compared, and they are one off, or agree by the Hijri calendar.</summary>
    public double BirthYearNear { get; init; } = 1;

    /// <summary>Birth dates that fit in no way. Negative.</summary>
    public double BirthDateContradicts { get; init; } = -4;

    /// <summary>Birth dates more than ten years apart. Negative, and not above <see cref="BirthDateContradicts"/>.</summary>
    public double BirthDateFarApart { get; init; } = -9;

    /// <summary>A nationality in common.</summary>
    public double NationalityAgrees { get; init; } = 2;

    /// <summary>None in common. Negative; small, because people change it and lists misstate it.</summary>
    public double NationalityContradicts { get; init; } = -1.5;

    /// <summary>The same sex.</summary>
    public double SexAgrees { get; init; } = 0.3;

    /// <summary>Another sex. Negative.</summary>
    public double SexContradicts { get; init; } = -4;

    /// <summary>The same document number.</summary>
    public double DocumentExact { get; init; } = 24;

    /// <summary>The same but for letters and digits that are misread for each other (O and 0, I and 1, ...).</summary>
    public double DocumentMisread { get; init; } = 14;

    /// <summary>From this score on a hit is put before an officer. 0 to 1.</summary>
    public double AlertThreshold { get; init; } = 0.65;

    /// <summary>From this score on it is put before an officer first. 0 to 1, not below <see cref="AlertThreshold"/>.</summary>
    public double StrongThreshold { get; init; } = 0.8;

    /// <summary>Below this score it is another person. 0 to 1.</summary>
    public double WeakThreshold { get; init; } = 0.5;

    /// <summary>
    /// The score for evidence in bits: 0.5 at <see cref="EvenEvidence"/>, rising without end and never reaching 1, so that strong hits
    /// keep an order. Rises with the first argument, falls with the second.
    /// </summary>
    /// <param name="bits">Evidence for, less what is missing.</param>
    /// <param name="against">What contradicted parts take from it; 0 where none is.</param>
    public double Score(double bits, double against) => Score(bits - against, contradicted: against > 0);

    /// <summary>The same for evidence from which everything is taken off.</summary>
    /// <param name="bits">Evidence for, less what is missing or contradicted.</param>
    /// <param name="contradicted">Whether a part of the name is contradicted.</param>
    public double Score(double bits, bool contradicted) => contradicted
        ? Contradicted * Curve((bits - ContradictedEvidence) / ContradictedSpread)
        : Curve((bits - EvenEvidence) / Spread);

    private static double Curve(double beyond) => 0.5 + (0.5 * beyond / (1 + Math.Abs(beyond)));

    /// <summary>What the policy makes of a score.</summary>
    public Verdict VerdictOf(double score) =>
        score >= StrongThreshold ? Verdict.Strong
        : score >= AlertThreshold ? Verdict.Review
        : score >= WeakThreshold ? Verdict.Weak
        : Verdict.None;
}
