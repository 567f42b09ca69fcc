namespace Entente.Cli.Tests;

public sealed class CommandLineTests
{
    [Fact]
    public void Help_tells_every_command_and_every_exit_code()
    {
        var call = Call.Of("--help");

        call.ExitCode.ShouldBe(0);
        foreach (var word in (string[])["screen", "compare", "mrz", "list", "names", "report", "sample-report", "130  interrupted"])
        {
            call.Output.ShouldContain(word);
        }
    }

    [Fact]
    public void Help_of_a_command_tells_the_exit_codes_too() => Call.Of("screen", "--help").Output.ShouldContain("3    the output could not be written");

    [Theory]
    [InlineData("screeen")]
    [InlineData("screen", "travellers.csv")]
    [InlineData("screen", "--list", "a.csv")]
    [InlineData("screen", "t.csv", "--list", "a.csv", "--top", "0")]
    [InlineData("screen", "t.csv", "--list", "a.csv", "--top", "many")]
    [InlineData("screen", "t.csv", "--list", "a.csv", "--min-score", "1.5")]
    [InlineData("screen", "t.csv", "--list", "a.csv", "--min-score", "0,5")]
    [InlineData("screen", "t.csv", "--list", "a.csv", "--out", "hits.xlsx")]
    [InlineData("compare", "one name")]
    [InlineData("compare", "a", "b", "--birth-date", "yesterday")]
    [InlineData("compare", "a", "b", "--birth-date-a", "12/04/1975")]
    [InlineData("compare", "a", "b", "--nationality-b", "Atlantis")]
    [InlineData("compare", "a", "b", "--pairs", "pairs.csv")]
    [InlineData("compare", "a", "b", "--out", "scores.csv")]
    [InlineData]
    [InlineData("mrz")]
    [InlineData("list")]
    public void Wrong_arguments_are_an_error_that_points_to_the_help(params string[] arguments)
    {
        var call = Call.Of(arguments);

        call.ExitCode.ShouldBe(ExitCode.BadInput);
        call.Output.ShouldBeEmpty();
        call.Error.ShouldStartWith("entente: ");
        call.Error.ShouldContain("--help");
        call.Error.ShouldNotContain("   at ");
    }

    [Fact]
    public void A_wrong_value_is_answered_with_what_is_allowed() =>
        Call.Of("screen", "t.csv", "--list", "a.csv", "--top", "0").Error.ShouldContain("--top 0 is not allowed; give a whole number from 1 to 1000.");

    [Theory]
    [InlineData("entente: --list lacks its FILE.", "screen", "t.csv", "--list")]
    [InlineData("entente: --top lacks its N.", "screen", "t.csv", "--list", "a.csv", "--top")]
    [InlineData("entente: screen needs --list FILE.", "screen", "t.csv")]
    [InlineData("entente: screen needs TRAVELLERS.", "screen", "--list", "a.csv")]
    [InlineData("entente: mrz needs LINES.", "mrz")]
    [InlineData("entente: --top was given 2 times; give it once.", "screen", "t.csv", "--list", "a.csv", "--top", "3", "--top", "4")]
    [InlineData("entente: b.csv is one argument too many; screen takes TRAVELLERS, and --list once for each FILE.", "screen", "t.csv", "--list", "a.csv", "b.csv")]
    [InlineData("entente: c is one argument too many; compare takes NAME NAME.", "compare", "a", "b", "c")]
    [InlineData("entente: --lists is no option of screen; give one of --list, --top, --min-score, --cleared, --out.", "screen", "t.csv", "--list", "a.csv", "--lists")]
    [InlineData("entente: --all is no option of names, which has none.", "names", "a", "--all")]
    [InlineData("entente: --birth-date gives both birth dates; give it or --birth-date-a and --birth-date-b.", "compare", "a", "b", "--birth-date", "1975,1976", "--birth-date-a", "1975")]
    public void A_call_that_is_not_understood_is_answered_with_what_is_missing_or_too_much(string expected, params string[] arguments) =>
        Call.Of(arguments).Error.Split('\n')[0].ShouldBe(expected);

    [Fact]
    public void A_value_of_the_wrong_type_is_answered_without_words_of_the_runtime() =>
        Call.Of("screen", "t.csv", "--list", "a.csv", "--min-score", "abc").Error.ShouldNotContain("System.");

    [Theory]
    [InlineData("scren is no command; give one of screen, compare", "scren", "x")]
    [InlineData("no command arrived; give one of screen, compare")]
    public void Without_a_command_the_commands_are_named(string expected, params string[] arguments) =>
        Call.Of(arguments).Error.ShouldContain(expected);

    [Fact]
    public void An_input_that_cannot_be_read_is_named()
    {
        using var folder = new TestFolder();
        var list = folder.Write("list.csv", "listing_id,name\n1,Nadia Choukri\n");
        var travellers = folder.Write("travellers.csv", "traveller_id,name\n1,Nadia Choukri\n");
        var empty = folder.Write("empty.csv", "");

        Call.Of("screen", empty, "--list", list).Error.ShouldContain("empty.csv: An empty input arrived");
        Call.Of("screen", "-", "--list", list).Error.ShouldContain("standard input: An empty input arrived");
        Call.Of("screen", travellers, "--list", list, "--cleared", empty).Error.ShouldContain("empty.csv: ");
        Call.Of("compare", "--pairs", empty).Error.ShouldContain("empty.csv: ");
    }

    [Fact]
    public void An_output_of_unknown_kind_is_answered_with_the_kinds_there_are() =>
        Call.Of("screen", "t.csv", "--list", "a.csv", "--out", "hits.xlsx").Error.ShouldContain(".csv, .jsonl or .html");

    [Fact]
    public void A_missing_file_is_an_error_before_any_work()
    {
        using var folder = new TestFolder();
        var list = folder.Write("list.csv", "listing_id,name\n");

        var call = Call.Of("screen", folder["nobody.csv"], "--list", list, "--out", folder["hits.csv"]);

        call.ExitCode.ShouldBe(ExitCode.BadInput);
        call.Error.ShouldContain("nobody.csv does not exist; check the path.");
        File.Exists(folder["hits.csv"]).ShouldBeFalse();
    }

    [Fact]
    public void A_path_cannot_drive_the_terminal_on_which_it_is_named()
    {
        using var folder = new TestFolder();
        var list = folder.Write("li\u001b[2Jst.csv", "listing_id,name\n1,A\n");
        var travellers = folder.Write("tra\u001b[2Jvellers.csv", "traveller_id,name\n1,A\n");

        foreach (var call in (Call[])[Call.Of("screen", travellers, "--list", list), Call.Of("list", list), Call.Of("list", folder["no\u001b[2J"]), Call.Of("names", "a", "b\u001b[2J")])
        {
            (call.Output + call.Error).ShouldNotContain("\u001b");
            (call.Output + call.Error).ShouldContain("\uFFFD[2J");
        }
    }

    [Fact]
    public void A_folder_is_no_file()
    {
        using var folder = new TestFolder();

        Call.Of("list", folder.Path).Error.ShouldContain("is a folder; give a file in it.");
    }

    [Fact]
    public void A_list_cannot_come_from_standard_input()
    {
        var call = Call.Of("list", "-");

        call.ExitCode.ShouldBe(ExitCode.BadInput);
        call.Error.ShouldContain("give a file");
    }

    [Fact]
    public void An_output_that_cannot_be_written_is_an_error_before_any_work()
    {
        using var folder = new TestFolder();
        var travellers = folder.Write("travellers.csv", "traveller_id,name\n1,A\n");
        var list = folder.Write("list.csv", "this is no list, but nobody gets to see it");

        var call = Call.Of("screen", travellers, "--list", list, "--out", folder["no/such/folder/hits.csv"]);

        call.ExitCode.ShouldBe(ExitCode.OutputFailed);
        call.Error.ShouldContain("cannot be written");
    }

    [Fact]
    public void An_output_never_overwrites_an_input()
    {
        using var folder = new TestFolder();
        var travellers = folder.Write("travellers.csv", "traveller_id,name\n1,A\n");
        var list = folder.Write("list.csv", "listing_id,name\n1,A\n");

        var call = Call.Of("screen", travellers, "--list", list, "--out", list);

        call.ExitCode.ShouldBe(ExitCode.OutputFailed);
        File.ReadAllText(list).ShouldStartWith("listing_id");
    }

    [Fact]
    public void Arguments_that_look_like_response_files_are_plain_text() =>
        Call.Of("mrz", "@secret.txt").Error.ShouldNotContain("secret.txt' was not found");
}
