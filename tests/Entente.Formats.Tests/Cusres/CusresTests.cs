using System.Text;
using Entente.Formats.Cusres;
using Entente.Formats.Edifact;
using Entente.Formats.Paxlst;
using Entente.Formats.Reading;
using FsCheck;
using FsCheck.Fluent;

namespace Entente.Formats.Tests.Cusres;

public sealed class CusresTests
{
    private static readonly CusresEnvelope Envelope = new()
    {
        Sender = new("UTO", "ZZ"),
        Recipient = new("UT"),
        Prepared = new DateTime(2026, 3, 1, 5, 25, 0, DateTimeKind.Utc),
        InterchangeReference = "I1",
        GroupReference = "G1",
        MessageReference = "M1",
    };

    private static readonly CusresMessage Message = new()
    {
        Kind = CusresKind.Response,
        CommonAccessReference = "A1",
        TransactionReference = "T1",
        Legs =
        [
            new FlightLeg { Flight = "UT0123", Carrier = "UT", From = "ATL", To = "CMN", FromFunction = "92", ToFunction = "92", DepartureDay = new DateOnly(2026, 3, 1) },
            new FlightLeg
            {
                Flight = "UT0123",
                Carrier = "UT",
                From = "CMN",
                To = "CDG",
                DepartureDay = new DateOnly(2026, 3, 1),
                Departure = new DateTime(2026, 3, 1, 15, 40, 0, DateTimeKind.Unspecified),
                Arrival = new DateTime(2026, 3, 1, 19, 40, 0, DateTimeKind.Unspecified),
            },
        ],
        Errors = [new("118", "UNT")],
        Answers =
        [
            new() { Locator = "L1", PassengerReference = "P1", Status = BoardingStatus.OkToBoard, Text = "OK to board" },
            new() { Locator = "l'1", PassengerReference = "P+2", Status = BoardingStatus.NoBoard, Text = "Do not board: call +1 23?\r\nDésolé – ممنوع" },
            new() { PassengerReference = "P3", Status = BoardingStatus.InsufficientData },
        ],
    };

    private readonly Journal _journal = new();

    [Fact]
    public void A_response_is_these_bytes()
    {
        Encoding.ASCII.GetString(CusresWriter.Write(Message, Envelope)).Replace("'", "'\n", StringComparison.Ordinal).Replace("?'\n", "?'", StringComparison.Ordinal).ShouldBe("""
            UNA:+.? '
            UNB+UNOA:4+UTO:ZZ+UT+260301:0525+I1++APIS'
            UNG+CUSRES+UTO:ZZ+UT+260301:0525+G1+UN+D:05B'
            UNH+M1+CUSRES:D:05B:UN:IATA+A1+01:F'
            BGM+962'
            RFF+TN:T1'
            RFF+AF:UT0123'
            DTM+189:260301:101'
            LOC+92+ATL'
            LOC+92+CMN'
            RFF+AF:UT0123'
            DTM+189:2603011540:201'
            DTM+232:2603011940:201'
            LOC+125+CMN'
            LOC+87+CDG'
            ERP+1'
            ERC+118'
            FTX+AAP+++UNT'
            ERP+2'
            RFF+AVF:L1'
            RFF+ABO:P1'
            ERC+0Z'
            FTX+AAP+++OK TO BOARD'
            ERP+2'
            RFF+AVF:l?'1'
            RFF+ABO:P?+2'
            ERC+1Z'
            FTX+AAP+++DO NOT BOARD?: CALL ?+1 23?? DESOLE -'
            ERP+2'
            RFF+ABO:P3'
            ERC+4Z'
            UNT+29+M1'
            UNE+1+G1'
            UNZ+1+I1'

            """.ReplaceLineEndings("\n"));
    }

    [Fact]
    public void What_is_written_is_read_back()
    {
        var text = Gen.Elements(" AZaz09+:?'*.é\r\nßع\uD800\"".ToCharArray()).ArrayOf().Select(characters => new string(characters.AsSpan()[..Math.Min(characters.Length, 30)]));
        var answer = from locator in text
                     from reference in text
                     from status in Gen.Elements(Enum.GetValues<BoardingStatus>())
                     from words in text
                     select new CusresAnswer { Locator = locator, PassengerReference = reference, Status = status, Text = words };
        var message = from kind in Gen.Elements(Enum.GetValues<CusresKind>())
                      from reference in text
                      from legs in Gen.Elements(Message.Legs.ToArray()).ListOf()
                      from errors in text.ListOf()
                      from answers in answer.ListOf()
                      select Message with { Kind = kind, TransactionReference = reference, Legs = [.. legs.Take(16)], Errors = [.. errors.Select(words => new CusresError("118", words))], Answers = [.. answers] };

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll(message.ToArbitrary(), written =>
        {
            var journal = new Journal();
            var read = CusresReader.Read(new MemoryStream(CusresWriter.Write(written, Envelope)), journal).Single();
            return journal.Counts.Count == 0 && !read.IsBroken && read.Sender == Envelope.Sender && read.Recipient == Envelope.Recipient
                && read.Message.Kind == written.Kind && read.Message.TransactionReference == EdifactText.Reference(written.TransactionReference)
                && read.Message.Legs.SequenceEqual(written.Legs)
                && read.Message.Errors.SequenceEqual(written.Errors.Select(error => error with { Text = EdifactText.Text(error.Text) }))
                && read.Message.Answers.Select(Told).SequenceEqual(written.Answers.Select(Folded).Select(Told));
        }));

        static CusresAnswer Folded(CusresAnswer each) =>
            each with { Locator = EdifactText.Reference(each.Locator), PassengerReference = EdifactText.Reference(each.PassengerReference), Text = EdifactText.Text(each.Text) };
    }

    [Fact]
    public void An_answer_echoes_the_references_and_flight_of_the_passenger_list()
    {
        const string list = "UNB+UNOA:4+UT+UTO+260301:0525+1'UNH+1+PAXLST:D:12B:UN:IATA+A1+01:F'BGM+745'RFF+TN:T1'TDT+20+UT0123'LOC+125+CMN'DTM+189:2603011540:201'"
            + "LOC+87+CDG'DTM+232:2603011940:201'NAD+FL'RFF+AVF:L1'RFF+ABO:P1'UNT+12+1'UNZ+1+1'";
        var manifest = PaxlstManifests.Read(Input.Stream(list), _journal, new DateOnly(2026, 3, 1))[0];

        var written = CusresWriter.Write(
            CusresMessage.About(manifest, CusresKind.Response, [.. manifest.People.Select(person => CusresAnswer.About(person, BoardingStatus.InsufficientData, "No name"))]), Envelope);

        Encoding.ASCII.GetString(written).ShouldContain(
            "+A1+01:F'BGM+962'RFF+TN:T1'RFF+AF:UT0123'DTM+189:2603011540:201'DTM+232:2603011940:201'LOC+125+CMN'LOC+87+CDG'ERP+2'RFF+AVF:L1'RFF+ABO:P1'ERC+4Z'FTX+AAP+++NO NAME'");
    }

    [Fact]
    public void A_status_that_advises_is_read_and_never_written()
    {
        var received = Read("UNB+UNOA:4+A+B'UNH+1+CUSRES:D:05B'BGM+962'ERP+2'RFF+ABO:P1'ERC+2Z'UNT+6+1'UNZ+1+1'");

        var answer = received.Message.Answers.ShouldHaveSingleItem();
        answer.Status.ShouldBeNull();
        answer.OtherCodes.ShouldBe(["2Z"]);
        Should.Throw<ArgumentException>(() => CusresWriter.Write(received.Message, Envelope));
    }

    [Theory]
    [InlineData("UNZ+1+1'", "trailer-missing", true)]
    [InlineData("UNT+9+1'UNZ+1+1'", "segment-count-wrong", false)]
    [InlineData("UNT+5+1'BGM+1'UNZ+1+1'", "header-missing", false)]
    [InlineData("UNT+5+1'UNH+2+PAXLST:D'BGM+1'UNT+3+2'UNZ+1+1'", "message-not-cusres", false)]
    public void A_message_that_breaks_its_word_is_read_and_noted(string ending, string code, bool isBroken)
    {
        var received = Read("UNB+UNOA:4+A+B'UNH+1+CUSRES:D:05B'BGM+132'ERP+2'ERC+0Z'" + ending);

        (received.IsBroken, received.Message.Kind, received.Message.Answers.Count).ShouldBe((isBroken, CusresKind.StatusChange, 1));
        _journal.Counts.Keys.ShouldBe([code]);
    }

    [Theory]
    [InlineData("UNB+UNOA:4+A+B'UNH+1+PAXLST:D'UNZ+1+1'", "PAXLST")]
    [InlineData("UNB+UNOA:4+A+B'UNZ+1+1'", "no message")]
    [InlineData("", "no message")]
    public void What_holds_no_answer_is_an_error_that_says_so(string text, string expected)
    {
        Should.Throw<UnreadableInputException>(() => CusresReader.Read(Input.Stream(text), _journal)).Message.ShouldContain(expected);
    }

    [Fact]
    public void Nothing_else_is_thrown_for_damaged_input()
    {
        var valid = Encoding.ASCII.GetString(CusresWriter.Write(Message, Envelope));
        var edit = from at in Gen.Choose(0, valid.Length)
                   from removed in Gen.Choose(0, 9)
                   from added in Gen.Elements("", "'", "+", ":", "?", "UNH+", "UNT+", "ERP+2'", "ERC+2Z'", "\n", "\uD800", "é")
                   select (at, removed, added);
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(500), Prop.ForAll(edit.ListOf().ToArbitrary(), edits =>
        {
            var text = edits.Aggregate(valid, (before, each) =>
                before[..Math.Min(each.at, before.Length)] + each.added + before[Math.Min(each.at + each.removed, before.Length)..]);
            try
            {
                var journal = new Journal();
                return CusresReader.Read(Input.Stream(text), journal).Sum(received => received.Message.Answers.Count) == journal.Accepted;
            }
            catch (UnreadableInputException)
            {
                return true;
            }
        }));
    }

    [Fact]
    public void Messages_of_a_real_system_are_read_and_written_back_with_the_same_body()
    {
        var samples = Directory.EnumerateFiles(RealData.Path("paxlst/astra_iapi_china"), "*_CUSRES.edi").Order(StringComparer.Ordinal).ToList();
        samples.Count.ShouldBeGreaterThan(8);
        var kinds = new HashSet<CusresKind>();
        foreach (var path in samples)
        {
            using var stream = File.OpenRead(path);
            var received = CusresReader.Read(stream, _journal).ShouldHaveSingleItem();
            received.Message.Answers.ShouldAllBe(answer => answer.Status != null && answer.Locator.Length == 6);
            kinds.Add(received.Message.Kind);

            var body = Body(File.ReadAllText(path).ReplaceLineEndings(""));
            Body(Encoding.ASCII.GetString(CusresWriter.Write(received.Message, Envelope))).ShouldBe(body.ToUpperInvariant(), path);
        }

        _journal.Counts.ShouldBeEmpty();
        kinds.Count.ShouldBe(3);

        static string Body(string text) => text[text.IndexOf("BGM", StringComparison.Ordinal)..text.LastIndexOf("UNT", StringComparison.Ordinal)];
    }

    /// <summary>All that an answer says, in a form that compares by value.</summary>
    private static string Told(CusresAnswer answer) =>
        $"{answer.Locator}|{answer.PassengerReference}|{answer.Status}|{answer.Text}|{string.Join(',', answer.OtherCodes)}";

    private ReceivedCusres Read(string text) => CusresReader.Read(Input.Stream(text), _journal).ShouldHaveSingleItem();
}
