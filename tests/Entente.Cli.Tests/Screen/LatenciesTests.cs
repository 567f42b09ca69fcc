using Entente.Cli.Screen;

namespace Entente.Cli.Tests.Screen;

public sealed class LatenciesTests
{
    [Fact]
    public void Nothing_measured_is_zero() => new Latencies().Quantile(0.99).ShouldBe(TimeSpan.Zero);

    [Fact]
    public void A_quantile_is_within_a_step_of_the_sorted_durations()
    {
        var random = new Random(11);
        for (var round = 0; round < 200; round++)
        {
            var ticks = Enumerable.Range(0, random.Next(1, 400)).Select(_ => Math.Max(1, (long)Math.Exp(random.NextDouble() * 20))).ToList();
            var latencies = new Latencies();
            ticks.ForEach(t => latencies.Add(TimeSpan.FromTicks(t)));
            ticks.Sort();
            foreach (var share in (double[])[0.01, 0.5, 0.99, 1])
            {
                var exact = ticks[(int)Math.Ceiling(share * ticks.Count) - 1];
                latencies.Quantile(share).Ticks.ShouldBeInRange(exact, (long)(exact * 1.032) + 1);
            }
        }
    }
}
