namespace Entente.Cli.Tests.Inspect;

public sealed class MrzCommandTests
{
    // The specimen of ICAO Doc 9303-4, appendix B.
    private const string First = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<";
    private const string Second = "L898902C36UTO7408122F1204159ZE184226B<<<<<10";

    [Fact]
    public void Shows_each_field_with_the_verdict_on_its_check_digit()
    {
        var call = Call.Of("mrz", First, Second);

        call.ExitCode.ShouldBe(0);
        call.Output.ShouldContain("ERIKSSON");
        call.Output.ShouldContain("1974-08-12");
        call.Output.Split("✓ right").Length.ShouldBe(6);
        call.Output.ShouldNotContain("✗");
    }

    [Fact]
    public void Reads_the_lines_from_standard_input() =>
        Call.With($"{First}\r\n{Second}\r\n", CancellationToken.None, "mrz", "-").Output.ShouldContain("ERIKSSON");

    [Fact]
    public void A_wrong_digit_is_shown_not_hidden() =>
        Call.Of("mrz", First, Second.Replace("L898902C36", "L898902C37")).Output.ShouldContain("✗ wrong");

    [Fact]
    public void A_date_that_cannot_be_read_is_not_called_absent_and_one_finding_is_one_line()
    {
        var call = Call.Of("mrz", First, "L898902C36UTO99I3Z3IFI2O4I59ZE184226B<<<<<10");

        call.Output.ShouldContain("Birth date            │ not readable");
        call.Output.Split('\n').Count(line => line.Contains("A letter arrived where only a digit can stand", StringComparison.Ordinal)).ShouldBe(1);
        call.Output.ShouldContain("line 2, position 16; line 2, position 18; ");
    }

    [Fact]
    public void The_check_digit_of_the_whole_zone_has_no_value_of_its_own() =>
        Call.Of("mrz", First, Second).Output.Split('\n').Single(line => line.Contains("Whole zone", StringComparison.Ordinal)).ShouldNotContain("not stated");

    [Fact]
    public void What_is_no_zone_is_an_error_in_one_sentence()
    {
        var call = Call.Of("mrz", "hello");

        call.ExitCode.ShouldBe(ExitCode.BadInput);
        call.Error.ShouldStartWith("entente: ");
        call.Error.Trim().ShouldNotContain("\n");
    }
}
