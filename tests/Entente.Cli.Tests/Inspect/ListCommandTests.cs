namespace Entente.Cli.Tests.Inspect;

public sealed class ListCommandTests
{
    [Fact]
    public void Counts_subjects_and_names_by_kind_and_the_counts_add_up()
    {
        using var folder = new TestFolder();
        var list = folder.Write("national.csv", "listing_id,name,kind\nL-1,Arkady Volkovsky,primary\nL-1,The Wolf,weak\nL-2,Seydou Traoré,primary\n,Nobody,primary\n");

        var call = Call.Of("list", list);

        call.ExitCode.ShouldBe(ExitCode.DoneWithRefusals);
        call.Output.ShouldContain("records   4 read = 3 accepted + 1 refused");
        call.Output.ShouldContain("subjects  2 = people 2");
        call.Output.ShouldContain("names     3 = primary 2 + weak alias 1");
        call.Output.ShouldContain("sha-256   ");
    }

    [Fact]
    public void What_is_no_list_is_an_error_in_one_sentence()
    {
        using var folder = new TestFolder();

        var call = Call.Of("list", folder.Write("letter.txt", "Dear colleague,\n"));

        call.ExitCode.ShouldBe(ExitCode.BadInput);
        call.Error.ShouldStartWith("entente: ");
    }
}
