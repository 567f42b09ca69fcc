using Entente.Reports.Tests.Scoring;
using Entente.Reports.Text;

namespace Entente.Reports.Tests;

/// <summary>Two press articles that lie under ENTENTE_DATA: their text is not ours to keep here, so that the expectations only point into it.</summary>
public sealed class ArticlesTests
{
    [Fact]
    public void Nine_facts_of_ten_are_found_in_press_articles()
    {
        var folder = Environment.GetEnvironmentVariable("ENTENTE_DATA") is { Length: > 0 } data ? Path.Combine(data, "reports") : "";
        Assert.SkipUnless(Directory.Exists(folder), "Set ENTENTE_DATA to the folder that holds reports/ to read the two press articles.");
        var reports = ExpectedReport.Of("articles").Select(r => (r.Expected, Path: Path.Combine(folder, Path.GetFileName(r.Path)))).ToList();
        foreach (var (expected, path) in reports)
        {
            var text = File.ReadAllText(path);
            expected.Facts.ShouldAllBe(fact => text.Contains(fact.Sentence), $"{expected.Name} is another text than the one that was read.");
        }

        Measure.Check(reports.Select(r => (r.Expected, ReportText.Decode(r.Expected.Name, File.ReadAllBytes(r.Path)))), facts: 0.9, fields: 0.9, unsupported: 0.1);
    }
}
