using System.Text;
using BenchmarkDotNet.Attributes;
using Entente.Reports;
using Entente.Reports.Proposals;
using Entente.Reports.Text;

namespace Entente.Benchmarks.Kernels;

/// <summary>What an open report costs: a hundred thousand bytes of the fictional reports of the tests, one after the other.</summary>
[MemoryDiagnoser]
public class ReportBenchmarks
{
    private const int Bytes = 100_000;

    private readonly ReportText _report = ReportText.Of("long.txt", Text());

    [Benchmark(Description = "a report of 100 kB read")]
    public IReadOnlyList<Proposal> Read() => ReportReader.Read(_report, new DateOnly(2026, 6, 14));

    private static string Text()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Entente.slnx")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The benchmark does not run in the repository.");
        }

        var written = Directory.GetFiles(Path.Combine(folder.FullName, "tests/Entente.Reports.Tests/Reports/written"), "*.txt").Order(StringComparer.Ordinal).Select(File.ReadAllText).ToList();
        var text = new StringBuilder();
        for (var i = 0; Encoding.UTF8.GetByteCount(text.ToString()) < Bytes; i++)
        {
            text.Append(written[i % written.Count]).Append("\n\n");
        }

        return text.ToString();
    }
}
