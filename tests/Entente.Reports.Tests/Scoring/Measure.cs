using System.Text;
using Entente.Reports.Text;

namespace Entente.Reports.Tests.Scoring;

/// <summary>Reads reports, prints the figures as a table and what is missing, and holds them against the lowest that are allowed.</summary>
internal static class Measure
{
    /// <summary>Fails below the given figures, over all and for each language.</summary>
    public static void Check(IEnumerable<(ExpectedReport Expected, ReportText Text)> reports, double facts, double fields, double unsupported)
    {
        var log = new StringBuilder();
        var scores = reports.Select(r => (r.Expected.Language, Score: Score.Of(r.Expected, ReportReader.Read(r.Text), log))).ToList();
        var sums = scores.GroupBy(s => s.Language).Select(g => (Name: g.Key, Score: g.Aggregate(Score.Empty, (sum, s) => sum + s.Score))).ToList();
        sums.Add(("all", scores.Aggregate(Score.Empty, (sum, s) => sum + s.Score)));
        var table = string.Join('\n', sums.Select(s => s.Score.Row(s.Name)));
        TestContext.Current.TestOutputHelper?.WriteLine($"| language | facts | found | fields | right | proposals | unsupported |\n|---|---|---|---|---|---|---|\n{table}\n{log}");
        foreach (var (name, score) in sums)
        {
            score.Recall.ShouldBeGreaterThanOrEqualTo(facts, $"{name}\n{log}");
            score.FieldsRight.ShouldBeGreaterThanOrEqualTo(fields, $"{name}\n{log}");
            score.UnsupportedPart.ShouldBeLessThanOrEqualTo(unsupported, $"{name}\n{log}");
        }
    }

    /// <summary>The reports of a folder beside the tests.</summary>
    public static IEnumerable<(ExpectedReport Expected, ReportText Text)> Of(string folder) => ExpectedReport.Of(folder).Select(r => (r.Expected, ReportText.Decode(r.Expected.Name, File.ReadAllBytes(r.Path))));
}
