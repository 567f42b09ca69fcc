using System.Text;
using System.Text.Json;

namespace Entente.Cli.Tests.OpenReports;

public sealed class ReportCommandTests
{
    private const string Visit = "RABAT, 14 June 2022 (Agency) - General Paul Denning, the deputy commander of the Coastal Guard, visited Rabat yesterday. 😀 Morocco and Spain signed an agreement on border security worth $45 million.\n";

    [Fact]
    public void Proposals_are_one_JSON_object_a_line_in_the_agreed_form()
    {
        using var folder = new TestFolder();
        var report = folder.Write("visit.txt", Visit);

        var call = Call.Of("report", report, "--out", folder["proposals.jsonl"]);

        call.ExitCode.ShouldBe(ExitCode.Done);
        call.Output.ShouldBeEmpty();
        var lines = File.ReadAllLines(folder["proposals.jsonl"]).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        lines.Select(l => l.GetProperty("kind").GetString()).ShouldBe(["engagement", "agreement"]);
        lines.ShouldAllBe(l => l.EnumerateObject().Select(p => p.Name).SequenceEqual(new[] { "report", "kind", "fields", "links" }));
        var value = lines[1].GetProperty("fields").GetProperty("value");
        value.GetRawText().ShouldBe("""{"value":{"amount":45000000,"currency":"USD"},"start":186,"end":197,"text":"$45 million","confidence":0.9}""");
        lines[1].GetProperty("fields").GetProperty("parties").EnumerateArray().Select(p => p.GetProperty("value").GetString()).ShouldBe(["Morocco", "Spain"]);
        lines[0].GetProperty("fields").GetProperty("date").GetProperty("value").GetString().ShouldBe("2022-06-13");
    }

    [Fact]
    public void Places_are_code_points_of_the_file_as_a_strict_decoder_counts_them()
    {
        using var folder = new TestFolder();
        var report = folder.Write("visit.txt", "\uFEFF" + Visit.Replace("\n", "\r\n", StringComparison.Ordinal));
        Call.Of("report", report, "--out", folder["out.jsonl"]).ExitCode.ShouldBe(ExitCode.Done);
        var runes = new UTF8Encoding(false).GetString(File.ReadAllBytes(report)).EnumerateRunes().ToArray();

        foreach (var field in File.ReadAllLines(folder["out.jsonl"]).SelectMany(line => JsonDocument.Parse(line).RootElement.GetProperty("fields").EnumerateObject()).Where(f => f.Value.ValueKind == JsonValueKind.Object))
        {
            var (start, end) = (field.Value.GetProperty("start").GetInt32(), field.Value.GetProperty("end").GetInt32());
            string.Concat(runes[start..end]).ShouldBe(field.Value.GetProperty("text").GetString());
        }
    }

    [Fact]
    public void Without_an_output_proposals_are_a_table_with_what_contradicts_what()
    {
        using var folder = new TestFolder();
        var first = folder.Write("first.txt", Visit);
        var second = folder.Write("second.txt", "Morocco and Spain signed an agreement on border security worth $54 million.");

        var call = Call.Of("report", first, second);

        call.ExitCode.ShouldBe(ExitCode.Done);
        call.Output.ShouldContain("engagement");
        call.Output.ShouldContain("actors: Paul Denning");
        call.Output.ShouldContain("1 and 2 differ in value: 45000000 USD (first.txt), 54000000 USD (second.txt)");
    }

    [Fact]
    public void A_stated_day_is_what_relative_dates_count_from()
    {
        using var folder = new TestFolder();
        var report = folder.Write("visit.txt", "General Paul Denning visited Rabat last week.");

        Call.Of("report", report, "--out", "-").Output.ShouldContain("\"date\":{\"value\":null,");
        Call.Of("report", report, "--date", "2023-03-15", "--out", "-").Output.ShouldContain("\"date\":{\"value\":\"2023-W10\",");
    }

    [Fact]
    public void What_is_no_text_is_refused_by_name_and_the_others_are_read()
    {
        using var folder = new TestFolder();
        var good = folder.Write("visit.txt", Visit);
        File.WriteAllBytes(folder["empty.txt"], []);
        File.WriteAllBytes(folder["picture.txt"], [0x89, (byte)'P', (byte)'N', (byte)'G', 0, 0, 0]);
        File.WriteAllBytes(folder["wide.txt"], [0xFF, 0xFE, 0x41, 0x00]);

        var call = Call.Of("report", folder["empty.txt"], folder["picture.txt"], folder["wide.txt"], good, "--out", folder["out.jsonl"]);

        call.ExitCode.ShouldBe(ExitCode.DoneWithRefusals);
        call.Error.ShouldContain("empty.txt: refused: An empty file arrived");
        call.Error.ShouldContain("picture.txt: refused: The file holds NUL bytes");
        call.Error.ShouldContain("wide.txt: refused: The file is UTF-16; save it as UTF-8.");
        File.ReadAllLines(folder["out.jsonl"]).Length.ShouldBe(2);
    }

    [Fact]
    public void Bytes_that_are_not_UTF_8_are_noted()
    {
        using var folder = new TestFolder();
        File.WriteAllBytes(folder["latin.txt"], [.. "caf"u8, 0xE9, (byte)'\n', .. Encoding.UTF8.GetBytes(Visit)]);

        var call = Call.Of("report", folder["latin.txt"], "--out", "-");

        call.ExitCode.ShouldBe(ExitCode.Done);
        call.Error.ShouldContain("latin.txt: noted: the file holds bytes that are not UTF-8");
        call.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(2);
    }

    [Fact]
    public void A_report_that_tells_of_nothing_says_so()
    {
        using var folder = new TestFolder();
        var report = folder.Write("weather.txt", "It rained all day, and the evening was cold.");

        var call = Call.Of("report", report);

        call.ExitCode.ShouldBe(ExitCode.Done);
        call.Output.ShouldBe("Nothing to propose.\n");
        call.Error.ShouldBe("weather.txt: nothing to propose\n");
    }

    [Fact]
    public void A_report_may_come_from_standard_input() =>
        Call.With(Visit, CancellationToken.None, "report", "-", "--out", "-").Output.ShouldStartWith("{\"report\":\"-\",\"kind\":\"engagement\"");

    [Theory]
    [InlineData("entente: report needs FILE.", "report")]
    [InlineData("entente: --date yesterday cannot be read; give a day such as 2023-03-14.", "report", "a.txt", "--date", "yesterday")]
    [InlineData("entente: --date 2023-02-30 cannot be read; give a day such as 2023-03-14.", "report", "a.txt", "--date", "2023-02-30")]
    [InlineData("entente: --out proposals.csv is not allowed; give a path that ends in .jsonl, or - for standard output.", "report", "a.txt", "--out", "proposals.csv")]
    public void Wrong_arguments_are_answered_with_what_is_allowed(string expected, params string[] arguments) => Call.Of(arguments).Error.Split('\n')[0].ShouldBe(expected);

    [Fact]
    public void A_text_cannot_drive_the_terminal_on_which_it_is_shown()
    {
        using var folder = new TestFolder();
        var report = folder.Write("visit.txt", Visit.Replace("Denning, the", "Denning, the \u001b[2J", StringComparison.Ordinal));

        Call.Of("report", report).Output.ShouldNotContain("\u001b");
    }

    [Fact]
    public void The_report_of_the_samples_has_a_command_of_its_own() => Call.Of("sample-report", "--help").Output.ShouldContain("fictional flight");
}
