namespace Entente.Screening.Tests;

public sealed class ScreeningPolicyTests
{
    private static readonly ScreeningPolicy Policy = ScreeningPolicy.Default;

    public static TheoryData<int> Bits => [.. Enumerable.Range(-60, 141)];

    /// <summary>The search counts on it: a bound for a name that is not contradicted holds for it contradicted as well.</summary>
    [Theory]
    [MemberData(nameof(Bits))]
    public void A_contradiction_never_raises_a_score(int bits) =>
        Policy.Score(bits, against: 1e-6).ShouldBeLessThanOrEqualTo(Policy.Score(bits, against: 0));

    [Theory]
    [MemberData(nameof(Bits))]
    public void A_contradicted_name_stays_below_the_line(int bits) => Policy.Score(bits, against: 1e-6).ShouldBeLessThan(Policy.WeakThreshold);

    [Theory]
    [MemberData(nameof(Bits))]
    public void More_evidence_always_gives_a_higher_score(int bits)
    {
        Policy.Score(bits + 1, against: 0).ShouldBeGreaterThan(Policy.Score(bits, against: 0));
        Policy.Score(bits + 1, against: 4).ShouldBeGreaterThan(Policy.Score(bits, against: 4));
        Policy.Score(bits, against: 5).ShouldBeLessThan(Policy.Score(bits, against: 4));
    }
}
