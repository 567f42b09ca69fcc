using Entente.Formats.Reading;
using Entente.Formats.Text;

namespace Entente.Formats.Tests.Text;

public sealed class DelimitedTableTests
{
    private readonly Journal _journal = new();

    [Fact]
    public void Finds_columns_by_name_wherever_they_stand()
    {
        using var table = Table("Name;Birth Date;LISTING-ID\nAmina;1990;7\n");

        table.Read().ShouldBeTrue();
        table[table.Column("listing_id")].ToString().ShouldBe("7");
        table[table.Column("birth_date")].ToString().ShouldBe("1990");
        table[table.Column("sex")].ToString().ShouldBeEmpty();
    }

    [Fact]
    public void Names_the_columns_that_are_missing() =>
        Should.Throw<UnreadableInputException>(() => Table("birth_date,remark\n1990,x\n")).Message.ShouldContain("lacks listing_id, name");

    [Fact]
    public void Refuses_a_header_that_has_a_column_twice() =>
        Should.Throw<UnreadableInputException>(() => Table("listing_id,name,name\n")).Message.ShouldContain("more than once: name");

    [Fact]
    public void Refuses_an_empty_file() => Should.Throw<UnreadableInputException>(() => Table("\r\n")).Message.ShouldContain("no header");

    [Fact]
    public void Notes_columns_that_nobody_reads_once()
    {
        using var table = Table("listing_id,name,colour,mood\n1,Amina,red,calm\n2,Omar,blue,calm\n");

        while (table.Read())
        {
            table.Place.ShouldStartWith("line");
        }
        _journal.Counts.ShouldBe(new Dictionary<string, int> { ["columns-ignored"] = 1 });
    }

    [Fact]
    public void Refuses_a_record_whose_columns_may_have_moved_but_forgives_trailing_separators()
    {
        using var table = Table("listing_id,name\n1,Amina,,\n2,Benali, Omar\n");

        table.Read().ShouldBeTrue();
        table.Read().ShouldBeFalse();
        _journal.Findings.ShouldHaveSingleItem().Place.ShouldBe("line 3");
    }

    [Theory]
    [InlineData("listing_id,name,sex\nAmina Benali,L1,F\nOmar Fiktiv,L2,M\n", "listing_id, name")]
    [InlineData("listing_id,name,sex\nL1,12,F\nL2,13,M\n", "name")]
    [InlineData("listing_id,name,sex\nL1,12,F\nL2,Omar,M\n", null)]
    [InlineData("listing_id,name,sex\n,,F\n", null)]
    public void Notes_at_the_end_which_columns_hold_nothing_that_belongs_there(string text, string? columns)
    {
        using var table = Table(text);

        while (table.Read())
        {
            _journal.Counts.ShouldBeEmpty();
        }
        _journal.Findings.Select(finding => finding.Code).ShouldBe(columns is null ? [] : ["columns-moved"]);
        columns?.ShouldSatisfyAllConditions(names => _journal.Findings[0].Message.ShouldContain($"({names})"));
    }

    [Theory]
    [InlineData("listing_id,name,sex\n1,Amina,F\n2,Om", 1)]
    [InlineData("listing_id,name,sex\n1,Amina,F\n2,Omar,M", 0)]
    [InlineData("listing_id,name,sex\n1,Amina,F\n2,Omar\n", 0)]
    public void Notes_a_file_that_ends_inside_a_record(string text, int findings)
    {
        using var table = Table(text);

        while (table.Read())
        {
            table.Place.ShouldStartWith("line");
        }
        _journal.Counts.GetValueOrDefault("file-cut-off").ShouldBe(findings);
    }

    private DelimitedTable Table(string text) =>
        new(Input.Stream(text), _journal, ["listing_id", "name"], ["birth_date", "sex"]);
}
