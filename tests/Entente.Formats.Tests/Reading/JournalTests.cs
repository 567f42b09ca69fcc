using Entente.Formats.Reading;

namespace Entente.Formats.Tests.Reading;

public sealed class JournalTests
{
    [Fact]
    public void A_frequent_finding_leaves_room_for_a_rare_one()
    {
        var journal = new Journal();
        for (var line = 1; line <= 5000; line++)
        {
            journal.Note($"line {line}", "often", "It happens on every line.");
        }

        journal.Refuse("line 5001", "rare", "It happens once.");

        journal.Findings.Count(f => f.Code == "often").ShouldBe(Journal.FindingsKeptPerCode);
        journal.Findings[^1].Code.ShouldBe("rare");
        journal.Counts["often"].ShouldBe(5000);
    }

    [Fact]
    public void Findings_of_all_codes_together_are_bounded()
    {
        var journal = new Journal();
        for (var line = 1; line <= 5000; line++)
        {
            journal.Note($"line {line}", $"code-{line}", "Every line has a code of its own.");
        }

        journal.Findings.Count.ShouldBe(Journal.FindingsKept);
    }
}
