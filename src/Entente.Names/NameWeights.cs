namespace Entente.Names;

/// <summary>
/// What the comparison of two names makes of agreeing, missing and contradicting parts, in bits of evidence. Part of the
/// screening policy; the defaults are those of the policy in force.
/// </summary>
public sealed record NameWeights
{
    /// <summary>Off for a part that only the traveller's name has. 0 to 10.</summary>
    public double MissingFromListing { get; init; } = 3;

    /// <summary>Off for a part that only the listed name has. 0 to 10.</summary>
    public double MissingFromTraveller { get; init; } = 3;

    /// <summary>Off for a patronymic, initial or title that one side lacks. 0 to 10.</summary>
    public double MissingLesser { get; init; } = 0.3;

    /// <summary>Off for a part that only the listed name has where other parts are contradicted: an alias shares few parts of a long name, and how long it is says little. 0 to <see cref="MissingFromTraveller"/>.</summary>
    public double MissingBesideContradiction { get; init; } = 1.5;

    /// <summary>Off for a name on each side that agree in nothing. 0 to 20.</summary>
    public double Contradiction { get; init; } = 4;

    /// <summary>Off for a patronymic on each side that agree in nothing. Above 0, to 20.</summary>
    public double ContradictingPatronymic { get; init; } = 2;

    /// <summary>How much of one contradiction is taken back where a part on each side begin alike, in proportion to the shorter one's letters that they share. 0 to 1, so that a contradiction never counts for.</summary>
    public double AlikeBeginning { get; init; } = 0.9;

    /// <summary>Off where one of the two names is a single part: it agrees with whoever has that part, and nothing else can speak against. 0 to 10.</summary>
    public double SinglePart { get; init; } = 4.5;

    /// <summary>Off for parts that were written together on one side. 0 to 10.</summary>
    public double Joined { get; init; } = 1;

    /// <summary>A part counts as agreeing from this evidence on. 0 to 5.</summary>
    public double LeastEvidence { get; init; } = 1;

    /// <summary>What one agreeing part may bring at most. 4 to 16.</summary>
    public double MostEvidence { get; init; } = 14;
}
