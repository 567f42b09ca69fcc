using Entente.Node.Border.Manifests;

namespace Entente.Node.Tests.Security;

public sealed class EvenTimeTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 25)]
    [InlineData(24.9, 25)]
    [InlineData(25, 25)]
    [InlineData(25.1, 50)]
    [InlineData(310, 325)]
    public void An_answer_goes_out_at_the_next_whole_step(double tookMilliseconds, double sentMilliseconds) =>
        EvenTime.NextStep(TimeSpan.FromMilliseconds(tookMilliseconds)).ShouldBe(TimeSpan.FromMilliseconds(sentMilliseconds));
}
