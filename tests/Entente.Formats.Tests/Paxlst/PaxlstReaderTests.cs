using Entente.Formats.Paxlst;
using Entente.Formats.Reading;
using Entente.Screening.Subjects;

namespace Entente.Formats.Tests.Paxlst;

public sealed class PaxlstReaderTests
{
    private const string Header = "UNB+UNOA:4+UT+UTO+260301:0525+1'UNH+1+PAXLST:D:12B:UN:IATA'BGM+745'";
    private const string Flight = "TDT+20+UT123+++UT'LOC+125+CMN'DTM+189:2603011540:201'LOC+87+CDG'DTM+232:2603011940:201'";
    private const string Trailer = "UNZ+1+1'";

    private readonly Journal _journal = new();

    [Fact]
    public void Reads_all_that_a_list_states_of_a_passenger()
    {
        var traveller = Read(Header + "NAD+MS+++DESK'COM+1:TE'" + Flight
            + "NAD+FL+++ERIKSSON:ANNA:MARIA+1 MAIN ST'ATT+2++F'DTM+329:740812'LOC+22+CDG'LOC+178+CMN'LOC+179+CDG'LOC+180+UTO'NAT+2+D'"
            + "RFF+ABO:X1'DOC+P:110:111+L898902C3'DTM+36:310415'LOC+91+MAR'DOC+V:110:111+V5'CNT+42:1'UNT+24+1'" + Trailer).ShouldHaveSingleItem();

        traveller.Id.ShouldBe("1-1");
        traveller.Role.ShouldBe(TravellerRole.Passenger);
        traveller.Crossing.ShouldBe("UT123 2026-03-01 CMN-CDG");
        traveller.Subject.Names.ShouldBe([new SubjectName("ERIKSSON ANNA MARIA") { Family = "ERIKSSON", Given = "ANNA MARIA" }]);
        traveller.Subject.BirthDates.ShouldBe([BirthDate.Of(1974, 8, 12).ShouldNotBeNull()]);
        traveller.Subject.Sex.ShouldBe(Sex.Female);
        traveller.Subject.Nationalities.ShouldBe([new Country("DEU")]);
        traveller.Subject.Documents.ShouldBe(
            [new IdentityDocument("L898902C3") { Kind = "passport", Issuer = new Country("MAR") }, new IdentityDocument("V5") { Kind = "visa" }]);
        _journal.Counts.ShouldBeEmpty();
        _journal.Dated.ShouldBe(new DateOnly(2026, 3, 1));
    }

    [Theory]
    [InlineData("FL", TravellerRole.Passenger)]
    [InlineData("FM", TravellerRole.Crew)]
    [InlineData("DDU", TravellerRole.TransitPassenger)]
    [InlineData("DDT", TravellerRole.TransitCrew)]
    public void The_function_of_a_person_gives_the_role(string function, TravellerRole role)
    {
        Read(Header + Flight + $"NAD+{function}+++DOE:JANE'" + Trailer).ShouldHaveSingleItem().Role.ShouldBe(role);
    }

    [Theory]
    [InlineData("745", "NAD++++DOE:JANE'", TravellerRole.Passenger, "function-missing")]
    [InlineData("250", "NAD++++DOE:JANE'", TravellerRole.Crew, "function-missing")]
    [InlineData("745", "NAD+QQ+++DOE:JANE'", TravellerRole.Passenger, "function-unknown")]
    [InlineData("745", "NAD+FL++DOE:JANE'", TravellerRole.Passenger, "name-misplaced")]
    [InlineData("745", "NAD+FL+DOE:JANE'", TravellerRole.Passenger, "name-misplaced")]
    [InlineData("266", "NAD+ZZZ+++DOE:JANE'", TravellerRole.Passenger, "function-unknown")]
    public void A_person_whose_segment_deviates_is_still_read(string document, string person, TravellerRole role, string code)
    {
        var traveller = Read(Header.Replace("745", document, StringComparison.Ordinal) + Flight + person + Trailer).ShouldHaveSingleItem();

        (traveller.Role, traveller.Subject.Names[0].Text).ShouldBe((role, "DOE JANE"));
        _journal.Counts.Keys.ShouldContain(code);
    }

    [Theory]
    [InlineData("DTM+329:740812'", "1974-08-12")]
    [InlineData("DTM+329:19740812'", "1974-08-12")]
    [InlineData("DTM+329:19740812:102'", "1974-08-12")]
    [InlineData("DTM+329:260302'", "1926-03-02")]
    [InlineData("DTM+329:260228'", "2026-02-28")]
    [InlineData("DTM+329:740000'", "1974")]
    [InlineData("DTM+329:19740800'", "1974-08")]
    [InlineData("DTM+329:1974'", "1974")]
    [InlineData("DTM+329:'", null)]
    [InlineData("DTM+36:740812'", null)]
    public void A_birth_date_has_two_or_four_digits_for_its_year_and_never_lies_in_the_future(string segment, string? expected)
    {
        Read(Header + Flight + "NAD+FL+++DOE:JANE'" + segment + Trailer)[0].Subject.BirthDates.SingleOrDefault()?.ToString().ShouldBe(expected);
        _journal.Counts.Keys.ShouldNotContain("birth-date-unreadable");
    }

    [Theory]
    [InlineData("ATT+2++Q'", "sex-unreadable")]
    [InlineData("DTM+329:990229'", "birth-date-unreadable")]
    [InlineData("DTM+329:21 MAY'", "birth-date-unreadable")]
    [InlineData("NAT+2+Q9Q'", "nationality-unreadable")]
    [InlineData("DOC+P:110:111'", "document-number-missing")]
    [InlineData("DOC+P:110:111+A1'LOC+91+Q9Q'", "issuer-unreadable")]
    public void What_cannot_be_read_of_a_person_is_noted_and_the_person_kept(string segment, string code)
    {
        Read(Header + Flight + "NAD+FL+++DOE:JANE'" + segment + Trailer).ShouldHaveSingleItem();
        _journal.Counts.Keys.ShouldContain(code);
        _journal.Refused.ShouldBe(0);
    }

    [Fact]
    public void The_issuer_belongs_to_the_document_before_it_even_where_that_has_no_number()
    {
        var documents = Read(Header + Flight + "NAD+FL+++DOE:JANE'DOC+P+A1'LOC+91+MAR'DOC+V'LOC+91+FRA'" + Trailer)[0].Subject.Documents;
        documents.ShouldHaveSingleItem().Issuer.ShouldBe(new Country("MAR"));
    }

    [Fact]
    public void One_name_alone_has_no_known_order()
    {
        Read(Header + Flight + "NAD+FL+++SUKARNO'" + Trailer)[0].Subject.Names.ShouldBe([new SubjectName("SUKARNO")]);
    }

    [Fact]
    public void A_person_without_any_name_is_refused()
    {
        Read(Header + Flight + "NAD+FL'DTM+329:740812'NAD+FL+++DOE:JANE'" + Trailer).Select(traveller => traveller.Id).ShouldBe(["1-2"]);
        (_journal.Read, _journal.Accepted, _journal.Refused).ShouldBe((2, 1, 1));
        _journal.Findings.ShouldContain(finding => finding.Refused && finding.Code == "name-missing");
    }

    [Fact]
    public void A_close_out_by_reference_screens_nobody_a_second_time()
    {
        var text = Header + Flight + "NAD+FL+++DOE:JANE'RFF+ABO:X1'UNT+10+1'"
            + "UNH+2+PAXLST:D:12B:UN:IATA'BGM+266+CLOB'" + Flight + "NAD+ZZZ'RFF+ABO:X1'NAD+ZZZ'RFF+ABO:X2'UNT+12+2'" + Trailer;

        Read(text).Select(traveller => traveller.Id).ShouldBe(["1-1"]);
        (_journal.Accepted, _journal.Refused).ShouldBe((3, 0));
        _journal.Counts.ShouldBe([new("close-out-reference", 2)]);
    }

    [Fact]
    public void The_parts_of_one_message_are_one()
    {
        var text = "UNB+UNOA:4+UT+UTO+260301:0525+1'" + Part("1", "01:C", Flight + "NAD+FL+++DOE:JANE'")
            + Part("2", "02", "NAD+FL+++DOE:JOHN'") + Part("3", "03:F", Flight + "NAD+FL+++DOE:JULIE'CNT+42:3'") + Trailer;

        var travellers = Read(text);
        travellers.Select(traveller => traveller.Id).ShouldBe(["1-1", "1-2", "1-3"]);
        travellers.ShouldAllBe(traveller => traveller.Crossing == "UT123 2026-03-01 CMN-CDG");
        _journal.Counts.Keys.ShouldBe(["segment-count-wrong"]);

        static string Part(string reference, string sequence, string body) =>
            $"UNH+{reference}+PAXLST:D:12B:UN:IATA+FLIGHT1+{sequence}'BGM+745'{body}UNT+0+{reference}'";
    }

    [Theory]
    [InlineData("01:C")]
    [InlineData("02:F")]
    public void A_part_that_did_not_arrive_is_missed(string sequence)
    {
        Read($"UNB+UNOA:4'UNH+1+PAXLST:D:12B:UN:IATA+FLIGHT1+{sequence}'BGM+745'{Flight}NAD+FL+++DOE:JANE'UNT+9+1'" + Trailer).ShouldHaveSingleItem();
        _journal.Counts.Keys.ShouldBe(["part-missing"]);
    }

    [Fact]
    public void Each_leg_is_crossed_by_those_who_board_before_and_leave_behind_it()
    {
        const string legs = "TDT+20+UT1'LOC+92+ATL'DTM+189:2603011540:201'LOC+92+ORD'DTM+232:2603011740:201'"
            + "TDT+20+2+++UT'LOC+92+ORD'DTM+189:2603021840:201'LOC+92+JFK'DTM+232:2603021955:201'TDT+20+UT3'LOC+92+LAX'DTM+232:2603030900:201'";
        Read(Header + legs + "NAD+FL+++A:A'LOC+178+ATL'LOC+179+JFK'NAD+FL+++B:B'LOC+178+ORD'LOC+179+JFK'NAD+FL+++C:C'" + Trailer)
            .Select(traveller => traveller.Crossing)
            .ShouldBe(["UT1/UT2 2026-03-01 ATL-JFK", "UT2 2026-03-02 ORD-JFK", "UT1/UT2/UT3 2026-03-01 ATL-LAX"]);
    }

    [Theory]
    [InlineData("CUSRES")]
    [InlineData("PNRGOV")]
    public void Another_message_in_place_of_a_passenger_list_is_an_error_that_names_it(string type)
    {
        Should.Throw<UnreadableInputException>(() => Read($"UNB+UNOA:4'UNH+1+{type}:D:05B'BGM+962'UNZ'")).Message.ShouldStartWith(type);
    }

    [Fact]
    public void Another_message_behind_a_passenger_list_is_refused_alone()
    {
        Read(Header + Flight + "NAD+FL+++DOE:JANE'UNT+9+1'UNH+2+CUSRES:D:05B'NAD+FL+++X:Y'UNT+3+2'UNH+3+PAXLST:D:05B'" + Flight + "NAD+FL+++DOE:JOHN'UNT+8+3'" + Trailer)
            .Select(traveller => traveller.Id).ShouldBe(["1-1", "2-1"]);
        _journal.Counts.ShouldBe([new("message-not-paxlst", 1)]);
    }

    [Theory]
    [InlineData("UNT+99+1'", "segment-count-wrong")]
    [InlineData("CNT+42:7'UNT+10+1'", "person-count-wrong")]
    [InlineData("", "trailer-missing")]
    [InlineData("UNT+9+1'NAD+FL+++DOE:JOHN'", "header-missing")]
    public void Headers_and_trailers_that_break_their_word_are_noted(string ending, string code)
    {
        Read(Header + Flight + "NAD+FL+++DOE:JANE'" + ending + Trailer).Select(traveller => traveller.Subject.Names[0].Given).ShouldContain("JANE");
        _journal.Counts.Keys.ShouldContain(code);
    }

    [Fact]
    public void A_name_cut_by_the_end_of_the_input_is_read_as_truncated()
    {
        Read(Header + Flight + "NAD+FL+++ERIKSSON:AN")[0].Subject.Names.ShouldBe(
            [new SubjectName("ERIKSSON AN") { Family = "ERIKSSON", Given = "AN", Truncated = true }]);
    }

    private List<Traveller> Read(string text) => [.. PaxlstReader.Read(new StringReader(text), _journal, new DateOnly(2026, 3, 1))];
}
