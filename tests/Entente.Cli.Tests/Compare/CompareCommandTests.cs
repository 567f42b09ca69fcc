namespace Entente.Cli.Tests.Compare;

public sealed class CompareCommandTests
{
    [Fact]
    public void Shows_the_evidence_for_two_people()
    {
        var call = Call.Of("compare", "Nadia Choukri", "نادية شكري", "--birth-date", "1991-03-06,1991", "--nationality-a", "Morocco", "--nationality-b", "MA");

        call.ExitCode.ShouldBe(0);
        call.Output.ShouldContain("شكري");
        call.Output.ShouldContain("birth date");
        call.Output.ShouldContain("nationality");
        call.Output.ShouldContain("score 0.");
    }

    [Fact]
    public void Evidence_of_the_dates_moves_the_score()
    {
        Score("1991-03-06,1991-03-06").ShouldBeGreaterThan(Score("1991-03-06,1950-01-09"));

        static double Score(string dates)
        {
            var output = Call.Of("compare", "Nadia Choukri", "Nadia Shukri", "--birth-date", dates).Output;
            return double.Parse(output.Split("score ")[1][..8]);
        }
    }

    [Fact]
    public void Writes_a_score_for_each_pair_of_a_file()
    {
        using var folder = new TestFolder();
        var pairs = folder.Write("pairs.csv", "pair_id,name_a,name_b,expected\n1,Nadia Choukri,Nadia Shukri,1\n2,Nadia Choukri|Tuva,Tuva Lindqvist,0\n3,,X,0\n");

        var call = Call.Of("compare", "--pairs", pairs, "--out", folder["scores.csv"]);

        call.ExitCode.ShouldBe(ExitCode.DoneWithRefusals);
        var lines = File.ReadAllLines(folder["scores.csv"]);
        lines[0].ShouldBe("pair_id,score");
        lines.Length.ShouldBe(3);
        lines[1].ShouldMatch(@"^1,[01]\.\d{6}$");
        call.Error.ShouldContain("pairs.csv: pairs, 3 records read, 2 accepted, 1 refused");
    }

    [Fact]
    public void Scores_of_many_pairs_stand_in_the_order_of_the_file_and_do_not_depend_on_their_neighbours()
    {
        using var folder = new TestFolder();
        var rows = Enumerable.Range(1, 3000).Select(i => $"{i},Nadia Choukri,{(i % 3 == 0 ? "Tuva Lindqvist" : "Nadia Shukri")}").ToList();
        var lines = Compare(rows);

        lines.Select(line => line.Split(',')[0]).ShouldBe(Enumerable.Range(1, 3000).Select(i => $"{i}"));
        lines[..3].ShouldBe(Compare(rows[..3]));
        lines.Select(line => line.Split(',')[1]).Distinct().Count().ShouldBe(2);

        string[] Compare(IEnumerable<string> pairs)
        {
            var call = Call.Of("compare", "--pairs", folder.Write("pairs.csv", "pair_id,name_a,name_b\n" + string.Join('\n', pairs)), "--out", folder["scores.csv"]);
            call.ExitCode.ShouldBe(ExitCode.Done);
            return File.ReadAllLines(folder["scores.csv"])[1..];
        }
    }

    [Fact]
    public void The_answer_never_replaces_the_pairs()
    {
        using var folder = new TestFolder();
        var pairs = folder.Write("pairs.csv", "pair_id,name_a,name_b\n1,Nadia Choukri,Nadia Shukri\n");

        var call = Call.Of("compare", "--pairs", pairs, "--out", pairs);

        call.ExitCode.ShouldBe(ExitCode.OutputFailed);
        call.Error.ShouldContain("is one of the inputs and would be overwritten");
        File.ReadAllText(pairs).ShouldStartWith("pair_id,name_a,name_b");
    }

    [Fact]
    public void Pairs_without_the_columns_are_an_error_and_leave_no_output()
    {
        using var folder = new TestFolder();

        var call = Call.Of("compare", "--pairs", folder.Write("pairs.csv", "a,b\n1,2\n"), "--out", folder["scores.csv"]);

        call.ExitCode.ShouldBe(ExitCode.BadInput);
        File.Exists(folder["scores.csv"]).ShouldBeFalse();
    }

    [Fact]
    public void An_interrupted_run_says_after_which_pair()
    {
        using var folder = new TestFolder();
        using var cancellation = new CancellationTokenSource();
        cancellation.Cancel();

        var call = Call.With("", cancellation.Token, "compare", "--pairs", folder.Write("pairs.csv", "pair_id,name_a,name_b\n1,A,B\n"));

        call.ExitCode.ShouldBe(ExitCode.Interrupted);
        call.Error.ShouldContain("interrupted");
    }
}
