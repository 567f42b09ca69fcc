namespace Entente.Reports.Proposals;

/// <summary>
/// How sure a rule is, in five steps. They order proposals for whoever checks them and are no probabilities: nobody has counted how
/// often a step is right.
/// </summary>
public static class Confidence
{
    /// <summary>The words name it and the grammar says what it is: "received X", "to the Government of Y".</summary>
    public const double Said = 0.9;

    /// <summary>The words name it beside the verb, and what it is follows from its place in the sentence.</summary>
    public const double Beside = 0.8;

    /// <summary>It is only announced, expected or planned.</summary>
    public const double Announced = 0.6;

    /// <summary>It stands in another sentence, or behind words such as "the two countries".</summary>
    public const double Carried = 0.5;

    /// <summary>It is there, and no rule says more.</summary>
    public const double Guessed = 0.4;
}
