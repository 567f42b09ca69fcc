namespace Entente.Cli.Tests.Inspect;

public sealed class NamesCommandTests
{
    [Fact]
    public void Shows_script_parts_and_skeletons()
    {
        var call = Call.Of("names", "نادية Shukri");

        call.ExitCode.ShouldBe(0);
        call.Output.ShouldContain("Arabic");
        call.Output.ShouldContain("Latin");
        call.Output.ShouldContain("Shukri");
    }

    [Fact]
    public void A_text_without_letters_is_told_to_be_no_name() => Call.Of("names", "(...)").Output.ShouldContain("no letters");
}
