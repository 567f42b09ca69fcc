using System.Text;
using Entente.Formats.Edifact;
using Entente.Formats.Paxlst;
using Entente.Formats.Reading;
using FsCheck;
using FsCheck.Fluent;

namespace Entente.Formats.Tests.Edifact;

public sealed class SensitiveElementsTests
{
    private const string Before = "UNA:+.?*'UNB+UNOA:4+UT+UTO+260301:0525+1'UNH+1+PNRGOV:11:1:IA'";
    private const string After = "SRC'UNT+4+1'UNZ+1+1'";

    /// <summary>A number made for tests, which no card has.</summary>
    private const string Card = "4111111111111111";

    private const string List = "UNA:+.? 'UNB+UNOA:4+UT+UTO+260301:0525+1'UNH+1+PAXLST:D:12B:UN:IATA'BGM+745'TDT+20+UT123'LOC+125+CMN'"
        + "NAD+FL+++DÖE:JANE'FTX+BAG+++123:2'FTX+AAA+++WCHR'DOC+P:110:111+4111111111111111'\nFTX+AAA+++CALL 4111-1111-1111-1111\nNAD+FL+++DEAF:MEDA'RFF+YZY:4111111111111111'RFF+AVF:WCHR'CNT+42:2'UNT+14+1'UNZ+1+1'";

    [Theory]
    [InlineData("IFT+4:28::YY+PAY 4111111111111111 NOW'", "IFT+4:28::YY+PAY XXXXXXXXXXXXXXXX NOW'")]
    [InlineData("IFT+4:28+4111 1111 1111 1111 EXP 0725'", "IFT+4:28+XXXX XXXX XXXX XXXX EXP 0725'")]
    [InlineData("IFT+4:28+CC4111-1111-1111-1111'", "IFT+4:28+CCXXXX-XXXX-XXXX-XXXX'")]
    [InlineData("IFT+4:28+41111111\r\n11111111'", "IFT+4:28+XXXXXXXX\r\nXXXXXXXX'")]
    [InlineData("FTX+AAA+++378282246310005'", "FTX+AAA+++XXXXXXXXXXXXXXX'")]
    [InlineData("SSR+OTHS::::::::PAID BY 4111111111111111'", "SSR+OTHS::::::::PAID BY XXXXXXXXXXXXXXXX'")]
    [InlineData("LTS+0/O/FP/CCVI4111111111111111/0725'", "LTS+0/O/FP/CCVIXXXXXXXXXXXXXXXX/0725'")]
    [InlineData("FOP+CA::100.00+CC::350.00:VI:4111111111111112:0721'", "FOP+CA::100.00+CC::350.00:VI:XXXXXXXXXXXXXXXX:XXXX'")]
    [InlineData("FOP+CC::350.00:VI:XXXXXXXX1186:0211*CA::100.00'", "FOP+CC::350.00:VI:XXXXXXXXXXXX:XXXX*CA::100.00'")]
    [InlineData("FOP+MS::350.00::4111111111111111'", "FOP+MS::350.00::XXXXXXXXXXXXXXXX'")]
    public void A_card_number_is_written_over(string segment, string expected) => Redacts(segment, expected, SensitiveKind.PaymentCard);

    [Theory]
    [InlineData("SSR+KSML:HK:1:UT:::CMN:CDG+::1.1'", "SSR+'", SensitiveKind.Belief)]
    [InlineData("SSR+WCHC:HK:1:UT:::CMN:CDG:BROKEN LEG+::1.1'", "SSR+'", SensitiveKind.Health)]
    [InlineData("SSR+OTHS::::::::PAX ASKS FOR vgml'", "SSR+'", SensitiveKind.Belief)]
    [InlineData("IFT+4:28::YY+PAX BROKE A LEG+NEEDS WCHR'", "IFT+'", SensitiveKind.Health)]
    [InlineData("IFT+4:28::YY+PAX IS D?E\r\nAF'", "IFT+'", SensitiveKind.Health)]
    [InlineData("FTX+AAA+++DBML'", "FTX+'", SensitiveKind.Health)]
    [InlineData("LTS+14/A/SR/SSR MOMLUTHK1 CMNCDG'", "LTS+'", SensitiveKind.Belief)]
    public void A_request_that_reveals_health_or_belief_keeps_its_tag_only(string segment, string expected, SensitiveKind kind) => Redacts(segment, expected, kind);

    [Theory]
    [InlineData("DOC+P:110:111+4111111111111111'")]
    [InlineData("RFF+YZY:4111111111111111'")]
    [InlineData("TKT+4111111111111111:T'")]
    [InlineData("SSR+TKNE:HK:1:UT:::CMN:CDG:4111111111111111'")]
    [InlineData("SSR+DOCS:HK:1:UT:::::/P/UTO/411111111111111/UTO/12AUG74/F/15APR31/DEAF/MEDA'")]
    [InlineData("IFT+4:28::YY+CTCM 212612345678'")]
    [InlineData("IFT+4:28::YY+CTCM +212 6 12 34 56 78 90'")]
    [InlineData("IFT+4:28::YY+1111111111111'")]
    [InlineData("IFT+4:28::YY+0000000000000000'")]
    [InlineData("FOP+CA::100.00+GR::350.00'")]
    [InlineData("TIF+DEAF+MEDA:A:1'")]
    [InlineData("SSR+CHML:HK:1'")]
    public void Everything_else_stays(string segment) => Redacts(segment, segment, null);

    [Fact]
    public void Every_code_of_the_table_is_found()
    {
        SensitiveCodes.All.Count.ShouldBeGreaterThan(40);
        foreach (var code in SensitiveCodes.All)
        {
            Redact(Before + $"SSR+{code}:HK:1'" + After).ShouldBe(Before + "SSR+'" + After, code);
        }
    }

    [Fact]
    public void A_card_number_put_anywhere_in_free_text_never_survives()
    {
        var text = Gen.Elements(" -./A1234567890é?:+".ToCharArray()).ArrayOf().Select(characters => new string(characters));
        var lengths = Gen.Choose(13, 19);
        var card = from length in lengths
                   from first in Gen.Choose(1, 9)
                   from digits in Gen.Choose(0, 9).ArrayOf(length - 2)
                   select WithCheckDigit($"{first}{string.Concat(digits)}");
        var cases = from tag in Gen.Elements("FTX+AAA+++", "IFT+4:28::UT+", "LTS+", "SSR+OTHS::::::::", "FOP+MS::1.00:")
                    from before in text
                    from number in card
                    from after in text
                    select (tag, before, number, after);

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(1_000), Prop.ForAll(cases.ToArbitrary(), each =>
        {
            // A release character right before the number would only be taken for its own.
            var message = Before + each.tag + each.before.TrimEnd('?') + each.number + each.after.TrimEnd('?') + "'" + After;
            return !Redact(message).Contains(each.number, StringComparison.Ordinal);
        }));
    }

    [Fact]
    public void Redaction_changes_no_person_and_redacting_twice_changes_nothing()
    {
        var edit = from at in Gen.Choose(0, List.Length)
                   from removed in Gen.Choose(0, 9)
                   from added in Gen.Elements("", "'", "+", ":", "?", "\n", "UNH+", "FTX+AAA+++KSML", "SSR+WCHR'", "\nNAD+FL+++X:Y'", "4111111111111111", "é", "\uD800", "\0", "*")
                   select (at, removed, added);
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(1_000), Prop.ForAll(edit.ListOf().ToArbitrary(), edits =>
        {
            var text = edits.Aggregate(List, (before, each) =>
                before[..Math.Min(each.at, before.Length)] + each.added + before[Math.Min(each.at + each.removed, before.Length)..]);
            return new[] { Encoding.UTF8, Encoding.Latin1, Encoding.Unicode }.All(encoding =>
            {
                var bytes = encoding.GetBytes(text);
                var once = SensitiveElements.Redact(bytes).Bytes.ToArray();
                var twice = SensitiveElements.Redact(once);
                return twice.Counts.Count == 0 && twice.Bytes.Span.SequenceEqual(once) && People(once) == People(bytes);
            });
        }));
    }

    [Fact]
    public void Bytes_of_any_encoding_survive()
    {
        var body = Encoding.Latin1.GetBytes(Before + "TIF+D\u00D6E\u0085\u00A0+\u00FF'" + "FTX+AAA+++" + Card + "'" + After);
        foreach (var bytes in new[] { body, Encoding.UTF8.GetBytes(Encoding.Latin1.GetString(body)), [0xEF, 0xBB, 0xBF, .. body], Encoding.Unicode.GetBytes(Encoding.Latin1.GetString(body)), Encoding.BigEndianUnicode.GetBytes(Encoding.Latin1.GetString(body)) })
        {
            var redacted = SensitiveElements.Redact(bytes).Bytes.ToArray();
            redacted.Length.ShouldBe(bytes.Length);
            redacted.Zip(bytes).Count(pair => pair.First != pair.Second).ShouldBe(Card.Length);
        }
    }

    [Fact]
    public void Any_bytes_at_all_are_redacted_without_an_error()
    {
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(500), Prop.ForAll(Gen.Choose(0, 255).Select(value => (byte)value).ArrayOf().ToArbitrary(), bytes =>
            SensitiveElements.Redact(bytes).Counts.Values.All(count => count > 0)));
    }

    [Fact]
    public void What_stands_outside_an_interchange_holds_no_card_either()
    {
        Redact("QN " + Card + "\n" + Before + After + Card).ShouldBe("QN XXXXXXXXXXXXXXXX\n" + Before + After + "XXXXXXXXXXXXXXXX");
    }

    [Fact]
    public void Messages_of_real_systems_keep_their_people_and_lose_their_cards()
    {
        foreach (var path in new[] { "paxlst", "pnrgov" }.SelectMany(folder => Directory.EnumerateFiles(RealData.Path(folder), "*", SearchOption.AllDirectories)).Where(path => Path.GetExtension(path) is ".edi" or ".txt"))
        {
            var bytes = File.ReadAllBytes(path);
            var redacted = SensitiveElements.Redact(bytes);
            People(redacted.Bytes.ToArray()).ShouldBe(People(bytes), path);
            TestContext.Current.TestOutputHelper?.WriteLine($"{Path.GetFileName(path)}\t{string.Join(' ', redacted.Counts.Select(count => $"{count.Key}={count.Value}"))}");
        }
    }

    private static void Redacts(string segment, string expected, SensitiveKind? kind)
    {
        var redacted = SensitiveElements.Redact(Encoding.UTF8.GetBytes(Before + segment + After));

        Encoding.UTF8.GetString(redacted.Bytes.Span).ShouldBe(Before + expected + After);
        redacted.Counts.Keys.ShouldBe(kind is null ? [] : [kind.Value]);
    }

    private static string Redact(string text) => Encoding.UTF8.GetString(SensitiveElements.Redact(Encoding.UTF8.GetBytes(text)).Bytes.Span);

    private static string WithCheckDigit(string digits)
    {
        var sum = digits.Reverse().Select((digit, i) => (digit - '0') * (i % 2 == 0 ? 2 : 1)).Sum(value => value > 9 ? value - 9 : value);
        return $"{digits}{(10 - (sum % 10)) % 10}";
    }

    /// <summary>All that is read of all people, or what refuses the message.</summary>
    private static string People(byte[] bytes)
    {
        try
        {
            return string.Join('\n', PaxlstManifests.Read(new MemoryStream(bytes), new Journal(), new DateOnly(2026, 3, 1)).SelectMany(manifest => manifest.People).Select(person =>
                $"{person.Id} {person.Role} {person.Locator} {person.PassengerReference} {person.Seat} {person.Embarkation} {person.Debarkation} {person.IsReference} "
                + $"{person.Traveller?.Crossing} {person.Traveller?.Subject.Names[0]} {string.Join(',', person.Traveller?.Subject.BirthDates ?? [])} "
                + string.Join(',', person.Traveller?.Subject.Documents ?? [])));
        }
        catch (UnreadableInputException fault)
        {
            return fault.Message;
        }
    }
}
