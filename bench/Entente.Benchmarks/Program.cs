using BenchmarkDotNet.Running;
using Entente.Benchmarks.Growth;

// "growth 20000 200000 2000000" makes the table of docs/design/performance.md; anything else is for BenchmarkDotNet
// ("--filter *" runs every kernel).
if (args is ["growth", .. var sizes])
{
    GrowthTable.Write(sizes.Length == 0 ? [20_000, 200_000, 2_000_000] : [.. sizes.Select(int.Parse)], Console.Out);
}
else
{
    BenchmarkSwitcher.FromAssembly(typeof(GrowthTable).Assembly).Run(args);
}
