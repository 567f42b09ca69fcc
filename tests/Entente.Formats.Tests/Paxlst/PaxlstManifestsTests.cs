using Entente.Formats.Edifact;
using Entente.Formats.Paxlst;
using Entente.Formats.Reading;
using Entente.Screening.Subjects;

namespace Entente.Formats.Tests.Paxlst;

public sealed class PaxlstManifestsTests
{
    private const string Interchange = "UNB+UNOA:4+UT:ZZ+UTO+260301:0525+I1++APIS'";
    private const string Header = Interchange + "UNH+1+PAXLST:D:12B:UN:IATA'BGM+745'RFF+TN:T1:::1'";
    private const string Flight = "TDT+20+UT0123'LOC+125+CMN'DTM+189:2603011540:201'LOC+87+CDG'DTM+232:2603011940:201'";

    private readonly Journal _journal = new();

    [Fact]
    public void A_manifest_says_who_sent_what_about_which_flight_and_people()
    {
        var manifest = Read(Header + "NAD+MS+++DESK'" + Flight
            + "NAD+FL+++DOE:JANE'LOC+178+CMN'LOC+179+CDG'RFF+AVF:L1'RFF+ABO:P1'RFF+SEA:12A'DOC+P+A1'UNT+15+1'UNZ+1+I1'").ShouldHaveSingleItem();

        (manifest.Number, manifest.Kind, manifest.Document, manifest.Function).ShouldBe((1, ManifestKind.PassengerList, "745", ""));
        (manifest.Sender, manifest.Recipient).ShouldBe((new InterchangeParty("UT", "ZZ"), new InterchangeParty("UTO")));
        (manifest.InterchangeReference, manifest.MessageReference, manifest.CommonAccessReference, manifest.TransactionReference).ShouldBe(("I1", "1", "", "T1"));
        (manifest.Parts, manifest.IsBroken, manifest.IsComplete).ShouldBe((ManifestParts.One, false, true));
        manifest.Legs.ShouldBe([new FlightLeg
        {
            Flight = "UT0123",
            Carrier = "UT",
            From = "CMN",
            To = "CDG",
            DepartureDay = new DateOnly(2026, 3, 1),
            Departure = new DateTime(2026, 3, 1, 15, 40, 0, DateTimeKind.Unspecified),
            Arrival = new DateTime(2026, 3, 1, 19, 40, 0, DateTimeKind.Unspecified),
        }]);
        manifest.Legs[0].FlightNumber.ShouldBe("UT123");
        var person = manifest.People.ShouldHaveSingleItem();
        (person.Id, person.Locator, person.PassengerReference, person.Seat, person.Embarkation, person.Debarkation, person.CanBeScreened, person.IsReference)
            .ShouldBe(("1-1", "L1", "P1", "12A", "CMN", "CDG", true, false));
        person.Traveller.ShouldNotBeNull().Subject.Names[0].Text.ShouldBe("DOE JANE");
    }

    [Theory]
    [InlineData("745", ManifestKind.PassengerList)]
    [InlineData("745+CP", ManifestKind.Change)]
    [InlineData("745+XR", ManifestKind.Cancellation)]
    [InlineData("745+RP", ManifestKind.Reduction)]
    [InlineData("250", ManifestKind.CrewList)]
    [InlineData("250+CC", ManifestKind.Change)]
    [InlineData("266+CL", ManifestKind.Close)]
    [InlineData("266+CLNB", ManifestKind.CloseOutNotOnBoard)]
    [InlineData("266+CLOB", ManifestKind.CloseOutOnBoard)]
    [InlineData("266+XF", ManifestKind.FlightCancelled)]
    [InlineData("266+CF", ManifestKind.FlightChanged)]
    [InlineData("266+QQ", ManifestKind.UnknownStatus)]
    [InlineData("655", ManifestKind.PassengerList)]
    public void The_name_of_the_message_gives_its_kind(string name, ManifestKind kind)
    {
        Read(Header.Replace("745", name, StringComparison.Ordinal) + Flight)[0].Kind.ShouldBe(kind);
    }

    [Theory]
    [InlineData("TDT+20+UT0123'", "UT123", "UT")]
    [InlineData("TDT+20+UT123+++QQ'", "UT123", "QQ")]
    [InlineData("TDT+20+0028+++3U'", "3U28", "3U")]
    [InlineData("TDT+20+ut 7A'", "UT7A", "UT")]
    [InlineData("TDT+20+RAM200'", "RAM200", "RAM")]
    [InlineData("TDT+20+UT'", "UT", "UT")]
    [InlineData("TDT+20'", "", "")]
    public void A_flight_number_is_carrier_and_number(string segment, string number, string carrier)
    {
        var leg = Read(Header + segment)[0].Legs.ShouldHaveSingleItem();
        (leg.FlightNumber, leg.Carrier).ShouldBe((number, carrier));
    }

    [Theory]
    [InlineData("2603011540", true, true)]
    [InlineData("202603011540", true, true)]
    [InlineData("260301", true, false)]
    [InlineData("2613011540", false, false)]
    [InlineData("SOON", false, false)]
    public void A_departure_without_time_is_a_day(string text, bool hasDay, bool hasTime)
    {
        var leg = Read(Header + $"TDT+20+UT1'LOC+125+CMN'DTM+189:{text}:201'")[0].Legs[0];
        leg.DepartureDay.ShouldBe(hasDay ? new DateOnly(2026, 3, 1) : null);
        leg.Departure.ShouldBe(hasTime ? new DateTime(2026, 3, 1, 15, 40, 0, DateTimeKind.Unspecified) : null);
    }

    [Fact]
    public void A_person_who_could_not_be_read_is_there_with_its_references()
    {
        var people = Read(Header + Flight + "NAD+FM'DTM+329:QQ'RFF+AVF:L1'RFF+ABO:P1'LOC+178+CMN'NAD+FL+++DOE:JANE'RFF+ABO:P2'")[0].People;

        people.Select(person => (person.PassengerReference, person.CanBeScreened)).ShouldBe([("P1", false), ("P2", true)]);
        (people[0].Role, people[0].Locator, people[0].Embarkation, people[0].IsReference).ShouldBe((TravellerRole.Crew, "L1", "CMN", false));
        _journal.Refused.ShouldBe(1);
    }

    [Fact]
    public void A_close_out_has_people_by_reference()
    {
        var manifest = Read(Header.Replace("745", "266+CLNB", StringComparison.Ordinal) + Flight + "NAD+ZZZ'RFF+AVF:L1'RFF+ABO:P1'NAD+FL'RFF+ABO:P2'")[0];

        manifest.People.ShouldAllBe(person => person.IsReference && !person.CanBeScreened);
        manifest.People.Select(person => person.PassengerReference).ShouldBe(["P1", "P2"]);
    }

    [Fact]
    public void The_parts_of_one_message_are_joined_wherever_they_stand()
    {
        var manifests = Read(Interchange + Part("A", "02", "NAD+FL+++B:B'") + Part("B", "01:C", "NAD+FL+++X:X'") + Part("A", "01:C", "NAD+FL+++A:A'")
            + Part("B", "02", "NAD+FL+++Y:Y'") + Part("A", "03:F", "NAD+FL+++C:C'") + "UNZ+1+I1'");

        manifests.Select(manifest => manifest.CommonAccessReference).ShouldBe(["A", "B"]);
        manifests[0].People.Select(person => person.Traveller?.Subject.Names[0].Family).ShouldBe(["A", "B", "C"]);
        manifests[0].People.Select(person => person.Id).ShouldBeUnique();
        (manifests[0].Parts, manifests[0].IsComplete).ShouldBe((new ManifestParts { Numbers = [1, 2, 3], Last = 3 }, true));
        (manifests[1].Parts.HasFirst, manifests[1].Parts.HasLast, manifests[1].IsComplete).ShouldBe((true, false, false));
    }

    [Fact]
    public void Parts_of_separate_inputs_can_be_joined_and_others_not()
    {
        var last = Read(Interchange + Part("A", "02:F", "NAD+FL+++B:B'"))[0];
        var first = Read(Interchange + Part("A", "01:C", "NAD+FL+++A:A'"))[0];

        last.BelongsWith(first).ShouldBeTrue();
        var whole = last.JoinedWith(first);
        (whole.IsComplete, whole.People.Count, whole.Legs.Count).ShouldBe((true, 2, 1));
        whole.People[0].Traveller?.Subject.Names[0].Family.ShouldBe("A");

        whole.BelongsWith(first).ShouldBeFalse();
        first.BelongsWith(first).ShouldBeFalse();
        last.BelongsWith(first with { Sender = new InterchangeParty("QQ") }).ShouldBeFalse();
        last.BelongsWith(first with { Legs = [new FlightLeg { Flight = "QQ1" }] }).ShouldBeFalse();
        last.BelongsWith(first with { Parts = new ManifestParts { Numbers = [3] } }).ShouldBeFalse();
        Should.Throw<ArgumentException>(() => whole.JoinedWith(first));
    }

    [Theory]
    [InlineData("NAD+FL+++DOE:JANE'RFF+ABO:P")]
    [InlineData("NAD+FL+++DOE:JANE'")]
    [InlineData("NAD+FL+++DOE:JANE'UNZ+1+I1'")]
    public void A_message_that_breaks_off_gives_what_could_be_read(string rest)
    {
        var manifest = Read(Header + Flight + rest).ShouldHaveSingleItem();

        (manifest.IsBroken, manifest.IsComplete, manifest.People.Count).ShouldBe((true, false, 1));
        _journal.Incomplete.ShouldBeTrue();
    }

    [Fact]
    public void Several_legs_keep_the_functions_of_their_places()
    {
        var legs = Read(Header + "TDT+20+UT1'LOC+92+ATL'LOC+92+ORD'TDT+20+UT2'LOC+125+ORD'LOC+87+JFK'NAD+FL+++A:A'")[0].Legs;
        legs.Select(leg => (leg.FromFunction, leg.From, leg.ToFunction, leg.To)).ShouldBe([("92", "ATL", "92", "ORD"), ("125", "ORD", "87", "JFK")]);
    }

    [Fact]
    public void Another_message_is_an_error_that_names_it()
    {
        Should.Throw<UnreadableInputException>(() => Read(Header.Replace("PAXLST", "CUSRES", StringComparison.Ordinal))).Message.ShouldStartWith("CUSRES");
    }

    private static string Part(string reference, string sequence, string body) =>
        $"UNH+1+PAXLST:D:12B:UN:IATA+{reference}+{sequence}'BGM+745'{Flight}{body}UNT+9+1'";

    private IReadOnlyList<Manifest> Read(string text) => PaxlstManifests.Read(Input.Stream(text), _journal, new DateOnly(2026, 3, 1));
}
