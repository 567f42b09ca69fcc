using Entente.Formats.Reading;
using Entente.Screening.Subjects;

namespace Entente.Formats.Tests.Watchlists;

public sealed class SimpleCsvTests
{
    private const string Header = "\"id\",\"schema\",\"name\",\"aliases\",\"birth_date\",\"countries\",\"identifiers\",\"dataset\"\n";

    [Fact]
    public void Reads_a_row_with_several_values_in_a_column()
    {
        var contents = Lists.Read(Header + "\"NK-1\",\"Person\",\"Ada Fictive\",\"Ada; Adda\",\"1980-02-03;1981\",\"ma;fr\",\"NK-1;\"\"X;1\"\"\",\"Fictional Notices\"\n");

        contents.Files[0].Format.ShouldBe("opensanctions-simple");
        var ada = contents.Listings.ShouldHaveSingleItem();
        ada.Programme.ShouldBe("Fictional Notices");
        ada.Names().ShouldBe(["Primary: Ada Fictive", "Alias: Ada", "Alias: Adda"]);
        ada.Subject.BirthDates.Select(date => date.ToString()).ShouldBe(["1980-02-03", "1981"]);
        ada.Subject.Nationalities.ShouldBe([new("MAR"), new("FRA")]);
        ada.Subject.Documents.ShouldBe([new IdentityDocument("X;1")]);
    }

    [Fact]
    public void Keeps_kinds_apart_and_refuses_what_is_no_subject()
    {
        var contents = Lists.Read(Header + "1,Company,A Ltd,,,,,\n2,Vessel,B,,,,,\n3,Address,C,,,,,\n,Person,D,,,,,\n5,Person,,,,,,\n");

        contents.Listings.Select(listing => listing.Kind).ShouldBe([SubjectKind.Organisation, SubjectKind.Vessel]);
        contents.Codes().ShouldBe(["listing-id-missing", "name-missing", "schema-not-screened"]);
    }

    [Fact]
    public void Refuses_a_table_whose_every_schema_is_none_because_its_columns_have_moved() =>
        Should.Throw<UnreadableInputException>(() => Lists.Read(Header + "1,Ada Fictive,Person,,,,,\n2,Omar Fiktiv,Person,,,,,\n")).Message.ShouldSatisfyAllConditions(
            message => message.ShouldContain("schema"),
            message => message.ShouldNotContain("Ada"));

    [Theory]
    [InlineData("Ada Fictive,Person,NK-1,,,,,\n", "columns-moved")]
    [InlineData("NK-1,Person,Ada Fictive,X71,,,Ada F,\n", "columns-moved")]
    [InlineData("NK-1,Person,Ada Fictive,,ma,1980,,\n", "birth-date-unreadable")]
    public void Says_that_columns_may_have_moved(string row, string code) => Lists.Read(Header + row).Codes().ShouldContain(code);
}
