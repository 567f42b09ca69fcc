using Entente.Formats.Reading;
using Entente.Screening.Subjects;

namespace Entente.Formats.Tests.Watchlists;

public sealed class UnXmlTests
{
    private const string Individual = """
        <INDIVIDUAL>
          <FIRST_NAME>OMAR</FIRST_NAME><SECOND_NAME>na</SECOND_NAME><THIRD_NAME>EL FIKTIV</THIRD_NAME>
          <UN_LIST_TYPE>Al-Qaida</UN_LIST_TYPE><REFERENCE_NUMBER>QDi.9001</REFERENCE_NUMBER><GENDER>Male</GENDER>
          <NAME_ORIGINAL_SCRIPT>عمر
             المثال</NAME_ORIGINAL_SCRIPT>
          <NATIONALITY><VALUE>Iran (Islamic Republic of)</VALUE><VALUE>Morocco</VALUE><VALUE>na</VALUE></NATIONALITY>
          <INDIVIDUAL_ALIAS><QUALITY>Good</QUALITY><ALIAS_NAME>Omar Fictif; Umar Fiktiv</ALIAS_NAME><DATE_OF_BIRTH>1971-02-03</DATE_OF_BIRTH></INDIVIDUAL_ALIAS>
          <INDIVIDUAL_ALIAS><QUALITY>Low</QUALITY><ALIAS_NAME>Abu Mithal (أبو مثال)</ALIAS_NAME></INDIVIDUAL_ALIAS>
          <INDIVIDUAL_ALIAS><QUALITY/><ALIAS_NAME/></INDIVIDUAL_ALIAS>
          <INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>EXACT</TYPE_OF_DATE><DATE>1970-01-02</DATE></INDIVIDUAL_DATE_OF_BIRTH>
          <INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>APPROXIMATELY</TYPE_OF_DATE><YEAR>1969</YEAR></INDIVIDUAL_DATE_OF_BIRTH>
          <INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>BETWEEN</TYPE_OF_DATE><FROM_YEAR>1968</FROM_YEAR><TO_YEAR>1970</TO_YEAR></INDIVIDUAL_DATE_OF_BIRTH>
          <INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>EXACT</TYPE_OF_DATE><NOTE>Nov. 1973 </NOTE></INDIVIDUAL_DATE_OF_BIRTH>
          <INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE/></INDIVIDUAL_DATE_OF_BIRTH>
          <INDIVIDUAL_DOCUMENT><TYPE_OF_DOCUMENT>Passport</TYPE_OF_DOCUMENT><NUMBER>M12345 (Expired 25 Jan. 2016)</NUMBER><ISSUING_COUNTRY>Morocco</ISSUING_COUNTRY></INDIVIDUAL_DOCUMENT>
          <INDIVIDUAL_DOCUMENT><TYPE_OF_DOCUMENT>National Identification Number</TYPE_OF_DOCUMENT><NUMBER>Libya service number X77</NUMBER></INDIVIDUAL_DOCUMENT>
          <INDIVIDUAL_DOCUMENT/>
        </INDIVIDUAL>
        """;

    private const string Entity = "<ENTITY><FIRST_NAME>FICTIONAL FRONT</FIRST_NAME><REFERENCE_NUMBER>QDe.9002</REFERENCE_NUMBER></ENTITY>";

    private static readonly string File = List(Individual, Entity);

    private static string List(string individuals, string entities) =>
        $"""<?xml version="1.0" encoding="UTF-8"?><CONSOLIDATED_LIST dateGenerated="2026-02-27T00:00:09.554Z"><INDIVIDUALS>{individuals}</INDIVIDUALS><ENTITIES>{entities}</ENTITIES></CONSOLIDATED_LIST>""";

    [Fact]
    public void Reads_everything_that_identifies_a_person()
    {
        var contents = Lists.Read(File);

        contents.Files[0].Format.ShouldBe("un-xml");
        contents.Files[0].Version.Dated.ShouldBe(new DateOnly(2026, 2, 27));
        contents.Codes().ShouldBeEmpty();
        contents.Listings.Select(listing => (listing.Id, listing.Kind)).ShouldBe([("QDi.9001", SubjectKind.Person), ("QDe.9002", SubjectKind.Organisation)]);
        var person = contents.Listings[0];
        person.Programme.ShouldBe("Al-Qaida");
        person.Names().ShouldBe(["Primary: OMAR EL FIKTIV", "OriginalScript: عمر المثال", "Alias: Omar Fictif", "Alias: Umar Fiktiv", "WeakAlias: Abu Mithal", "WeakAlias: أبو مثال"]);
        person.Subject.Sex.ShouldBe(Sex.Male);
        person.Subject.Nationalities.ShouldBe([new("IRN"), new("MAR")]);
        person.Subject.BirthDates.Select(date => date.ToString()).ShouldBe(["1970-01-02", "~1969", "1968/1970", "1973-11", "1971-02-03"]);
        person.Subject.Documents.ShouldBe([
            new("M12345") { Kind = "Passport", Issuer = new("MAR") },
            new("X77") { Kind = "National Identification Number" }]);
    }

    [Theory]
    [InlineData("Mohammed Fictif b) M. Javad Fictif; M. Jawad Fictif", "Mohammed Fictif|M. Javad Fictif|M. Jawad Fictif")]
    [InlineData("Encep Fictif (birth name)", "Encep Fictif")]
    [InlineData("Abubakar (original script: Абубакар)", "Abubakar|Абубакар")]
    [InlineData("حسن (Hassan Ghul; Hassan Gul)", "حسن|Hassan Ghul|Hassan Gul")]
    [InlineData(") Abdel Fictif", "Abdel Fictif")]
    [InlineData("(Sheikh) Musa Fictif", "Musa Fictif")]
    [InlineData("Ada (Fict (ive)) and (more", "Ada and")]
    [InlineData("Front (FF) (جبهة (original script); Jabha)", "Front|جبهة|Jabha")]
    [InlineData("\"HASSAN, Sheikh\"", "HASSAN, Sheikh")]
    public void Takes_an_alias_apart(string alias, string names)
    {
        var person = $"<INDIVIDUAL><FIRST_NAME>X</FIRST_NAME><REFERENCE_NUMBER>1</REFERENCE_NUMBER><INDIVIDUAL_ALIAS><ALIAS_NAME>{alias}</ALIAS_NAME></INDIVIDUAL_ALIAS></INDIVIDUAL>";

        Lists.Read(List(person, "")).Listings[0].Subject.Names.Skip(1).Select(name => name.Text).ShouldBe(names.Split('|'));
    }

    [Fact]
    public void Keeps_what_came_before_the_file_breaks_off()
    {
        var contents = Lists.Read(File[..File.IndexOf("FICTIONAL", StringComparison.Ordinal)]);

        contents.Listings.ShouldHaveSingleItem().Id.ShouldBe("QDi.9001");
        contents.Files[0].Journal.Refused.ShouldBe(1);
        contents.Codes().ShouldBe(["file-cut-off", "record-cut-off"]);
    }

    [Fact]
    public void Refuses_a_record_without_number_or_name()
    {
        var contents = Lists.Read(List("<INDIVIDUAL><FIRST_NAME>A</FIRST_NAME></INDIVIDUAL><INDIVIDUAL><FIRST_NAME>na</FIRST_NAME><REFERENCE_NUMBER>7</REFERENCE_NUMBER></INDIVIDUAL>", Entity));

        contents.Listings.ShouldHaveSingleItem();
        contents.Codes().ShouldBe(["listing-id-missing", "name-missing"]);
    }

    [Theory]
    [InlineData("""<!DOCTYPE CONSOLIDATED_LIST [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;">]><CONSOLIDATED_LIST>&c;</CONSOLIDATED_LIST>""")]
    [InlineData("""<?xml version="1.0"?><!DOCTYPE CONSOLIDATED_LIST SYSTEM "file:///etc/hostname"><CONSOLIDATED_LIST/>""")]
    [InlineData("""<!DOCTYPE CONSOLIDATED_LIST [<!ENTITY x SYSTEM "http://127.0.0.1/x">]><CONSOLIDATED_LIST>&x;</CONSOLIDATED_LIST>""")]
    public void Never_follows_a_document_type_definition(string xml) =>
        Should.Throw<UnreadableInputException>(() => Lists.Read(xml)).Message.ShouldContain("document type definition");

    [Fact]
    public void Refuses_XML_that_only_mentions_the_list() =>
        Should.Throw<UnreadableInputException>(() => Lists.Read("<X a='CONSOLIDATED_LIST'/>")).Message.ShouldContain("root");

    [Fact]
    public void Reads_the_list_in_UTF_16()
    {
        var contents = Lists.Read(Input.File("un.xml", System.Text.Encoding.Unicode.GetBytes(File)));

        contents.Listings.Count.ShouldBe(2);
        contents.Codes().ShouldBe(["encoding-utf-16"]);
    }

    [Fact]
    public void Does_not_run_out_of_stack_on_nesting_without_end()
    {
        var deep = string.Concat(Enumerable.Repeat("<A>", 200_000));

        Lists.Read(List(Individual + "<INDIVIDUAL>" + deep, "")).Listings.ShouldHaveSingleItem();
    }
}
