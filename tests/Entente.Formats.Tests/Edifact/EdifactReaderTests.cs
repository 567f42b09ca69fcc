using Entente.Formats.Edifact;
using Entente.Formats.Reading;
using FsCheck;
using FsCheck.Fluent;

namespace Entente.Formats.Tests.Edifact;

public sealed class EdifactReaderTests
{
    private readonly Journal _journal = new();

    [Theory]
    [InlineData("UNA:+.? '", ":+?'")]
    [InlineData("UNA:*.? $", ":*?$")]
    [InlineData("UNA:+.\\*'", ":+\\'")]
    [InlineData("UNA;!,% ~", ";!%~")]
    [InlineData("", ":+?'")]
    [InlineData("", ":+?\"")]
    [InlineData("", ":*?$")]
    public void Any_separators_are_understood_whether_declared_or_not(string advice, string separators)
    {
        var text = advice + In(separators, "UNB+UNOA:4+ABC'UNG+PAXLST'UNH+1+PAXLST:D'FTX+a?'b?+c?:d??'UNZ'");

        Segments(text).ShouldBe(["UNB|UNOA/4|ABC", "UNG|PAXLST", "UNH|1|PAXLST/D", "FTX|" + In(separators, "a'b+c:d?"), "UNZ"]);
        _journal.Counts.ShouldBeEmpty();
    }

    [Fact]
    public void The_text_is_believed_where_it_contradicts_what_UNA_declares()
    {
        Segments("UNA:+.? 'UNB*UNOA:4*ABC$UNH*1*PAXLST:D$UNZ$").ShouldBe(["UNB|UNOA/4|ABC", "UNH|1|PAXLST/D", "UNZ"]);
        _journal.Counts.Keys.ShouldBe(["service-string-wrong"]);
    }

    [Fact]
    public void Line_breaks_between_and_inside_segments_are_noise()
    {
        Segments("\r\n UNB+UNOA:4'\r\n\r\n UNH+1+PAXLST:D'\nNAD+FL+++DO\r\nE:JANE'\nUNZ'\n")
            .ShouldBe(["UNB|UNOA/4", "UNH|1|PAXLST/D", "NAD|FL|||DOE/JANE", "UNZ"]);
        _journal.Counts.ShouldBeEmpty();
    }

    [Fact]
    public void Transport_lines_before_and_text_behind_an_interchange_are_passed_over_and_noted()
    {
        Segments("QN AAABBCC\r\n.CCDDDUNA 010203\r\nUNA:+.? 'UNB+UNOA:4'UNH+1'UNZ'\n13Nov09").ShouldBe(["UNB|UNOA/4", "UNH|1", "UNZ"]);
        _journal.Counts.ShouldBe([new("text-outside-interchange", 2)]);
    }

    [Fact]
    public void Each_interchange_of_a_file_has_its_own_separators()
    {
        Segments("UNB+UNOA:4'UNH+1'UNZ'\nUNA:*.? $UNB*UNOA:4$UNH*2:3$UNZ$").ShouldBe(["UNB|UNOA/4", "UNH|1", "UNZ", "UNB|UNOA/4", "UNH|2/3", "UNZ"]);
    }

    [Fact]
    public void An_asterisk_in_a_name_divides_nothing_unless_UNA_declares_it()
    {
        Segments("UNB+UNOA:4'UNH+1'NAD+A*B'UNZ'")[2].ShouldBe("NAD|A*B");
        Segments("UNA:+.?*'UNB+UNOA:4'UNH+1'NAD+A*B+C'UNZ'")[2].ShouldBe("NAD|A|C");
    }

    [Fact]
    public void A_lost_terminator_at_the_end_of_a_line_costs_no_segment()
    {
        Segments("UNB+UNOA:4'\nUNH+1'\nATT+2++F\nDTM+329:740812'\nUNZ'").ShouldBe(["UNB|UNOA/4", "UNH|1", "ATT|2||F", "DTM|329/740812", "UNZ"]);
        _journal.Counts.ShouldBe([new("terminator-missing", 1)]);
    }

    [Fact]
    public void A_segment_cut_by_the_end_of_the_input_is_read_and_noted()
    {
        Segments("UNB+UNOA:4'UNH+1'NAD+FL+++DOE:JA").Last().ShouldBe("NAD|FL|||DOE/JA");
        _journal.Counts.ShouldBe([new("cut-off", 1)]);
    }

    [Fact]
    public void A_segment_without_end_is_passed_over_with_bounded_memory()
    {
        var endless = "FTX+" + new string('x', 3 * EdifactReader.LongestSegment) + "'";

        Segments("UNB+UNOA:4'UNH+1'" + endless + "NAD+1'UNZ'").ShouldBe(["UNB|UNOA/4", "UNH|1", "NAD|1", "UNZ"]);
        _journal.Counts.ShouldBe([new("segment-too-long", 1)]);
    }

    [Fact]
    public void Whatever_is_released_comes_back_as_it_was()
    {
        var value = Gen.Elements('A', '+', ':', '?', '\'', '*', '.', 'é', 'ع').NonEmptyListOf().Select(characters => new string([.. characters]));
        Check.QuickThrowOnFailure(Prop.ForAll(value.ListOf().ToArbitrary(), values =>
        {
            var text = "UNA:+.?*'UNB+UNOA:4'" + string.Concat(values.Select((each, i) => $"FTX+{Escape(each)}:{i}'")) + "UNZ'";
            return Segments(text).SequenceEqual(["UNB|UNOA/4", .. values.Select((each, i) => $"FTX|{each}/{i}"), "UNZ"]);
        }));
    }

    private static string Escape(string value) =>
        string.Concat(value.Select(character => "+:?'*".Contains(character) ? $"?{character}" : $"{character}"));

    /// <summary>The text with the usual separators replaced by others.</summary>
    private static string In(string separators, string text) => string.Concat(text.Select(character =>
        ":+?'".IndexOf(character) is >= 0 and var which ? separators[which] : character));

    private List<string> Segments(string text)
    {
        var reader = new EdifactReader(new StringReader(text), _journal);
        var segments = new List<string>();
        while (reader.Read())
        {
            segments.Add(Write(reader));
        }

        return segments;
    }

    private static string Write(EdifactReader reader)
    {
        const int most = 8;
        var elements = Enumerable.Range(0, most).Select(element =>
            string.Join('/', Enumerable.Range(0, most).Select(component => reader[element, component].ToString())).TrimEnd('/'));
        return string.Join('|', elements).TrimEnd('|');
    }
}
