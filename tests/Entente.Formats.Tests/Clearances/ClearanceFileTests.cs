using Entente.Formats.Clearances;
using Entente.Formats.Reading;
using Entente.Screening;
using Entente.Screening.Subjects;

namespace Entente.Formats.Tests.Clearances;

public sealed class ClearanceFileTests
{
    private const string Header = "listing_id,name,birth_date,document_number,cleared_on,cleared_by,reason\n";

    [Fact]
    public void Reads_who_is_not_the_person_of_which_listing()
    {
        var contents = Read(Header + "QDi.900,Jane Doe,1974-08-12,L898902C3,2026-01-05,A. Officer,other parents\nQDi.900,John Doe,,X1234,,,\nQDi.901,Julie Doe,1980-02-01,,,,\n");

        contents.Clearances.ShouldBe(
        [
            new Clearance("QDi.900", "Jane Doe", BirthDate.Of(1974, 8, 12), "L898902C3"),
            new Clearance("QDi.900", "John Doe", null, "X1234"),
            new Clearance("QDi.901", "Julie Doe", BirthDate.Of(1980, 2, 1), null),
        ]);
        contents.Journal.Counts.ShouldBeEmpty();
        contents.Journal.Accepted.ShouldBe(3);
    }

    [Theory]
    [InlineData("QDi.900,Jane Doe,,")]
    [InlineData("QDi.900,Jane Doe,1974,")]
    [InlineData("QDi.900,Jane Doe,1974-08,")]
    [InlineData("QDi.900,Jane Doe,~1974-08-12,")]
    [InlineData("QDi.900,Jane Doe,unknown,")]
    [InlineData("QDi.900,Jane Doe,1974-01-01,")]
    [InlineData("QDi.900,Jane Doe,,X-12")]
    public void A_name_alone_clears_nobody(string row)
    {
        var contents = Read(Header + row + "\n");

        contents.Clearances.ShouldBeEmpty();
        contents.Journal.Refused.ShouldBe(1);
        contents.Journal.Counts["clearance-by-name-alone"].ShouldBe(1);
    }

    [Fact]
    public void An_open_birth_date_beside_a_document_is_left_out_and_noted()
    {
        var contents = Read(Header + "QDi.900,Jane Doe,1974,L898902C3\n");

        contents.Clearances.ShouldBe([new Clearance("QDi.900", "Jane Doe", null, "L898902C3")]);
        contents.Journal.Counts.ShouldBe([new("birth-date-not-full", 1)]);
    }

    [Fact]
    public void A_document_number_that_many_share_is_left_out_and_noted()
    {
        var contents = Read(Header + "QDi.900,Jane Doe,1974-08-12,X-12\n");

        contents.Clearances.ShouldBe([new Clearance("QDi.900", "Jane Doe", BirthDate.Of(1974, 8, 12), null)]);
        contents.Journal.Counts.ShouldBe([new("document-number-short", 1)]);
    }

    [Theory]
    [InlineData(",Jane Doe,1974-08-12,X1")]
    [InlineData("QDi.900,,1974-08-12,X1")]
    public void A_row_without_listing_or_name_is_refused(string row)
    {
        Read(Header + row + "\n").Journal.Findings.ShouldHaveSingleItem().Code.ShouldBe("clearance-incomplete");
    }

    [Fact]
    public void A_file_without_the_needed_columns_is_unreadable()
    {
        Should.Throw<UnreadableInputException>(() => Read("name,birth_date\nJane Doe,1974-08-12\n"));
    }

    private static ClearanceContents Read(string content) => ClearanceFile.Read(Input.File("cleared.csv", content));
}
