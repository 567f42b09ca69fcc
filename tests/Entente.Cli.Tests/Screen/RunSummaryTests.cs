using Entente.Cli.Screen;
using Entente.Formats.Reading;
using Entente.Screening;

namespace Entente.Cli.Tests.Screen;

public sealed class RunSummaryTests
{
    [Fact]
    public void The_last_line_tells_how_much_against_how_much_and_how_fast()
    {
        var totals = new RunTotals();
        for (var i = 1; i <= 4000; i++)
        {
            totals.Add(Sample.Screened(i, Sample.Traveller("1", "N")), TimeSpan.FromMilliseconds(1));
        }

        var last = Write(Sample.Facts(totals)).TrimEnd().Split('\n')[^1];

        last.ShouldStartWith("screened 4,000 travellers against 2 names of 1 listings: loading 0.50 s, screening 2.00 s, 2,000 screenings/s, p50 1.0");
        last.ShouldContain("p99 1.0");
    }

    [Fact]
    public void Findings_are_counted_by_code_with_their_first_places()
    {
        var journal = new Journal();
        for (var line = 1; line <= 5; line++)
        {
            journal.Refuse($"line {line}", "name-missing", "The name is empty; give one.");
        }

        var text = Write(Sample.Facts(journal: journal));

        text.ShouldContain("flight.edi: paxlst, 5 records read, 0 accepted, 5 refused");
        text.ShouldContain("name-missing: 5 refused (line 1; line 2; line 3; ...): The name is empty; give one.");
    }

    [Fact]
    public void An_old_list_is_used_and_named()
    {
        var facts = Sample.Facts() with { Time = Sample.Night.AddDays(100) };

        Write(facts).ShouldContain("national.csv is dated 2026-11-20, 101 days ago; look for a newer state.");
    }

    [Fact]
    public void An_input_without_travellers_and_lists_without_people_are_not_passed_over_in_silence()
    {
        var text = Write(Sample.Facts() with { Listings = 0 });

        text.ShouldContain("the lists hold no people");
        text.ShouldContain("the input holds no travellers");
    }

    [Fact]
    public void A_search_cut_short_is_told()
    {
        var totals = new RunTotals();
        totals.Add(new Screened(1, Sample.Traveller("1", "N"), new ScreeningAnswer([], 0, "the name has 200 parts")), TimeSpan.Zero);

        Write(Sample.Facts(totals)).ShouldContain("the first because: the name has 200 parts");
    }

    private static string Write(RunFacts facts)
    {
        using var writer = new StringWriter { NewLine = "\n" };
        RunSummary.Write(facts, null, writer);
        return writer.ToString();
    }
}
