using System.Text;
using Entente.Formats.Edifact;

namespace Entente.Formats.Tests.Edifact;

public sealed class EdifactSegmentsTests
{
    private const string Message = "UNA:+.? 'UNB+UNOA:4+A+B+261121:0130+1'\r\nUNH+1+PAXLST'\nNAD+FL+++O?'NEIL:ANNA'DTM+329:910306'UNT+4+1'UNZ+1+1'";

    [Fact]
    public void Divides_a_message_into_segments_as_they_stand_there()
    {
        var segments = EdifactSegments.Read(Encoding.ASCII.GetBytes(Message), 0, 100, out var total);
        total.ShouldBe(6);
        segments.Select(s => s.Tag).ShouldBe(["UNB", "UNH", "NAD", "DTM", "UNT", "UNZ"]);
        segments.Select(s => s.Number).ShouldBe([1, 2, 3, 4, 5, 6]);
        segments[2].Raw.ShouldBe("NAD+FL+++O?'NEIL:ANNA'");
        segments[3].Qualifier.ShouldBe("329");
    }

    [Fact]
    public void Gives_a_page_of_them_and_how_many_there_are()
    {
        var segments = EdifactSegments.Read(Encoding.ASCII.GetBytes(Message), 2, 2, out var total);
        total.ShouldBe(6);
        segments.Select(s => s.Tag).ShouldBe(["NAD", "DTM"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("UNB+")]
    [InlineData("no message at all")]
    [InlineData("UNB+UNOA:4+A'NAD+FL")]
    public void Throws_for_nothing(string message) => EdifactSegments.Read(Encoding.UTF8.GetBytes(message), 0, 10, out _).Count.ShouldBeLessThan(3);
}
