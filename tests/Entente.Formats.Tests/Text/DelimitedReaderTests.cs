using Entente.Formats.Reading;
using Entente.Formats.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Entente.Formats.Tests.Text;

public sealed class DelimitedReaderTests
{
    [Theory]
    [InlineData("a,b\n1,2\n", "a|b", "1|2")]
    [InlineData("a;b\r\n1;2\r\n", "a|b", "1|2")]
    [InlineData("a\tb\r1\t2", "a|b", "1|2")]
    [InlineData("\n\na,b\n\n1,2\n\n", "a|b", "1|2")]
    [InlineData("a,b\n\"1,1\",\"say \"\"no\"\"\"\n", "a|b", "1,1|say \"no\"")]
    [InlineData("a,b\n\"one\r\ntwo\",\"\"\n", "a|b", "one\r\ntwo|")]
    [InlineData("a,b\n,\n", "a|b", "|")]
    [InlineData("a,b\nO\"Neil,x\n", "a|b", "O\"Neil|x")]
    [InlineData("a,b\n\"1\"st,x\n", "a|b", "1st|x")]
    public void Reads_what_spreadsheets_write(string text, params string[] expected) =>
        Records(text, out _).ShouldBe(expected);

    [Fact]
    public void Says_on_which_line_a_record_begins()
    {
        using var reader = new DelimitedReader(new StringReader("a\r\n\r\n\"b\r\nb\"\r\nc"), ',', new Journal());
        var lines = new List<int>();
        while (reader.Read())
        {
            lines.Add(reader.Line);
        }

        lines.ShouldBe([1, 3, 5]);
    }

    [Fact]
    public void Loses_one_line_to_a_quote_that_is_never_closed()
    {
        Records("a,b\n1,\"two\n3,4\n5,6\n", out var journal).ShouldBe(["a|b", "3|4", "5|6"]);

        journal.Findings.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            finding => finding.Code.ShouldBe("quote-not-closed"),
            finding => finding.Place.ShouldBe("line 2"),
            finding => finding.Refused.ShouldBeTrue());
    }

    [Fact]
    public void Skips_a_row_of_a_million_columns()
    {
        Records("a,b\n" + new string(',', 1_000_000) + "\n3,4\n", out var journal).ShouldBe(["a|b", "3|4"]);

        journal.Counts["record-too-long"].ShouldBe(1);
    }

    [Fact]
    public void Skips_an_endless_line_in_flat_memory()
    {
        using var reader = new DelimitedReader(new InputText(Input.Endless("a,b\n1,2\n", "x", 30_000_000), new Journal()), ',', new Journal());
        var before = GC.GetAllocatedBytesForCurrentThread();

        reader.Read().ShouldBeTrue();
        reader.Read().ShouldBeTrue();
        reader.Read().ShouldBeFalse();

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(40_000_000);
    }

    [Fact]
    public void A_hostile_file_cannot_buy_endless_second_looks_with_quotes()
    {
        var journal = new Journal();
        using var reader = new DelimitedReader(new InputText(Input.Endless("a,b\n", $"x\",\"{new string('y', 2000)}\n", 30_000_000), journal), ',', journal);

        while (reader.Read())
        {
            reader.FieldCount.ShouldBePositive();
        }

        journal.Refused.ShouldBeInRange(100, 200);
    }

    [Fact]
    public void Reads_back_whatever_fields_were_written()
    {
        var field = ArbMap.Default.GeneratorFor<NonNull<string>>().Select(text => text.Get.Replace("\0", ""));
        var records = field.NonEmptyListOf().Where(fields => fields.Count < 100).ListOf();

        Prop.ForAll(records.ToArbitrary(), written =>
        {
            var text = string.Concat(written.Select(fields => string.Join(',', fields.Select(Quoted)) + "\r\n"));
            return Records(text, out var journal, ',').SequenceEqual(written.Select(fields => string.Join('|', fields))) && journal.Read == 0;
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Reads_any_text_whatever() =>
        Prop.ForAll<string>(text => Records(text ?? "", out _).TrueForAll(record => record is not null)).QuickCheckThrowOnFailure();

    private static string Quoted(string field) => $"\"{field.Replace("\"", "\"\"")}\"";

    private static List<string> Records(string text, out Journal journal, char? separator = null)
    {
        journal = new Journal();
        using var reader = new DelimitedReader(new StringReader(text), separator, journal);
        var records = new List<string>();
        while (reader.Read())
        {
            var current = reader;
            records.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(field => current[field].ToString())));
        }
        return records;
    }
}
