using Entente.Formats.Reading;
using Entente.Screening.Subjects;

namespace Entente.Formats.Tests.Watchlists;

public sealed class FtmTests
{
    private const string Person = """
        {"id":"p1","caption":"Ada Fictive","schema":"Person","properties":{"name":["A. Fictive","Ada Fictive"],"firstName":["Ada"],"lastName":["Fictive"],"alias":["Аda"],"weakAlias":["Shadow"],"previousName":["Ada Former"],"birthDate":["1980-02","Unknown"],"nationality":["ma"],"country":["fr"],"gender":["female"],"passportNumber":["P1"],"idNumber":["I2"],"topics":["sanction"],"religion":["none of anyone's business"],"ethnicity":["nor this"],"notes":[{"odd":[1,2]}]},"target":true}
        """;

    private const string Passport = """{"id":"d1","schema":"Passport","properties":{"holder":["p1"],"number":["P9"],"country":["MAR"],"type":["passport"]}}""";

    [Fact]
    public void Reads_a_person_and_drops_what_no_one_may_screen_by()
    {
        var contents = Lists.Read(Person);

        var person = contents.Listings.ShouldHaveSingleItem();
        (person.Id, person.Kind, person.Programme).ShouldBe(("p1", SubjectKind.Person, "sanction"));
        person.Names().ShouldBe(["Primary: Ada Fictive", "Alias: A. Fictive", "Alias: Аda", "Alias: Ada Former", "WeakAlias: Shadow"]);
        (person.Subject.Names[0].Given, person.Subject.Names[0].Family).ShouldBe(("Ada", "Fictive"));
        person.Subject.BirthDates.ShouldHaveSingleItem().ToString().ShouldBe("1980-02");
        person.Subject.Nationalities.ShouldBe([new("MAR")]);
        person.Subject.Sex.ShouldBe(Sex.Female);
        person.Subject.Documents.Select(document => document.Number).ShouldBe(["P1", "I2"]);
        contents.Codes().ShouldBe(["sensitive-dropped"]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Joins_documents_to_their_holder_wherever_they_stand(bool before)
    {
        var contents = Lists.Read(before ? Passport + "\n" + Person : Person + "\n" + Passport);

        contents.Listings.ShouldHaveSingleItem().Subject.Documents.ShouldContain(new IdentityDocument("P9") { Kind = "passport", Issuer = new("MAR") });
        contents.Files[0].Journal.Accepted.ShouldBe(2);
    }

    [Fact]
    public void Refuses_relatives_addresses_strangers_documents_and_broken_lines()
    {
        var contents = Lists.Read(string.Join('\n',
            Person,
            """{"id":"p2","schema":"Person","properties":{"name":["Somebody's Mother"]},"target":false}""",
            """{"id":"a1","schema":"Address","properties":{"full":["Nowhere 1"]}}""",
            """{"id":"d2","schema":"Identification","properties":{"holder":["p7"],"number":["1"]}}""",
            """{"id":"d3","schema":"Passport","properties":{"holder":["p1"]}}""",
            """{"id":"","schema":"Person","properties":{"name":["No Id"]}}""",
            """{"id":"p3","schema":"Person","properties":{"name":[]}}""",
            """{"id":"p4","schema":"Person","properties":{"name":["Cut""",
            """[1,2]"""));

        contents.Listings.ShouldHaveSingleItem();
        contents.Files[0].Journal.Counts.ShouldBe(new SortedDictionary<string, int>
        {
            ["document-incomplete"] = 1, ["document-of-unknown-holder"] = 1, ["json-unreadable"] = 2, ["listing-id-missing"] = 1,
            ["name-missing"] = 1, ["not-a-target"] = 1, ["schema-not-screened"] = 1, ["sensitive-dropped"] = 1,
        }, ignoreOrder: true);
    }

    [Fact]
    public void Makes_a_name_of_first_and_last_where_there_is_no_other()
    {
        var name = Lists.Read("""{"id":"p","schema":"Person","properties":{"firstName":["Ada"],"lastName":["Fictive"]}}""").Listings[0].Subject.Names[0];

        name.ShouldBe(new SubjectName("Ada Fictive") { Given = "Ada", Family = "Fictive" });
    }

    [Fact]
    public void Keeps_a_subject_that_has_only_an_alias() =>
        Lists.Read("""{"id":"p","caption":"Unknown","schema":"Person","properties":{"name":["Unknown"],"alias":["Ada Fictive"]}}""").Listings
            .ShouldHaveSingleItem().Names().ShouldBe(["Primary: Ada Fictive"]);

    [Fact]
    public void Reads_escaped_and_long_values_and_says_which_line_is_not_text()
    {
        var longName = string.Join(' ', Enumerable.Repeat("Фиктив", 500));
        var contents = Lists.Read(string.Join('\n',
            """{"id":"\u0070\u0031","caption":"\u0410\u0434\u0430  \"Fictive\"","schema":"\u0050erson","properties":{"n\u0061me":["Ada\tFictive","LONG"],"alias":["Ada Fictive"]}}""".Replace("LONG", longName),
            """{"id":"p2","schema":"Person","properties":{"name":["\ud800"]}}"""));

        var person = contents.Listings.ShouldHaveSingleItem();
        person.Id.ShouldBe("p1");
        person.Names().ShouldBe(["Primary: Ada Fictive", $"Alias: {longName}"]);
        contents.Codes().ShouldBe(["json-unreadable"]);
    }

    [Fact]
    public void Keeps_nothing_of_a_line_for_the_next() =>
        Lists.Read(Person + "\n" + """{"id":"p2","schema":"Person","properties":{"name":["Omar Fiktiv"]}}""").Listings[1].ShouldSatisfyAllConditions(
            listing => listing.Names().ShouldBe(["Primary: Omar Fiktiv"]),
            listing => (listing.Programme, listing.Subject.Sex).ShouldBe(("", Sex.NotStated)),
            listing => listing.Subject.BirthDates.Count.ShouldBe(0),
            listing => listing.Subject.Nationalities.Count.ShouldBe(0));

    [Fact]
    public void Reads_na_as_Namibia_because_countries_are_ISO_codes_here() =>
        Lists.Read("""{"id":"p","schema":"Person","properties":{"name":["A B"],"nationality":["na"]}}""").Listings[0].Subject.Nationalities.ShouldBe([new("NAM")]);

    [Fact]
    public void Joins_two_lines_of_one_id_and_says_so()
    {
        var contents = Lists.Read(Person + "\n" + Person.Replace("Ada Former", "Ada Later"));

        contents.Listings.ShouldHaveSingleItem().Names().ShouldContain("Alias: Ada Later");
        contents.Codes().ShouldContain("listing-id-twice");
    }

    [Fact]
    public void Reads_UTF_16_with_a_byte_order_mark()
    {
        byte[] bytes = [.. System.Text.Encoding.Unicode.GetPreamble(), .. System.Text.Encoding.Unicode.GetBytes(Person)];

        Lists.Read(Input.File("x", bytes)).Listings.ShouldHaveSingleItem();
    }

    [Fact]
    public void Skips_a_line_without_end_in_bounded_memory()
    {
        var file = new InputFile("x", () => Input.Endless(Person + "\n{\"id\":\"", "x", 20_000_000));

        var contents = Lists.Read(file);

        contents.Listings.ShouldHaveSingleItem();
        contents.Codes().ShouldContain("record-too-long");
    }
}
