using BenchmarkDotNet.Attributes;
using Entente.Names;
using Entente.Names.Comparing;
using Entente.Names.Comparing.Hot;

namespace Entente.Benchmarks.Kernels;

/// <summary>One spelling against many: by whole columns, as the index asks, and one pair after the other, as its plain twin does.</summary>
[MemoryDiagnoser]
public class SpellingBenchmarks
{
    private const int Targets = 1_000;
    private const int Limit = 80;

    private readonly SpellingTables _tables = new();
    private readonly byte[] _source = Name.Read("Abdelkader").Parts[0].LatinNumbers;
    private readonly byte[][] _targets = [.. Enumerable.Range(0, Targets).Select(i => Name.Read(FictionalNames.Of(i)).Parts[^1].LatinNumbers).OrderBy(t => t.Length).ThenBy(t => Convert.ToHexString(t), StringComparer.Ordinal)];

    /// <summary>The plain twin.</summary>
    [Benchmark(Baseline = true, OperationsPerInvoke = Targets)]
    public int OnePairAfterTheOther()
    {
        var sum = 0;
        foreach (var target in _targets)
        {
            sum += SpellingCost.Of(_source, target, LetterCosts.Latin, Limit) & 1;
        }

        return sum;
    }

    /// <summary>By columns in vectors.</summary>
    [Benchmark(OperationsPerInvoke = Targets)]
    public int ByColumns()
    {
        var sum = 0;
        _tables.Begin();
        foreach (var target in _targets)
        {
            sum += _tables.Of(_source, target, LetterCosts.Latin, Limit) & 1;
        }

        return sum;
    }
}
