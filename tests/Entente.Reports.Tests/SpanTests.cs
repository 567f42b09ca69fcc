using System.Diagnostics;
using System.Text;
using Entente.Reports.Proposals;
using Entente.Reports.Text;
using FsCheck;
using FsCheck.Fluent;
using Entente.Reports.Tests.Scoring;

namespace Entente.Reports.Tests;

/// <summary>A field stands exactly where it says, whatever the text is, and no text makes the reader fail.</summary>
public sealed class SpanTests
{
    private const string Visit = "Le ministre marocain de la Défense, Anas Berkani, a reçu à Rabat le ministre espagnol de l'Intérieur, Julio Aranda, le 3 mars 2023.";

    private static readonly string[] Pieces =
    [
        "Morocco", "signed", "an agreement", "with", "Spain", "received", "General", "Anas Berkani", "in", "Rabat", "on 3 May 2023", "<p>", "</p>", "<b", ">", "&eacute;", "&#x1F600;", "😀", "\uD800", "\uDC00", "\r\n", "\n\n", ".", ",", "«", "»", "\"", "F-16C/D", "drones", "$5 million", "l'", "d'",
        "ministre", "de la", "Défense", "a reçu", "visita", "el", "de", "2020-2030", "and", "99", "استقبل", "وزير", "المغرب", "\u0301", "\u202E", "exercise", "threat", "Boko Haram", "the two countries", "first", "of its kind", "<!--", "-->", "<script>", "(", ")", "-", "--", "’s", "\uFEFF", "\0", "per cent", "of GDP", "rose",
    ];

    [Fact]
    public void Every_field_of_every_written_report_stands_where_it_says()
    {
        foreach (var folder in (string[])["written", "second", "third"])
        {
            foreach (var (_, path) in ExpectedReport.Of(folder))
            {
                CheckSpans(ReportText.Decode(Path.GetFileName(path), File.ReadAllBytes(path)));
            }
        }
    }

    [Theory]
    [InlineData("plain.txt", "")]
    [InlineData("page.html", "<p>")]
    public void Places_count_code_points_and_not_UTF_16_units(string name, string before)
    {
        var plain = ReportReader.Read(ReportText.Of(name, before + Visit));
        var shifted = ReportReader.Read(ReportText.Of(name, before + "😀😀 " + Visit));

        shifted[0].Named("hosts").Single().Start.ShouldBe(plain[0].Named("hosts").Single().Start + 3);
        shifted[0].Named("hosts").Single().Text.ShouldBe("Anas Berkani");
    }

    [Fact]
    public void A_byte_order_mark_counts_as_one_code_point()
    {
        var bytes = Encoding.UTF8.GetBytes(Visit);
        var plain = ReportReader.Read(ReportText.Decode("a.txt", bytes));
        var marked = ReportReader.Read(ReportText.Decode("a.txt", [0xEF, 0xBB, 0xBF, .. bytes]));

        marked[0].Named("summary").Single().Start.ShouldBe(plain[0].Named("summary").Single().Start + 1);
        marked[0].Fields.Select(f => f.Text).ShouldBe(plain[0].Fields.Select(f => f.Text));
    }

    [Fact]
    public void Line_ends_of_either_kind_read_alike_and_stay_in_the_text()
    {
        var wrapped = Visit.Replace("Berkani, a", "Berkani,\na", StringComparison.Ordinal);
        var unix = ReportReader.Read(ReportText.Of("a.txt", wrapped));
        var windows = ReportReader.Read(ReportText.Of("a.txt", wrapped.Replace("\n", "\r\n", StringComparison.Ordinal)));

        windows[0].Fields.Select(f => f.Value).ShouldBe(unix[0].Fields.Select(f => f.Value));
        windows[0].Named("summary").Single().Text.ShouldContain("\r\n");
    }

    [Fact]
    public void Bytes_that_are_not_UTF_8_are_told_and_cost_no_place()
    {
        var report = ReportText.Decode("a.txt", [.. "caf"u8, 0xE9, (byte)' ', .. Encoding.UTF8.GetBytes(Visit)]);

        report.IsDamaged.ShouldBeTrue();
        CheckSpans(report).ShouldNotBeEmpty();
    }

    [Fact]
    public void No_text_makes_the_reader_fail_and_every_field_stays_in_its_place()
    {
        var texts = Gen.Elements(Pieces).ListOf().Select(pieces => string.Join(' ', pieces));
        Prop.ForAll(texts.ToArbitrary(), text =>
        {
            CheckSpans(ReportText.Of("a.txt", text));
            CheckSpans(ReportText.Of("a.html", text));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_report_cut_off_anywhere_is_read_to_where_it_ends()
    {
        var (_, path) = ExpectedReport.Of("written").First(r => r.Expected.Name == "en-exercise.html");
        var text = File.ReadAllText(path);
        for (var length = 0; length < text.Length; length += 7)
        {
            CheckSpans(ReportText.Of("a.html", text[..length]));
            CheckSpans(ReportText.Of("a.txt", text[..length]));
        }
    }

    [Fact]
    public void The_same_report_gives_the_same_proposals_in_the_same_order()
    {
        foreach (var (_, path) in ExpectedReport.Of("written"))
        {
            var report = ReportText.Decode("a", File.ReadAllBytes(path));
            Told(ReportReader.Read(report)).ShouldBe(Told(ReportReader.Read(report)));
        }
    }

    /// <summary>Four times the text may take four times as long, with room for a busy machine, and 100 kB less than a second.</summary>
    [Fact]
    public void A_long_report_takes_time_in_proportion_to_its_length()
    {
        var text = string.Join("\n\n", ExpectedReport.Of("written").Where(r => r.Path.EndsWith(".txt", StringComparison.Ordinal) && r.Expected.Name != "en-opinion.txt").Select(r => File.ReadAllText(r.Path)));
        var small = string.Concat(Enumerable.Repeat(text + "\n\n", (100_000 / text.Length) + 1))[..100_000];
        ReportReader.Read(ReportText.Of("a.txt", small));
        var one = Fastest(small);
        var four = Fastest(string.Concat(Enumerable.Repeat(small, 4)));

        one.ShouldBeLessThan(TimeSpan.FromSeconds(1));
        four.ShouldBeLessThan(Math.Max(one.TotalSeconds, 0.1) * 12 * TimeSpan.FromSeconds(1));
    }

    [Theory]
    [InlineData("<a \"")]
    [InlineData("&amp")]
    [InlineData("<!--")]
    [InlineData("Morocco and ")]
    [InlineData("General ")]
    [InlineData("the first ")]
    [InlineData("(\"")]
    [InlineData("1-")]
    public void A_long_run_of_one_thing_does_not_hold_the_reader_up(string piece)
    {
        var text = string.Concat(Enumerable.Repeat(piece, 300_000 / piece.Length));

        Time(text, "a.html").ShouldBeLessThan(TimeSpan.FromMinutes(3));
        Time(text, "a.txt").ShouldBeLessThan(TimeSpan.FromMinutes(3));
    }

    /// <summary>The fastest of a few runs: what else the machine does only ever adds.</summary>
    private static TimeSpan Fastest(string text) => Enumerable.Range(0, 5).Min(_ => Time(text));

    private static TimeSpan Time(string text, string name = "a.txt")
    {
        var start = Stopwatch.GetTimestamp();
        ReportReader.Read(ReportText.Of(name, text));
        return Stopwatch.GetElapsedTime(start);
    }

    private static string Told(IReadOnlyList<Proposal> proposals) => string.Join('\n', proposals.Select(p => $"{p.Kind} {string.Join(';', p.Fields)}"));

    private static IReadOnlyList<Proposal> CheckSpans(ReportText report)
    {
        // By code points as others count them: a lone surrogate is one too.
        var starts = new List<int>();
        for (var i = 0; i < report.Raw.Length; i++)
        {
            starts.Add(i);
            i += char.IsHighSurrogate(report.Raw[i]) && i + 1 < report.Raw.Length && char.IsLowSurrogate(report.Raw[i + 1]) ? 1 : 0;
        }

        starts.Add(report.Raw.Length);
        var proposals = ReportReader.Read(report);
        foreach (var field in proposals.SelectMany(p => p.Fields))
        {
            field.Start.ShouldBeLessThan(field.End);
            report.Raw[starts[field.Start]..starts[field.End]].ShouldBe(field.Text);
            field.Confidence.ShouldBeInRange(0, 1);
        }

        foreach (var proposal in proposals)
        {
            proposal.Fields.Select(f => f.Name).ShouldBeSubsetOf(FieldNames.Of(proposal.Kind));
            proposal.Named("summary").Count().ShouldBe(1);
        }

        return proposals;
    }
}
