using Entente.Formats.DataSets;
using Entente.Formats.Reading;
using FsCheck;
using FsCheck.Fluent;

namespace Entente.Formats.Tests.DataSets;

public sealed class AmountsTests
{
    [Theory]
    [InlineData("1.5|1,234.5|2,000,000|7", "1.5|1234.5|2000000|7", "")]
    [InlineData("1,5|1.234,5|2.000.000|7", "1.5|1234.5|2000000|7", "decimal-comma-assumed")]
    [InlineData("1,234|12,000", "1234|12000", "thousands-comma-assumed")]
    [InlineData("1.234|12", "1.234|12", "")]
    [InlineData("1,5|1,234|1.234", "1.5|1.234|1234", "decimal-comma-assumed")]
    [InlineData("1.5|1,234|1.234", "1.5|1234|1.234", "")]
    [InlineData("1.5|2,5|1,234|9", "1.5|2.5||9", "decimal-signs-mixed")]
    [InlineData("1,234|1.234", "|", "decimal-signs-mixed")]
    [InlineData("1 234,5|1'234|0,123|1234,567", "1234.5|1234|0.123|1234.567", "decimal-comma-assumed")]
    [InlineData("-1|a|1e5|5 apples", "|||", "")]
    public void What_a_comma_means_the_table_itself_decides(string texts, string expected, string note)
    {
        var journal = new Journal();
        var numbers = texts.Split('|');
        var amounts = Amounts.Of(numbers, journal);

        string.Join('|', numbers.Select(n => amounts.Read(n)?.ToString())).ShouldBe(expected);
        string.Join('|', journal.Counts.Keys).ShouldBe(note);
    }

    [Fact]
    public void What_is_written_with_a_comma_is_read_as_what_is_written_with_a_point()
    {
        // One place behind the sign is never mistaken for thousands.
        var tenths = Gen.Choose(0, 100_000_000).Select(n => n / 10m).NonEmptyListOf();

        Prop.ForAll(tenths.ToArbitrary(), numbers =>
        {
            var point = numbers.Select(n => n.ToString("#,##0.0")).ToList();
            var comma = point.Select(n => n.Replace(',', ' ').Replace('.', ',')).ToList();
            Read(point).ShouldBe(numbers);
            Read(comma).ShouldBe(numbers);
        }).QuickCheckThrowOnFailure();
    }

    private static IEnumerable<decimal> Read(List<string> texts)
    {
        var amounts = Amounts.Of(texts, new Journal());
        return texts.Select(t => amounts.Read(t) ?? throw new InvalidOperationException("The number was not read."));
    }
}
