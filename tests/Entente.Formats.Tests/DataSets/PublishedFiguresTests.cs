using System.Globalization;
using Entente.Formats.DataSets;
using Entente.Formats.Transfers;

namespace Entente.Formats.Tests.DataSets;

/// <summary>
/// Counts and totals of the files that SIPRI publishes, which are not in this repository. They are counted here in another way than the readers
/// count: by cutting lines at commas, in integers of a thousandth, without looking at a header.
/// </summary>
public sealed class PublishedFiguresTests
{
    [Fact]
    public void Every_line_of_the_trade_register_below_its_header_is_one_transfer()
    {
        var contents = Sets.ReadPublished(Sets.Register);

        contents.Format.ShouldBe("sipri-register");
        contents.Transfers.Count.ShouldBe(RegisterLines().Count);
        contents.Journal.Refused.ShouldBe(0);
        contents.Journal.Dated.ShouldBe(new DateOnly(2026, 2, 12));
        contents.Preamble.Count.ShouldBe(10);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(5)]
    public void The_volumes_of_the_register_sum_to_those_of_its_lines_by_any_column(int column)
    {
        var contents = Sets.ReadPublished(Sets.Register);
        Func<TransferRecord, string> key = column switch
        {
            1 => t => t.Supplier.Name,
            2 => t => t.Recipient.Name,
            5 => t => t.Category,
            _ => t => t.DeliveryYears[0].ToString(CultureInfo.InvariantCulture),
        };

        var read = contents.Transfers.GroupBy(key).ToDictionary(g => g.Key, g => g.Sum(t => t.Tiv ?? 0));
        var expected = RegisterLines().GroupBy(f => f[column].TrimEnd('*')).ToDictionary(g => g.Key, g => g.Sum(f => Thousandths(f[15])) / 1000m);

        read.ShouldBe(expected, ignoreOrder: true);
    }

    [Theory]
    [InlineData(7, TransferDoubts.OrderYear)]
    [InlineData(9, TransferDoubts.Number)]
    [InlineData(11, TransferDoubts.DeliveryYear)]
    public void Every_yes_of_the_register_is_a_doubt(int column, TransferDoubts doubt) =>
        Sets.ReadPublished(Sets.Register).Transfers.Count(t => t.Doubts.HasFlag(doubt)).ShouldBe(RegisterLines().Count(f => f[column] == "Yes"));

    [Fact]
    public void A_mark_that_the_register_leaves_empty_is_not_taken_for_no() =>
        Sets.ReadPublished(Sets.Register).Transfers.Count(t => t.Doubts.HasFlag(TransferDoubts.NotSaid))
            .ShouldBe(RegisterLines().Count(f => f[7].Length == 0 || f[9].Length == 0 || f[11].Length == 0));

    [Fact]
    public void The_only_parties_of_the_register_without_a_code_are_no_countries() =>
        Sets.ReadPublished(Sets.Register).Transfers.SelectMany(t => new[] { t.Supplier, t.Recipient }).Where(p => p.Code.Length == 0).Select(p => p.Name).Distinct()
            .ShouldBe(["unknown supplier(s)"]);

    [Fact]
    public void The_largest_recipient_of_the_register_is_the_one_with_the_largest_sum_of_its_column()
    {
        var lines = RegisterLines();
        var expected = lines.GroupBy(f => f[2]).OrderByDescending(g => g.Sum(f => Thousandths(f[15]))).Select(g => g.Key);

        TransferRanking.Of(Sets.ReadPublished(Sets.Register).Transfers, TransferSide.Recipient, RankedBy.Volume, 1995, 2025).Rows.Select(r => r.Party.Name)
            .ShouldBe(expected);
    }

    [Fact]
    public void Every_line_of_the_expenditure_is_one_figure_and_they_sum_to_the_same_in_every_measure()
    {
        var contents = Sets.ReadPublished(Sets.Expenditure);
        var lines = File.ReadLines(Sets.Published(Sets.Expenditure)).Skip(1).Select(line => line.Split(',')).ToList();

        contents.Format.ShouldBe("spending-csv");
        contents.Journal.Refused.ShouldBe(0);
        contents.Journal.Counts.ShouldBeEmpty();
        contents.Spending.Count.ShouldBe(lines.Count);
        contents.Spending.GroupBy(f => f.Measure.Code).ToDictionary(g => g.Key, g => g.Sum(f => f.Value ?? 0))
            .ShouldBe(lines.GroupBy(f => f[^2]).ToDictionary(g => g.Key, g => g.Sum(f => Thousandths(f[^1])) / 1000m), ignoreOrder: true);
        contents.Spending.Select(f => f.Country.Code).Distinct().Count(code => code.Length == 3).ShouldBe(27);
    }

    private static List<string[]> RegisterLines() =>
        [.. File.ReadLines(Sets.Published(Sets.Register)).Select(line => line.TrimEnd().Split(',')).Where(f => f.Length == 17 && char.IsAsciiDigit(f[0][0]))];

    private static long Thousandths(string number)
    {
        var parts = number.Split('.');
        return number.Length == 0 ? 0 : (long.Parse(parts[0]) * 1000) + (parts.Length > 1 ? long.Parse(parts[1].PadRight(3, '0')) : 0);
    }
}
