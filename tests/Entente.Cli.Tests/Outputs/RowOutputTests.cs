using System.Buffers;
using System.Text;
using System.Text.Json;
using Entente.Cli.Outputs;
using Entente.Cli.Screen;
using Entente.Screening;

namespace Entente.Cli.Tests.Outputs;

/// <summary>The shape of CSV and JSON lines, which others script against.</summary>
public sealed class RowOutputTests
{
    private const string Header = "traveller_id,rank,listing_id,listing_name,score,verdict,evidence\n";

    private static readonly EvidenceLine Part = new(EvidenceField.NamePart, Agreement.Near, "Choukri", "شكري", 3, "same part, spelled another way");
    private static readonly EvidenceLine Sex = new(EvidenceField.Sex, Agreement.Missing, "", "female", 0, "not stated");
    private static readonly EvidenceLine Date = new(EvidenceField.BirthDate, Agreement.Contradicts, "1975", "1961", -2, "years apart");
    private static readonly EvidenceLine Rare = new(EvidenceField.Name, Agreement.Agrees, "", "", 1, "a rare \"name\"");

    [Fact]
    public void Csv_without_hits_is_the_header() => Csv(Sample.Screened(1, Sample.Traveller("1", "N"))).ShouldBe(Header);

    [Fact]
    public void Csv_has_a_row_for_each_hit_with_six_decimals_and_its_evidence_on_one_line() =>
        Csv(Sample.Screened(1, Sample.Traveller("P-1", "N"), Sample.Hit("L1", "نادية شكري", 0.87654321, Verdict.Strong, Part, Sex, Date, Rare), Sample.Hit("L2", "N", 0.5, Verdict.Weak)))
            .ShouldBe(Header
                + "P-1,1,L1,نادية شكري,0.876543,strong,\"name part Choukri ~ شكري; sex ? female; birth date 1975 ! 1961; name: a rare \"\"name\"\"\"\n"
                + "P-1,2,L2,N,0.500000,weak,\"\"\n");

    [Fact]
    public void The_same_person_on_another_list_is_a_row_below_with_the_same_rank_and_score() =>
        Csv(Sample.Screened(1, Sample.Traveller("1", "N"), Sample.Hit(Sample.Listing("L1", "N"), [Sample.Listing("UN.7", "N S")]), Sample.Hit("L2", "M", 0.7)))
            .ShouldBe(Header + "1,1,L1,N,0.750000,review,\"\"\n1,1,UN.7,N S,0.750000,review,\"\"\n1,2,L2,M,0.700000,review,\"\"\n");

    [Fact]
    public void Csv_quotes_what_would_break_a_row()
    {
        var rows = Csv(Sample.Screened(1, Sample.Traveller("a,b", "N"), Sample.Hit("L\"1\"", "two\nlines")));

        rows.ShouldBe(Header + "\"a,b\",1,\"L\"\"1\"\"\",\"two\nlines\",0.750000,review,\"\"\n");
    }

    [Theory]
    [InlineData("=HYPERLINK(0)", "'=HYPERLINK(0)")]
    [InlineData("+Nadia", "'+Nadia")]
    [InlineData("-Nadia", "'-Nadia")]
    [InlineData("@Nadia", "'@Nadia")]
    [InlineData(" \t=1", "' \t=1")]
    [InlineData("＝1", "'＝1")]
    [InlineData("-", "'-")]
    [InlineData("-17", "-17")]
    [InlineData("+17", "+17")]
    [InlineData("17-=", "17-=")]
    public void Csv_has_no_cell_that_a_spreadsheet_takes_for_a_formula(string text, string cell)
    {
        var rows = Csv(Sample.Screened(1, Sample.Traveller(text, "N"), Sample.Hit(text, text)));

        rows.ShouldBe($"{Header}{cell},1,{cell},{cell},0.750000,review,\"\"\n");
    }

    [Fact]
    public void Csv_has_no_character_that_drives_a_terminal()
    {
        var rows = Csv(Sample.Screened(1, Sample.Traveller("P\u001b[2J", "N"), Sample.Hit("L\u0007", "Na\u009b31mdia", 0.75, Verdict.Review, Part with { Traveller = "Cho\u001b]0;ukri" })));

        rows.ShouldBe(Header + "P\uFFFD[2J,1,L\uFFFD,Na\uFFFD31mdia,0.750000,review,\"name part Cho\uFFFD]0;ukri ~ شكري\"\n");
    }

    [Fact]
    public void Every_json_line_is_a_whole_object_with_the_columns_of_the_csv_and_what_the_answer_rests_on()
    {
        var screened = Sample.Screened(1, Sample.Traveller("P-1", "N"), Sample.Hit("L1", "نادية\nشكري", 0.87654321, Verdict.Strong, Part, Rare), Sample.Hit("L2", "M"));

        var lines = Render(new JsonLinesOutput(Target(out var stream)), stream, screened).TrimEnd('\n').Split('\n');

        lines.Length.ShouldBe(2);
        using var first = JsonDocument.Parse(lines[0]);
        var root = first.RootElement;
        root.EnumerateObject().Select(p => p.Name).Take(7).ShouldBe(Header.TrimEnd('\n').Split(','));
        root.GetProperty("score").GetDouble().ShouldBe(0.876543);
        root.GetProperty("listing_name").GetString().ShouldBe("نادية\nشكري");
        root.GetProperty("policy").GetString().ShouldBe("test");
        root.GetProperty("list_sha256").GetString().ShouldBe(Sample.Version.Sha256);
        root.GetProperty("evidence")[0].GetProperty("agreement").GetString().ShouldBe("near");
        JsonDocument.Parse(lines[1]).RootElement.GetProperty("rank").GetInt32().ShouldBe(2);
    }

    [Fact]
    public void A_file_keeps_its_former_content_until_the_first_row()
    {
        using var folder = new TestFolder();
        var path = folder.Write("hits.csv", "former");

        using (OutputTarget.File(path))
        {
        }

        File.ReadAllText(path).ShouldBe("former");
    }

    [Fact]
    public void A_file_that_was_made_for_nothing_goes_again()
    {
        using var folder = new TestFolder();

        using (OutputTarget.File(folder["hits.csv"]))
        {
        }

        File.Exists(folder["hits.csv"]).ShouldBeFalse();
    }

    [Fact]
    public void A_shorter_output_leaves_nothing_of_the_former_content()
    {
        using var folder = new TestFolder();
        var path = folder.Write("hits.csv", new string('x', 5000));

        using (var output = new CsvOutput(OutputTarget.File(path)))
        {
            output.End(Sample.Facts());
        }

        File.ReadAllText(path).ShouldBe(Header);
    }

    [Fact]
    public void A_full_disk_is_an_output_error_and_not_a_defect()
    {
        if (!File.Exists("/dev/full"))
        {
            return;
        }

        using var output = new CsvOutput(OutputTarget.File("/dev/full"));
        Should.Throw<OutputFailedException>(() => output.End(Sample.Facts())).Message.ShouldContain("Make room");
    }

    private static string Csv(Screened screened) => Render(new CsvOutput(Target(out var stream)), stream, screened);

    private static OutputTarget Target(out MemoryStream stream)
    {
        stream = new MemoryStream();
        return OutputTarget.StandardOutput(new Surroundings { Input = Stream.Null, Output = stream, Error = TextWriter.Null });
    }

    private static string Render(IHitOutput output, MemoryStream stream, Screened screened)
    {
        using (output)
        {
            var buffer = new ArrayBufferWriter<byte>();
            output.Format(screened, buffer);
            output.Append(screened, buffer.WrittenSpan);
            output.End(Sample.Facts());
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
