using Entente.Formats.Regions;
using Entente.Formats.Spending;
using FsCheck;
using FsCheck.Fluent;

namespace Entente.Formats.Tests.Spending;

public sealed class SpendingSeriesTests
{
    private static readonly Party Utopia = new("Utopia", "UTO");

    private static readonly Measure Gdp = new(MeasureKind.GrossDomesticProduct, "usd");

    private static readonly Measure Index = new(MeasureKind.PriceIndex);

    private static readonly Gen<SpendingPoint> Points =
        from standing in Gen.Elements(Enum.GetValues<Standing>())
        from value in Gen.Choose(1, 100_000)
        select new SpendingPoint(0, standing < Standing.NotAvailable ? value / 10m : null, standing);

    [Fact]
    public void A_year_that_the_source_does_not_list_is_a_gap_and_not_nought()
    {
        var series = SpendingSeries.Of(
            [Figure(2020, 5), Figure(2022, 7), new SpendingRecord(Utopia, 2023, Measure.CurrentUsd, null, Standing.NotAvailable)], Utopia, Measure.CurrentUsd, 2019, 2023);

        series.Points.Select(p => $"{p.Year} {p.Value} {p.Standing}").ShouldBe([
            "2019  NotListed", "2020 5 Stated", "2021  NotListed", "2022 7 Stated", "2023  NotAvailable"]);
    }

    [Fact]
    public void The_share_of_the_product_is_in_per_cent()
    {
        var share = SpendingSeries.ShareOfGdp(Series(Measure.CurrentUsd, 20m, 30m), Series(Gdp, 1000m, 1000m));

        share.Measure.ShouldBe(Measure.ShareOfGdp);
        share.Points.Select(p => p.Value).ShouldBe([2m, 3m]);
    }

    [Fact]
    public void Constant_prices_leave_the_base_year_as_it_is_and_take_out_the_rise_of_prices()
    {
        var constant = SpendingSeries.AtConstantPrices(Series(Measure.CurrentUsd, 100m, 110m, 121m), Series(Index, 100m, 110m, 121m), 2002);

        constant.Measure.ShouldBe(Measure.ConstantUsd(2002));
        constant.Points.Select(p => Math.Round(p.Value ?? 0, 10)).ShouldBe([121m, 121m, 121m]);
    }

    [Fact]
    public void What_is_computed_has_a_figure_exactly_where_all_its_parts_have_one_and_is_as_unsure_as_the_least_sure_of_them()
    {
        var pairs = Points.Two().NonEmptyListOf().ToArbitrary();
        Prop.ForAll(pairs, list =>
        {
            var spending = new SpendingSeries(Utopia, Measure.CurrentUsd, [.. list.Select((p, i) => p.Item1 with { Year = 2000 + i })]);
            var product = new SpendingSeries(Utopia, Gdp, [.. list.Select((p, i) => p.Item2 with { Year = 2000 + i })]);

            var share = SpendingSeries.ShareOfGdp(spending, product);

            share.Points.Count.ShouldBe(list.Count);
            foreach (var (point, (a, b)) in share.Points.Zip(list))
            {
                (point.Value is not null).ShouldBe(a.Value is not null && b.Value is not null);
                point.Standing.ShouldBe((Standing)Math.Max((int)a.Standing, (int)b.Standing));
            }
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_share_times_the_product_is_the_spending_again()
    {
        var amounts = Gen.Choose(1, 1_000_000).Select(n => n / 10m).Two().NonEmptyListOf().ToArbitrary();
        Prop.ForAll(amounts, list =>
        {
            var share = SpendingSeries.ShareOfGdp(Series(Measure.CurrentUsd, [.. list.Select(p => p.Item1)]), Series(Gdp, [.. list.Select(p => p.Item2)]));
            share.Points.Zip(list).ShouldAllBe(p => Math.Abs(((p.First.Value ?? 0) * p.Second.Item2 / 100) - p.Second.Item1) < 0.000001m);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_product_of_nought_gives_no_share() =>
        SpendingSeries.ShareOfGdp(Series(Measure.CurrentUsd, 20m), Series(Gdp, 0m)).Points[0].ShouldBe(new SpendingPoint(2000, null, Standing.NotAvailable));

    [Fact]
    public void Series_of_two_currencies_or_countries_give_no_share()
    {
        Should.Throw<ArgumentException>(() => SpendingSeries.ShareOfGdp(Series(Measure.CurrentUsd, 20m), Series(new Measure(MeasureKind.GrossDomesticProduct, "mad"), 1m)));
        Should.Throw<ArgumentException>(() => SpendingSeries.ShareOfGdp(Series(Measure.CurrentUsd, 20m), Series(Gdp, 1m) with { Party = new("Arvenia", "") }));
    }

    [Fact]
    public void Countries_side_by_side_show_their_last_figure_with_its_year_and_those_without_one_come_last()
    {
        var long_ago = new SpendingSeries(new("Arvenia", ""), Measure.ShareOfGdp, [new(2000, 4, Standing.Estimated), new(2001, null, Standing.NotAvailable), new(2002, null, Standing.NotListed)]);
        var none = new SpendingSeries(new("Nemora", ""), Measure.ShareOfGdp, [new(2000, null, Standing.NoState), new(2001, null, Standing.NoState), new(2002, null, Standing.NotListed)]);
        var compared = SpendingComparison.Of([none, Series(Measure.ShareOfGdp, 2m, 2.5m, 3m), long_ago]);

        compared.Select(c => $"{c.Party.Name} {c.Latest?.Year} {c.Latest?.Value} {c.Change} {c.Gaps} {c.Unsure}").ShouldBe([
            "Arvenia 2000 4  2 1", "Utopia 2002 3 50.0 0 0", "Nemora    3 0"]);
    }

    private static SpendingRecord Figure(int year, decimal value) => new(Utopia, year, Measure.CurrentUsd, value, Standing.Stated);

    private static SpendingSeries Series(Measure measure, params decimal[] values) =>
        new(Utopia, measure, [.. values.Select((value, i) => new SpendingPoint(2000 + i, value, Standing.Stated))]);
}
