using System.Text;
using Entente.Reports.Tests.Scoring;
using Entente.Reports.Text;

namespace Entente.Reports.Tests;

/// <summary>Reports written for these tests, in which everybody and everything is invented, and what a careful reader finds in them.</summary>
public sealed class WrittenReportsTests
{
    [Fact]
    public void Nine_facts_of_ten_are_proposed_and_nine_fields_of_ten_are_right() => Check("written", 0.9, 0.9, 0.1);

    private static void Check(string folder, double facts, double fields, double unsupported)
    {
        var log = new StringBuilder();
        var scores = ExpectedReport.Of(folder).Select(r => (r.Expected.Language, Score: Score.Of(r.Expected, ReportReader.Read(ReportText.Decode(r.Expected.Name, File.ReadAllBytes(r.Path))), log))).ToList();
        var table = new StringBuilder("| language | facts | found | fields | right | proposals | unsupported |\n|---|---|---|---|---|---|---|\n");
        foreach (var language in scores.GroupBy(s => s.Language))
        {
            table.AppendLine(language.Aggregate(Score.Empty, (sum, s) => sum + s.Score).Row(language.Key));
        }

        var all = scores.Aggregate(Score.Empty, (sum, s) => sum + s.Score);
        table.AppendLine(all.Row("all"));
        TestContext.Current.TestOutputHelper?.WriteLine(table.ToString() + log);
        all.Recall.ShouldBeGreaterThanOrEqualTo(facts, log.ToString());
        all.FieldsRight.ShouldBeGreaterThanOrEqualTo(fields, log.ToString());
        all.UnsupportedPart.ShouldBeLessThanOrEqualTo(unsupported, log.ToString());
    }
}
