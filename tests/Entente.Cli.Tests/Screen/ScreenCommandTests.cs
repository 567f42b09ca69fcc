using System.Text.Json;

namespace Entente.Cli.Tests.Screen;

/// <summary>The whole command on real files, from arguments to exit code.</summary>
public sealed class ScreenCommandTests
{
    private const string List = """
        listing_id,name,kind,birth_date,nationality,sex,document_number
        L-1,Arkady Volkovsky,primary,1972-05-11,Ukraine,M,FE204417
        L-1,Аркадий Волковский,original,,,,
        L-2,Seydou Traoré,primary,1977,Mali,M,
        """;

    private const string Travellers = """
        traveller_id,name,birth_date,nationality,sex,document_number
        b,Tuva Lindqvist,1999-04-12,SE,F,AA9941207
        a,Arkadi Volkovskyi,1972-05-11,UA,M,FE204417
        c,Аркадий Волковский,1972,UA,M,
        """;

    [Fact]
    public void Finds_the_listed_person_in_two_scripts_and_nobody_else()
    {
        using var folder = new TestFolder();

        var call = Screen(folder, Travellers);

        call.ExitCode.ShouldBe(0);
        var rows = call.Output.TrimEnd('\n').Split('\n');
        rows[0].ShouldBe("traveller_id,rank,listing_id,listing_name,score,verdict,evidence");
        rows.Skip(1).Select(r => string.Join(',', r.Split(',')[..3])).ShouldBe(["a,1,L-1", "c,1,L-1"]);
        call.Error.TrimEnd().Split('\n')[^1].ShouldStartWith("screened 3 travellers against 3 names of 2 listings: loading ");
    }

    [Fact]
    public void Writes_the_best_hits_of_every_traveller_when_the_lowest_score_is_zero()
    {
        using var folder = new TestFolder();
        var list = "listing_id,name\n" + string.Concat(Enumerable.Range(1, 40).Select(i => $"L-{i},Volkov {(char)('a' + (i % 26))}ron Petrov\n"));

        var call = Screen(folder, "traveller_id,name\n1,Aron Petrov Volkov\n", list, "--min-score", "0", "--top", "10");

        var ranks = call.Output.TrimEnd('\n').Split('\n').Skip(1).Select(r => int.Parse(r.Split(',')[1])).Distinct().ToList();
        ranks.ShouldBe(Enumerable.Range(1, 10));
    }

    [Fact]
    public void Reads_travellers_from_standard_input()
    {
        using var folder = new TestFolder();

        Call.With(Travellers, CancellationToken.None, "screen", "-", "--list", folder.Write("list.csv", List)).Output.ShouldContain("\na,1,L-1,");
    }

    [Theory]
    [InlineData("hits.csv")]
    [InlineData("hits.jsonl")]
    [InlineData("hits.html")]
    public void Writes_the_kind_of_output_that_the_path_asks_for(string name)
    {
        using var folder = new TestFolder();

        var call = Screen(folder, Travellers, List, "--out", folder[name]);

        call.ExitCode.ShouldBe(0);
        call.Output.ShouldBeEmpty();
        File.ReadAllText(folder[name]).ShouldContain("L-1");
        Directory.GetFiles(folder.Path).Length.ShouldBe(3);
    }

    [Fact]
    public void The_same_call_writes_the_same_bytes()
    {
        using var folder = new TestFolder();

        Screen(folder, Travellers, List, "--min-score", "0").Output.ShouldBe(Screen(folder, Travellers, List, "--min-score", "0").Output);
    }

    [Fact]
    public void A_cleared_person_does_not_alert_again_and_the_summary_says_so()
    {
        using var folder = new TestFolder();
        var cleared = folder.Write("cleared.csv", "listing_id,name,birth_date,document_number\nL-1,Arkadi Volkovskyi,1972-05-11,FE204417\nGONE,A B,1980-01-01,X1234\n");

        var call = Screen(folder, Travellers, List, "--cleared", cleared);

        call.Output.ShouldNotContain("\na,");
        call.Output.ShouldContain("\nc,");
        call.Error.ShouldContain("1 hits left out because the person has been cleared");
        call.Error.ShouldContain("1 clearances are for listings that stand on none of these lists");
    }

    [Fact]
    public void Refused_records_are_told_and_answered_with_a_code_of_their_own()
    {
        using var folder = new TestFolder();

        var call = Screen(folder, Travellers + "\nd,,,,,\n");

        call.ExitCode.ShouldBe(ExitCode.DoneWithRefusals);
        call.Output.ShouldContain("\na,1,L-1,");
        call.Error.ShouldContain("1 refused");
    }

    [Fact]
    public void A_passenger_list_that_breaks_off_is_answered_with_the_same_code_and_told_in_the_report()
    {
        using var folder = new TestFolder();

        var call = Screen(folder, "UNB+UNOA:4+UT+UTO+260301:0525+1'UNH+1+PAXLST:D:12B:UN:IATA'BGM+745'NAD+FL+++VOLKOVSKY:ARKADI'DTM+329:72", List, "--out", folder["hits.html"]);

        call.ExitCode.ShouldBe(ExitCode.DoneWithRefusals);
        File.ReadAllText(folder["hits.html"]).ShouldContain("An input is incomplete.");
    }

    [Fact]
    public void A_list_that_breaks_off_is_answered_with_the_same_code_even_where_no_record_was_refused()
    {
        using var folder = new TestFolder();
        const string cut = "<CONSOLIDATED_LIST><INDIVIDUALS><INDIVIDUAL><FIRST_NAME>ARKADY</FIRST_NAME><REFERENCE_NUMBER>1</REFERENCE_NUMBER></INDIVIDUAL></INDIVIDUALS><ENTI";

        Screen(folder, Travellers, cut).ExitCode.ShouldBe(ExitCode.DoneWithRefusals);
        Call.Of("list", folder["list.csv"]).ExitCode.ShouldBe(ExitCode.DoneWithRefusals);
    }

    [Theory]
    [InlineData("")]
    [InlineData("this is a letter, not a passenger list\n")]
    public void An_input_of_no_known_kind_is_an_error_and_leaves_no_output(string travellers)
    {
        using var folder = new TestFolder();

        var call = Screen(folder, travellers, List, "--out", folder["hits.csv"]);

        call.ExitCode.ShouldBe(ExitCode.BadInput);
        call.Error.ShouldStartWith("entente: ");
        File.Exists(folder["hits.csv"]).ShouldBeFalse();
    }

    [Theory]
    [InlineData("hits.csv")]
    [InlineData("hits.jsonl")]
    [InlineData("hits.html")]
    public void An_interrupted_run_leaves_a_whole_output_and_its_own_code(string name)
    {
        using var folder = new TestFolder();
        using var cancellation = new CancellationTokenSource();
        var list = folder.Write("list.csv", List);
        using var input = new InterruptingStream(Travellers + "\n", cancellation);
        using var error = new StringWriter();
        var surroundings = new Surroundings { Input = input, Output = Stream.Null, Error = error, Time = new FixedTime(Sample.Night) };

        var exitCode = CommandLine.Run(["screen", "-", "--list", list, "--out", folder[name]], surroundings, cancellation.Token);

        exitCode.ShouldBe(ExitCode.Interrupted);
        error.ToString().ShouldContain("interrupted after traveller");
        var content = File.ReadAllText(folder[name]);
        switch (Path.GetExtension(name))
        {
            case ".csv":
                content.ShouldStartWith("traveller_id,");
                content.ShouldEndWith("\n");
                break;
            case ".jsonl":
                content.Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldAllBe(line => IsObject(line));
                break;
            default:
                content.ShouldContain("The run was interrupted.");
                content.TrimEnd().ShouldEndWith("</html>");
                break;
        }
    }

    private static bool IsObject(string line)
    {
        using var json = JsonDocument.Parse(line);
        return json.RootElement.ValueKind == JsonValueKind.Object;
    }

    private static Call Screen(TestFolder folder, string travellers, string list = List, params string[] more) =>
        Call.Of(["screen", folder.Write("travellers.csv", travellers), "--list", folder.Write("list.csv", list), .. more]);

    /// <summary>Gives more of its text than any reader buffers, and then a Ctrl-C instead of an end.</summary>
    private sealed class InterruptingStream(string text, CancellationTokenSource cancellation) : MemoryStream(Repeat(text))
    {
        private bool _interrupted;

        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = base.Read(buffer, offset, count);
            if (read == 0 && !_interrupted)
            {
                _interrupted = true;
                cancellation.Cancel();
                cancellation.Token.WaitHandle.WaitOne();
            }

            return read;
        }

        private static byte[] Repeat(string text) =>
            System.Text.Encoding.UTF8.GetBytes(text + string.Concat(Enumerable.Repeat(text[(text.IndexOf('\n') + 1)..], 1000)));
    }
}
