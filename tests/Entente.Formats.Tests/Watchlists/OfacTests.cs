using Entente.Formats.Reading;
using Entente.Screening.Subjects;

namespace Entente.Formats.Tests.Watchlists;

public sealed class OfacTests
{
    private const string Sdn =
        "36,\"FICTIONAL AIRLINES, S.A.\",-0- ,\"CUBA\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,\"a.k.a. 'FICTAIR'.\"\r\n" +
        "77,\"AL-FIKTIV, Omar Ali\",\"individual\",\"SDGT] [NS-PLC\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,\"DOB 10 Dec 1948; alt. DOB circa 1950; alt. DOB 1948 to 1950; POB Nowhere; " +
        "nationality Iraq; citizen Korea, North; Gender Male; Passport 1084010 (Egypt) issued 1999 expires 2004; alt. Passport K75; National ID No. 12/KaMaYa(N)066 (Burma); Tax ID No. 55 (Spain); " +
        "a.k.a. 'ABU-'OMAR'; a.k.a. 'FICTIF, Omar'; Linked To: FICTIONAL AIRLINES.\"\r\n" +
        "78,\"FICTION\",\"vessel\",\"CUBA\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \r\n" +
        "79,\"XT-999\",\"aircraft\",\"CUBA\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \r\n\u001A";

    private const string Alt = "36,12,\"aka\",\"AERO FICTION, S.A.\",-0- \r\n77,13,\"fka\",\"AL FICTIF, Omar\",-0- \r\n99,14,\"aka\",\"NOBODY, Nemo\",-0- \r\n\u001A";

    private const string Add = "36,25,-0- ,\"Havana\",\"Cuba\",-0- \r\n98,26,-0- ,\"Havana\",\"Cuba\",-0- \r\n";

    [Fact]
    public void Reads_the_entries_and_what_their_remarks_tell_of_a_person()
    {
        var contents = Lists.Read(Input.File("sdn.csv", Sdn), Input.File("alt.csv", Alt));

        contents.Listings.Select(listing => (listing.Id, listing.Kind)).ShouldBe([
            ("36", SubjectKind.Organisation), ("77", SubjectKind.Person), ("78", SubjectKind.Vessel), ("79", SubjectKind.Aircraft)]);
        var person = contents.Listings[1];
        person.Programme.ShouldBe("SDGT, NS-PLC");
        person.Names().ShouldBe(["Primary: AL-FIKTIV, Omar Ali", "WeakAlias: ABU-'OMAR", "WeakAlias: FICTIF, Omar", "Alias: AL FICTIF, Omar"]);
        person.Subject.Names.Select(name => (name.Family, name.Given)).ShouldBe([
            ("AL-FIKTIV", "Omar Ali"), (null, null), ("FICTIF", "Omar"), ("AL FICTIF", "Omar")]);
        person.Subject.BirthDates.Select(date => date.ToString()).ShouldBe(["1948-12-10", "~1950", "1948/1950"]);
        person.Subject.Nationalities.ShouldBe([new("IRQ"), new("PRK")]);
        person.Subject.Sex.ShouldBe(Sex.Male);
        person.Subject.Documents.ShouldBe([
            new("1084010") { Kind = "Passport", Issuer = new("EGY") },
            new("K75") { Kind = "Passport" },
            new("12/KaMaYa(N)066") { Kind = "National ID", Issuer = new("MMR") }]);
        contents.Listings[0].Subject.Names[0].ShouldBe(new SubjectName("FICTIONAL AIRLINES, S.A."), "only people have family names");
    }

    [Fact]
    public void Joins_the_three_files_in_any_order()
    {
        var files = new[] { Input.File("sdn.csv", Sdn), Input.File("alt.csv", Alt), Input.File("add.csv", Add) };
        var expected = Lists.Read(files).Listings.Select(listing => string.Join('|', listing.Names())).ToList();

        foreach (var order in new[] { new[] { 1, 0, 2 }, [2, 1, 0], [1, 2, 0], [0, 2, 1] })
        {
            var contents = Lists.Read([.. order.Select(index => files[index])]);
            contents.Listings.Select(listing => string.Join('|', listing.Names())).ShouldBe(expected);
            contents.Files.Select(file => file.Version.List).ShouldBe(order.Select(index => files[index].Name));
        }
    }

    [Fact]
    public void Refuses_further_names_and_addresses_of_entries_that_no_main_file_holds()
    {
        var contents = Lists.Read(Input.File("alt.csv", Alt), Input.File("add.csv", Add), Input.File("sdn.csv", Sdn));

        contents.Files.Select(file => (file.Format, file.Journal.Accepted, file.Journal.Refused)).ShouldBe([("ofac-alt", 2, 1), ("ofac-add", 1, 1), ("ofac-sdn", 4, 0)]);
        contents.Files[0].Journal.Findings.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            finding => finding.Code.ShouldBe("alias-of-unknown-entry"),
            finding => finding.Place.ShouldBe("line 3"));
        contents.Files[1].Journal.Counts.Keys.ShouldBe(["address-of-unknown-entry"]);
    }

    [Fact]
    public void Says_when_the_file_of_further_names_was_not_given() => Lists.Read(Sdn).Codes().ShouldBe(["aliases-not-given"]);

    [Fact]
    public void Refuses_rows_that_are_cut_off_and_reads_on()
    {
        var contents = Lists.Read(Sdn.Replace("\"vessel\",\"CUBA\",-0- ", "\"vessel\""));

        contents.Listings.Select(listing => listing.Id).ShouldBe(["36", "77", "79"]);
        contents.Codes().ShouldContain("fields-unexpected");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Does_not_trust_the_last_clause_of_remarks_that_fill_their_field(int blanksAtTheEnd)
    {
        var contents = Lists.Read(SdnWith(Cut("Passport A123", blanksAtTheEnd)));

        contents.Listings[0].Subject.BirthDates.ShouldHaveSingleItem();
        contents.Listings[0].Subject.Documents.ShouldBeEmpty();
        contents.Codes().ShouldContain("remarks-cut");
    }

    [Theory]
    [InlineData("Passport A123", 0, "456 (Egypt); nationality Iraq; a.k.a. 'SHADOW'.")]
    [InlineData("Passport A123456 (Egypt);", 1, "nationality Iraq; a.k.a. 'SHADOW'.")]
    [InlineData("Passport A123456", 0, " (Egypt); nationality Iraq; a.k.a. 'SHADOW'.")]
    public void Reads_on_in_the_file_of_comments_where_remarks_are_cut(string end, int blanks, string comment)
    {
        var (sdn, comments, alt) = (Input.File("sdn.csv", SdnWith(Cut(end, blanks))), Input.File("comments.csv", $"5,\"{comment}\"\r\n\u001A"), Input.File("alt.csv", "5,1,\"aka\",\"FICTIF, Ada\",-0- \r\n"));
        foreach (var files in new[] { new[] { sdn, comments, alt }, [alt, comments, sdn] })
        {
            var contents = Lists.Read(files);

            var person = contents.Listings.ShouldHaveSingleItem();
            person.Subject.Documents.ShouldBe([new("A123456") { Kind = "Passport", Issuer = new("EGY") }]);
            person.Subject.Nationalities.ShouldBe([new("IRQ")]);
            person.Names().ShouldBe(["Primary: FIKTIV, Ada", "WeakAlias: SHADOW", "Alias: FICTIF, Ada"]);
            contents.Files[1].ShouldSatisfyAllConditions(
                file => file.Format.ShouldBe("ofac-comments"),
                file => (file.Journal.Accepted, file.Journal.Refused).ShouldBe((1, 0)));
            contents.Files.ShouldAllBe(file => file.Journal.Counts.Count == 0);
        }
    }

    [Fact]
    public void Refuses_comments_of_unknown_entries_and_reads_only_whole_clauses_of_those_that_continue_nothing()
    {
        var contents = Lists.Read(Input.File("sdn.csv", SdnWith("DOB 1950.")), Input.File("comments.csv", "5,\"ort B7; nationality Iraq.\"\r\n6,\"port C8.\"\r\n7\r\n"));

        contents.Listings[0].Subject.Nationalities.ShouldBe([new("IRQ")]);
        contents.Listings[0].Subject.Documents.ShouldBeEmpty();
        contents.Files[1].Journal.ShouldSatisfyAllConditions(
            journal => (journal.Accepted, journal.Refused).ShouldBe((1, 2)),
            journal => journal.Counts.Keys.ShouldBe(["comment-continues-nothing", "comment-of-unknown-entry", "fields-unexpected"]));
    }

    [Fact]
    public void Is_known_by_its_commas_even_where_the_first_remarks_have_more_semicolons() =>
        Lists.Read(SdnWith("DOB 1950; " + string.Join("; ", Enumerable.Repeat("alt. DOB 1951", 20)) + ".")).Files[0].Format.ShouldBe("ofac-sdn");

    [Fact]
    public void Takes_a_table_of_numbers_and_names_for_no_comments() => Should.Throw<UnreadableInputException>(() => Lists.Read("5,Ada Fictive\n6,Omar Fiktiv\n"));

    [Theory]
    [InlineData("\"individual\",\"SDGT\"", "\"SDGT\",\"individual\"", "subject-kind-unknown")]
    [InlineData("\"FIKTIV, Ada\",\"individual\",\"SDGT\"", "\"SDGT\",\"individual\",\"FIKTIV, Ada\"", "columns-moved")]
    [InlineData("-0- ,\"DOB 1950.\"", "\"DOB 1950.\",-0- ", "columns-moved")]
    public void Says_that_the_fields_of_a_record_may_have_moved(string right, string moved, string code)
    {
        var sdn = Sdn.Replace("\u001A", "") + SdnWith("DOB 1950.");
        sdn.ShouldContain(right);
        Lists.Read(sdn).Codes().ShouldNotContain(code);

        var contents = Lists.Read(sdn.Replace(right, moved));

        contents.Codes().ShouldContain(code);
        contents.Listings[^1].Kind.ShouldBe(SubjectKind.Person, "who may be a person is screened");
    }

    [Fact]
    public void Says_that_the_fields_of_further_names_may_have_moved() =>
        Lists.Read(Input.File("sdn.csv", Sdn), Input.File("alt.csv", Alt.Replace("\"fka\",\"AL FICTIF, Omar\"", "\"AL FICTIF, Omar\",\"fka\""))).Files[1].Journal.Counts.Keys
            .ShouldContain("columns-moved");

    private static string SdnWith(string remarks) => $"5,\"FIKTIV, Ada\",\"individual\",\"SDGT\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,\"{remarks}\"\r\n";

    /// <summary>Remarks of the length at which OFAC cuts them, with this at their end.</summary>
    private static string Cut(string end, int blanks)
    {
        const string beginning = "DOB 1950; ";
        end = "; " + end + new string(' ', blanks);
        return beginning + new string('x', 1000 - beginning.Length - end.Length) + end;
    }
}
