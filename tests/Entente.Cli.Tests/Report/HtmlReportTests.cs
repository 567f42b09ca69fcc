using System.Buffers;
using System.Text;
using Entente.Cli.Outputs;
using Entente.Cli.Report;
using Entente.Cli.Screen;
using Entente.Formats.Reading;
using Entente.Screening;
using Entente.Screening.Subjects;

namespace Entente.Cli.Tests.Report;

public sealed class HtmlReportTests
{
    private const string Hostile = """<script>alert("x")</script>&'""";

    [Fact]
    public void Encodes_everything_that_comes_from_a_list_or_a_traveller()
    {
        var listing = Sample.Listing(Hostile, Hostile) with
        {
            Programme = Hostile,
            List = Hostile,
            Subject = new Subject
            {
                Names = [new SubjectName(Hostile), new SubjectName("other " + Hostile)],
                Documents = [new IdentityDocument(Hostile) { Kind = Hostile }],
                Nationalities = [new Country(Hostile)],
            },
        };
        var line = new EvidenceLine(EvidenceField.Name, Agreement.Near, Hostile, Hostile, 1, Hostile);
        var hit = Sample.Hit(listing, [listing], 0.9, Verdict.Strong, line);
        var traveller = Sample.Traveller(Hostile, Hostile) with { Crossing = Hostile };

        var html = Render(Sample.Facts() with { TravellersName = Hostile }, new Screened(1, traveller, new ScreeningAnswer([hit], 0, Hostile)));

        html.ShouldNotContain("<script");
        html.ShouldContain("&lt;script&gt;");
    }

    [Fact]
    public void The_place_to_sign_names_the_traveller_since_it_may_be_printed_on_a_page_of_its_own()
    {
        var listing = Sample.Listing("L1", "Nadia Shukri");
        var hit = Sample.Hit(listing, [], 0.9, Verdict.Strong, new EvidenceLine(EvidenceField.Name, Agreement.Near, "a", "b", 1, "c"));

        var html = Render(Sample.Facts(), new Screened(1, Sample.Traveller("1-7", "NADIA CHOUKRI"), new ScreeningAnswer([hit], 0, null)));

        html[html.IndexOf("Decision of a person", StringComparison.Ordinal)..].Split("</section>")[0].ShouldContain("1-7");
    }

    [Fact]
    public void Asks_nothing_of_any_other_machine_and_runs_no_script()
    {
        var html = Render(Sample.Facts(), Sample.Screened(1, Sample.Traveller("1", "Nadia Choukri"), Sample.Hit("L1", "Nadia Shukri")));

        foreach (var forbidden in (string[])["http:", "https:", "<script", "<link", "<img", "url(", "@import", "src=", "onclick"])
        {
            html.ShouldNotContain(forbidden);
        }
    }

    [Fact]
    public void Puts_the_most_urgent_traveller_first_whatever_the_order_of_the_input()
    {
        var html = Render(
            Sample.Facts(),
            Sample.Screened(1, Sample.Traveller("weak", "A"), Sample.Hit("L1", "A", 0.55, Verdict.Weak)),
            Sample.Screened(2, Sample.Traveller("nobody", "B")),
            Sample.Screened(3, Sample.Traveller("review", "C"), Sample.Hit("L2", "C", 0.70, Verdict.Review)),
            Sample.Screened(4, Sample.Traveller("strong", "D"), Sample.Hit("L3", "D", 0.90, Verdict.Strong)));

        string[] anchors = ["href=\"#t4\"", "href=\"#t3\"", "href=\"#t1\"", "id=\"t4\"", "id=\"t3\"", "id=\"t1\""];
        var places = anchors.Select(a => html.IndexOf(a, StringComparison.Ordinal)).ToList();
        places.ShouldAllBe(p => p > 0);
        places.ShouldBeInOrder();
        html.ShouldNotContain("\"t2\"");
    }

    [Fact]
    public void Tells_agreement_by_sign_and_word_not_by_colour_alone()
    {
        var html = Render(Sample.Facts(), Sample.Screened(1, Sample.Traveller("1", "N"), Sample.Hit(
            "L1",
            "N",
            0.7,
            Verdict.Review,
            new EvidenceLine(EvidenceField.NamePart, Agreement.Agrees, "a", "b", 1, ""),
            new EvidenceLine(EvidenceField.BirthDate, Agreement.Near, "a", "b", 1, ""),
            new EvidenceLine(EvidenceField.Sex, Agreement.Missing, "a", "", 0, ""),
            new EvidenceLine(EvidenceField.Nationality, Agreement.Contradicts, "a", "b", -1, ""))));

        html.ShouldContain("✓</span> agrees");
        html.ShouldContain("≈</span> near");
        html.ShouldContain("–</span> missing");
        html.ShouldContain("✗</span> contradicts");
    }

    [Fact]
    public void Gives_a_name_its_own_script_and_direction_and_makes_control_characters_visible()
    {
        var html = Render(Sample.Facts(), Sample.Screened(1, Sample.Traveller("1", "N"), Sample.Hit("L1", "نادية شكري"), Sample.Hit("L2", "abc\u202Edef\u0000")));

        html.ShouldContain("""<bdi dir="auto" lang="und-Arab">نادية شكري</bdi>""");
        html.ShouldContain("abc\uFFFDdef\uFFFD");
    }

    [Fact]
    public void Never_shows_a_percentage()
    {
        var html = Render(Sample.Facts(), Sample.Screened(1, Sample.Traveller("1", "N"), Sample.Hit("L1", "N")));

        html[html.IndexOf("</style>", StringComparison.Ordinal)..].ShouldNotContain("%");
    }

    [Fact]
    public void Is_closed_and_says_so_when_the_run_was_interrupted()
    {
        var html = Render(Sample.Facts(end: RunEnd.Interrupted), Sample.Screened(1, Sample.Traveller("1", "N"), Sample.Hit("L1", "N")));

        html.ShouldContain("The run was interrupted.");
        html.TrimEnd().ShouldEndWith("</html>");
    }

    [Fact]
    public void Says_what_was_refused_and_why()
    {
        var journal = new Journal();
        journal.Refuse("line 7", "name-missing", "The name is empty; give one.");

        var html = Render(Sample.Facts(journal: journal));

        html.ShouldContain("Records refused: 1.");
        html.ShouldContain("line 7: The name is empty; give one. (refused)");
    }

    [Fact]
    public void Folds_low_ranks_but_never_a_strong_one()
    {
        var hits = Enumerable.Range(1, 6).Select(i => Sample.Hit($"L{i}", "N", 0.9, i == 6 ? Verdict.Strong : Verdict.Review)).ToArray();

        var html = Render(Sample.Facts(), Sample.Screened(1, Sample.Traveller("1", "N"), hits));

        html.Split("<details class=\"hit\"").Length.ShouldBe(3);
    }

    private static string Render(RunFacts facts, params Screened[] travellers)
    {
        using var stream = new MemoryStream();
        var surroundings = new Surroundings { Input = Stream.Null, Output = stream, Error = TextWriter.Null };
        using var report = new HtmlReport(OutputTarget.StandardOutput(surroundings), Spool.BesideOrTemporary(null));
        foreach (var traveller in travellers)
        {
            var buffer = new ArrayBufferWriter<byte>();
            report.Format(traveller, buffer);
            report.Append(traveller, buffer.WrittenSpan);
            facts.Totals.Add(traveller, TimeSpan.FromMilliseconds(1));
        }

        report.End(facts);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
