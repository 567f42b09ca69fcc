namespace Entente.Names.Tests;

/// <summary>A score from the name alone, each name its own owner: 0.5 at seven bits, halved where a part is contradicted.</summary>
internal readonly struct Scoring : IHitScore
{
    /// <summary>The score of a match.</summary>
    public static double Of(NameMatch match) => Of(match.Bits - match.Against, match.Contradictions > 0);

    /// <inheritdoc />
    public double Score(int name, NameMatch match) => Of(match);

    /// <inheritdoc />
    public double Bound(double bits, bool contradicted) => Of(bits, contradicted);

    /// <inheritdoc />
    public double MostBeside => 0;

    /// <inheritdoc />
    public double Beside(int name) => 0;

    /// <inheritdoc />
    public int Owner(int name) => name;

    private static double Of(double bits, bool contradicted)
    {
        var beyond = (bits - 7) / 10;
        return (0.5 + (0.5 * beyond / (1 + Math.Abs(beyond)))) * (contradicted ? 0.5 : 1);
    }
}
