using System.Text;
using Entente.Formats.Reading;
using Entente.Formats.Tests.Mrz;
using Entente.Formats.Travellers;
using Entente.Screening.Subjects;

namespace Entente.Formats.Tests.Travellers;

public sealed class TravellerFilesTests
{
    private const string List = "UNB+UNOA:4+UT+UTO+260301:0525+1'UNH+1+PAXLST:D:12B:UN:IATA'BGM+745'TDT+20+UT123'NAD+FL+++DOE:JANE'UNT+5+1'UNZ+1+1'";

    private static readonly DateOnly Today = new(2026, 3, 1);

    [Theory]
    [InlineData("paxlst", List)]
    [InlineData("paxlst", "QN AAABBCC\n.CCDDD 010203\n" + List)]
    [InlineData("mrz", Zones.Passport)]
    [InlineData("mrz", "\n\n" + Zones.Card)]
    [InlineData("travellers-csv", "traveller_id,name\nT1,Jane Doe\n")]
    [InlineData("travellers-csv", "Name;Traveller ID\nJane Doe;T1\n")]
    public void An_input_is_known_by_its_content(string format, string content)
    {
        foreach (var bytes in new[] { Encoding.UTF8.GetBytes(content), [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(content)], Encoding.Unicode.GetBytes(content) })
        {
            var input = TravellerFiles.Open(Input.File("-", bytes), Today);
            input.Format.ShouldBe(format);
            input.Travellers.Count().ShouldBe(1);
            (input.Journal.Accepted, input.Journal.Refused).ShouldBe((1, 0));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \r\n ")]
    [InlineData("name,birth_date\nJane Doe,1974\n")]
    [InlineData("<?xml version='1.0'?><list/>")]
    public void Anything_else_is_an_error_that_says_what_is_read(string content)
    {
        Should.Throw<UnreadableInputException>(() => TravellerFiles.Open(Input.File("x", content), Today)).Message.ShouldContain("machine-readable zones");
    }

    [Fact]
    public void Another_message_is_an_error_at_once_and_not_when_travellers_are_taken()
    {
        Should.Throw<UnreadableInputException>(() => TravellerFiles.Open(Input.File("x", List.Replace("PAXLST", "CUSRES", StringComparison.Ordinal)), Today));
    }

    [Fact]
    public void Travellers_come_while_the_input_is_still_being_read()
    {
        const long length = 1L << 40;
        using var stream = Input.Endless("traveller_id,name\n", "T1,Jane Doe\n", length);
        var input = TravellerFiles.Open(new InputFile("-", () => stream), Today);

        input.Travellers.Take(3).Count().ShouldBe(3);
        input.Journal.Accepted.ShouldBe(3);
    }

    [Fact]
    public void The_stream_closes_at_the_end_on_leaving_early_and_when_the_input_is_unreadable()
    {
        foreach (var (content, taken) in new[] { (List, 2), (List, 1), ("nothing known", 0) })
        {
            using var stream = new WatchedStream(content);
            try
            {
                foreach (var traveller in TravellerFiles.Open(new InputFile("-", () => stream), Today).Travellers.Take(taken))
                {
                    traveller.Id.ShouldBe("1-1");
                }
            }
            catch (UnreadableInputException)
            {
                taken.ShouldBe(0);
            }

            stream.IsClosed.ShouldBeTrue(content);
        }
    }

    [Fact]
    public void Travellers_cannot_be_taken_twice_because_the_second_time_nobody_would_be_screened()
    {
        var travellers = TravellerFiles.Open(Input.File("x", List), Today).Travellers;

        travellers.Count().ShouldBe(1);
        Should.Throw<InvalidOperationException>(() => travellers.Count());
    }

    [Fact]
    public void Cancelling_ends_the_taking()
    {
        using var source = new CancellationTokenSource();
        var travellers = TravellerFiles.Open(Input.File("x", "traveller_id,name\nT1,A\nT2,B\n"), Today, source.Token).Travellers;

        Should.Throw<OperationCanceledException>(() =>
        {
            foreach (var traveller in travellers)
            {
                traveller.Id.ShouldBe("T1");
                source.Cancel();
            }
        });
    }

    [Fact]
    public void A_table_row_states_what_its_columns_do()
    {
        var traveller = Table("sex;document_number;nationality;birth_date;name;traveller_id;seat", "F;L898902C3;D;1974-08-12;Anna Eriksson;T1;4A").ShouldHaveSingleItem();

        (traveller.Id, traveller.Role).ShouldBe(("T1", TravellerRole.Passenger));
        traveller.Subject.Names.ShouldBe([new SubjectName("Anna Eriksson")]);
        traveller.Subject.BirthDates.ShouldBe([BirthDate.Of(1974, 8, 12).ShouldNotBeNull()]);
        traveller.Subject.Sex.ShouldBe(Sex.Female);
        traveller.Subject.Nationalities.ShouldBe([new Country("DEU")]);
        traveller.Subject.Documents.ShouldBe([new IdentityDocument("L898902C3")]);
    }

    [Theory]
    [InlineData(",Jane Doe,,,,", "identifier-missing")]
    [InlineData("T1,Jane Doe,soon,,,", "birth-date-unreadable")]
    [InlineData("T1,Jane Doe,,Q9Q,,", "nationality-unreadable")]
    [InlineData("T1,Jane Doe,,,maybe,", "sex-unreadable")]
    public void A_value_that_cannot_be_read_is_noted_and_the_traveller_kept(string row, string code)
    {
        var input = TravellerFiles.Open(Input.File("x", $"traveller_id,name,birth_date,nationality,sex,document_number\n{row}\n"), Today);

        input.Travellers.ToList().ShouldHaveSingleItem().Id.ShouldNotBeEmpty();
        input.Journal.Counts.ShouldBe([new(code, 1)]);
        input.Journal.Refused.ShouldBe(0);
    }

    [Fact]
    public void Two_travellers_of_one_identifier_are_both_screened_and_it_is_noted()
    {
        var input = TravellerFiles.Open(Input.File("x", "traveller_id,name\nT1,Jane Doe\nT2,John Doe\nT1,Julie Doe\n,Joan Doe\n"), Today);

        input.Travellers.Count().ShouldBe(4);
        input.Journal.Findings.Select(finding => (finding.Place, finding.Code)).ShouldBe([("line 4", "identifier-twice"), ("line 5", "identifier-missing")]);
    }

    [Fact]
    public void A_row_without_a_name_is_refused()
    {
        var input = TravellerFiles.Open(Input.File("x", "traveller_id\tname\nT1\t \nT2\tJane Doe\n"), Today);

        input.Travellers.Select(traveller => traveller.Id).ShouldBe(["T2"]);
        (input.Journal.Read, input.Journal.Refused).ShouldBe((2, 1));
    }

    private static List<Traveller> Table(string header, string row) =>
        [.. TravellerFiles.Open(Input.File("x", $"{header}\n{row}\n"), Today).Travellers];

    private sealed class WatchedStream(string content) : MemoryStream(Encoding.UTF8.GetBytes(content))
    {
        public bool IsClosed { get; private set; }

        protected override void Dispose(bool disposing)
        {
            IsClosed = true;
            base.Dispose(disposing);
        }
    }
}
