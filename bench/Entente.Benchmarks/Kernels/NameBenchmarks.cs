using BenchmarkDotNet.Attributes;
using Entente.Names;

namespace Entente.Benchmarks.Kernels;

/// <summary>What happens to one name: it is read, compared with another, looked for among many.</summary>
[MemoryDiagnoser]
public class NameBenchmarks
{
    private const int Names = 200;
    private const int Listed = 20_000;

    private readonly string[] _texts = [.. Enumerable.Range(0, Names).Select(i => FictionalNames.Misspelled(FictionalNames.Of(i * 97), i))];
    private readonly NameComparer _comparer = new(new NameWeights());
    private Name[] _queries = [];
    private Name[] _listed = [];
    private NameIndex _index = NameIndex.Build(0, _ => Name.Read(""));
    private NameSearch? _search;

    /// <summary>Reads the list and builds its index.</summary>
    [GlobalSetup]
    public void Build()
    {
        _queries = [.. _texts.Select(text => Name.Read(text))];
        _listed = [.. Enumerable.Range(0, Listed).Select(i => Name.Read(FictionalNames.Of(i)))];
        _index = NameIndex.Build(Listed, i => _listed[i]);
        _search = new NameSearch(_index, new NameWeights());
    }

    /// <summary>A name in its comparable form.</summary>
    [Benchmark(OperationsPerInvoke = Names)]
    public int Read()
    {
        var parts = 0;
        foreach (var text in _texts)
        {
            parts += Name.Read(text).Parts.Count;
        }

        return parts;
    }

    /// <summary>Two names, without an index.</summary>
    [Benchmark(OperationsPerInvoke = Names)]
    public double Compare()
    {
        var bits = 0.0;
        for (var i = 0; i < Names; i++)
        {
            bits += _comparer.Compare(_queries[i], _listed[i * 97]).Match.Bits;
        }

        return bits;
    }

    /// <summary>The ten best of twenty thousand, every part of the query met before.</summary>
    [Benchmark(OperationsPerInvoke = Names)]
    public int SearchWithKnownParts()
    {
        var found = 0;
        foreach (var query in _queries)
        {
            found += _search!.Find(query, 10, 0, default(ByName)).Count; // Set up before any benchmark runs.
        }

        return found;
    }

    private readonly struct ByName : IHitScore
    {
        public double MostBeside => 0;

        public double Score(int name, NameMatch match) => Bound(match.Bits - match.Against, match.Contradictions > 0);

        public double Bound(double bits, bool contradicted) => (contradicted ? 0.5 : 1) * Math.Clamp(bits / 60, 0, 1);

        public double Beside(int name) => 0;

        public int Owner(int name) => name;
    }
}
