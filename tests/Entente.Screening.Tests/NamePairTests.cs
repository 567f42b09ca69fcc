using Entente.Screening.Subjects;

namespace Entente.Screening.Tests;

/// <summary>
/// The labelled names of tests/Entente.Names.Tests/cases/name-pairs.csv. Changing screening starts with a row there. A row that is
/// got wrong and hard to mend is a known-miss or a known-alarm; once it is got right, it must be relabelled.
/// </summary>
public sealed class NamePairTests
{
    private const double Line = 0.5;

    private static readonly Comparer Comparer = new(ScreeningPolicy.Default);

    public static TheoryData<string, string, string> Same => Rows("same");

    public static TheoryData<string, string, string> Different => Rows("different");

    public static TheoryData<string, string, string> KnownMisses => Rows("known-miss");

    public static TheoryData<string, string, string> KnownAlarms => Rows("known-alarm");

    [Theory]
    [MemberData(nameof(Same))]
    public void Names_of_one_person_score_above_the_line(string a, string b, string note) => Score(a, b).ShouldBeGreaterThanOrEqualTo(Line, note);

    [Theory]
    [MemberData(nameof(Different))]
    public void Names_of_two_people_score_below_the_line(string a, string b, string note) => Score(a, b).ShouldBeLessThan(Line, note);

    [Theory]
    [MemberData(nameof(KnownMisses))]
    public void A_known_miss_is_still_missed(string a, string b, string note) => Score(a, b).ShouldBeLessThan(Line, $"{note}: found by now, so label it same");

    [Theory]
    [MemberData(nameof(KnownAlarms))]
    public void A_known_false_alarm_still_alarms(string a, string b, string note) => Score(a, b).ShouldBeGreaterThanOrEqualTo(Line, $"{note}: told apart by now, so label it different");

    [Fact]
    public void Every_row_has_a_verdict_and_a_note() => All().ShouldAllBe(row =>
        row.Length == 4 && (row[2] == "same" || row[2] == "different" || row[2] == "known-miss" || row[2] == "known-alarm") && row[3].Length > 0);

    private static double Score(string a, string b) => Comparer.Compare(People.Named(a), People.Named(b)).Score;

    private static TheoryData<string, string, string> Rows(string verdict) => new(All().Where(row => row[2] == verdict).Select(row => (row[0], row[1], row[3])));

    private static IEnumerable<string[]> All() => File.ReadLines(Path.Combine(AppContext.BaseDirectory, "cases", "name-pairs.csv")).Skip(1).Select(line => line.Split(','));
}
