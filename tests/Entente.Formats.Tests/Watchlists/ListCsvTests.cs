using Entente.Formats.Reading;
using Entente.Screening.Subjects;

namespace Entente.Formats.Tests.Watchlists;

public sealed class ListCsvTests
{
    [Fact]
    public void Joins_the_rows_of_a_listing_wherever_they_stand()
    {
        var contents = Lists.Read("""
            name;listing_id;kind;birth_date;nationality;sex;document_number
            Ada Fictive;7;alias;1980;MAR;F;P1
            Omar Fiktiv;8;primary;;;;
            Ada Fictiva;7;primary;1980;Morocco;F;P1
            Shadow;7;weak;;;;
            عادة;7;original;;;;
            """);

        contents.Files[0].Format.ShouldBe("list-csv");
        contents.Listings.Select(listing => listing.Id).ShouldBe(["7", "8"]);
        var ada = contents.Listings[0];
        ada.Names().ShouldBe(["Primary: Ada Fictiva", "Alias: Ada Fictive", "WeakAlias: Shadow", "OriginalScript: عادة"]);
        ada.Subject.BirthDates.ShouldHaveSingleItem();
        ada.Subject.Nationalities.ShouldBe([new("MAR")]);
        ada.Subject.Documents.ShouldHaveSingleItem();
        ada.Subject.Sex.ShouldBe(Sex.Female);
        contents.Files[0].Journal.Accepted.ShouldBe(5);
        contents.Codes().ShouldBeEmpty();
    }

    [Fact]
    public void Needs_no_column_but_listing_id_and_name()
    {
        var contents = Lists.Read("listing_id,name\n1,Ada Fictive\n1,Ada Fictiva\n");

        contents.Listings.ShouldHaveSingleItem().Names().ShouldBe(["Primary: Ada Fictive", "Alias: Ada Fictiva"]);
    }

    [Theory]
    [InlineData("listing_id,name,kind\n1,primary,Ada Fictive\n1,alias,Ada Fictiva\n2,primary,Omar Fiktiv\n")]
    [InlineData("listing_id,kind,name\n1,Ada Fictive,primary\n")]
    public void Refuses_a_list_whose_every_kind_is_none_because_its_columns_have_moved(string content)
    {
        var message = Should.Throw<UnreadableInputException>(() => Lists.Read(content)).Message;

        message.ShouldContain("kind");
        message.ShouldContain("primary, alias, weak, original");
        message.ShouldContain("columns");
        message.ShouldNotContain("Ada");
    }

    [Theory]
    [InlineData("listing_id,name,kind\n1,Ada Fictive,primary\n1,Ada Fictiva,nickname\n", "name-kind-unknown")]
    [InlineData("listing_id,name\nAda Fictive,L1\nOmar Fiktiv,L2\n", "columns-moved")]
    [InlineData("listing_id,name,document_number\n1,P1,Ada Fictive\n2,P2,Omar Fiktiv\n", "columns-moved")]
    [InlineData("listing_id,name,birth_date\n1,1980,Ada Fictive\n", "birth-date-unreadable")]
    [InlineData("listing_id,name,nationality\n1,MAR,Ada Fictive\n", "country-unreadable")]
    public void Says_that_columns_may_have_moved(string content, string code) => Lists.Read(content).Codes().ShouldContain(code);

    [Fact]
    public void A_kind_that_is_not_stated_is_not_unknown()
    {
        var contents = Lists.Read("listing_id,name,kind\n1,Ada Fictive,\n1,Ada Fictiva,\n");

        contents.Listings.ShouldHaveSingleItem().Names().ShouldBe(["Primary: Ada Fictive", "Alias: Ada Fictiva"]);
        contents.Codes().ShouldBeEmpty();
    }

    [Fact]
    public void Notes_what_it_cannot_read_and_keeps_the_listing()
    {
        var contents = Lists.Read("""
            listing_id,name,kind,birth_date,nationality,sex,subject_kind,mood
            1,Ada Fictive,nickname,04/21/1975,Atlantis,Q,ship,calm
            2,Omar Fiktiv,primary,,NA,M,,
            2,Omar Fiktif,alias,,,F,,
            """);

        contents.Listings.Count.ShouldBe(2);
        contents.Listings[1].Subject.Sex.ShouldBe(Sex.NotStated);
        contents.Codes().ShouldBe(["birth-date-unreadable", "columns-ignored", "country-unreadable", "name-kind-unknown",
            "nationality-ambiguous", "sex-contradicted", "sex-unreadable", "subject-kind-unknown"], ignoreOrder: true);
        contents.Files[0].Journal.Refused.ShouldBe(0);
    }

    [Fact]
    public void Says_nothing_of_a_person_in_its_findings()
    {
        var contents = Lists.Read("listing_id,name,birth_date,nationality,sex\nX-1,Zebedee,30-99,Atlantis,Q\nX-1,,1,2,3\n,Zebedee,,,\n");

        var text = string.Concat(contents.Files[0].Journal.Findings.Select(finding => finding.Message + finding.Place));
        foreach (var secret in new[] { "X-1", "Zebedee", "30-99", "Atlantis" })
        {
            text.ShouldNotContain(secret);
        }
    }

    [Fact]
    public void Refuses_rows_without_id_or_name()
    {
        var contents = Lists.Read("listing_id,name\n,Ada\n2,\n3,n/a\n4,Omar\n");

        contents.Files[0].Journal.ShouldSatisfyAllConditions(journal => journal.Read.ShouldBe(4), journal => journal.Refused.ShouldBe(3));
        contents.Listings.ShouldHaveSingleItem().Id.ShouldBe("4");
    }

    [Theory]
    [InlineData("name,birth_date,nationality\nAda,1980,MAR\n", "lacks listing_id")]
    [InlineData("listing_id,birth_date\n1,1980\n", "lacks name")]
    public void Names_the_columns_that_are_missing(string text, string message) =>
        Should.Throw<UnreadableInputException>(() => Lists.Read(text)).Message.ShouldContain(message);

    [Fact]
    public void Reads_the_kind_of_subject_where_a_column_tells_it() =>
        Lists.Read("listing_id,name,subject_kind\n1,A,Vessel\n2,B,organisation\n3,C,\n4,D,1\n").Listings.Select(listing => listing.Kind)
            .ShouldBe([SubjectKind.Vessel, SubjectKind.Organisation, SubjectKind.Person, SubjectKind.Person]);

    [Fact]
    public void Bounds_what_one_listing_may_hold()
    {
        var contents = Lists.Read("listing_id,name\n" + string.Concat(Enumerable.Range(0, 3000).Select(number => $"1,Ada {number}\n")));

        contents.Listings.ShouldHaveSingleItem().Subject.Names.Count.ShouldBe(2000);
        contents.Files[0].Journal.Counts["values-too-many"].ShouldBe(1000);
    }
}
