using System.Net.Http.Json;
using System.Text.Json;
using Entente.Formats.Spending;
using Entente.Node.Accounts;
using Entente.Node.Desk;
using Entente.Node.Partnership.Spending;

namespace Entente.Node.Tests.Partnership.Spending;

public sealed class ChartTests
{
    private static readonly string Samples = Path.Combine(AppContext.BaseDirectory[..AppContext.BaseDirectory.IndexOf($"{Path.DirectorySeparatorChar}tests{Path.DirectorySeparatorChar}", StringComparison.Ordinal)], "samples");

    [Theory]
    [InlineData("en", "ltr")]
    [InlineData("fr", "ltr")]
    [InlineData("ar", "rtl")]
    [InlineData("es", "ltr")]
    public async Task Every_chart_has_its_source_and_limits_beneath_and_its_numbers_as_a_table(string language, string direction)
    {
        await using var node = await RunningNode.StartAsync("L1,Nadia Choukri,primary,,,,");
        using var officer = node.As("petra", Role.Programme);
        officer.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);
        var spending = await officer.TakeAsync("Spending", await File.ReadAllBytesAsync(Path.Combine(Samples, "spending.csv")));
        var transfers = await officer.TakeAsync("Transfers", await File.ReadAllBytesAsync(Path.Combine(Samples, "transfers.csv")));

        foreach (var path in (string[])[$"set={spending}&near=Arvenia", $"set={spending}&near=UTO&measure=computed:constant_2025_usd_m&from=2015&to=2020", $"set={transfers}", $"set={transfers}&near=UTO&side=supplier&by=deals"])
        {
            var page = await officer.GetStringAsync($"/desk/programme/charts?{path}");

            page.ShouldContain($"dir=\"{direction}\"");
            var charts = page.Split("class=\"chart card\"").Length + page.Split("class=\"card chart\"").Length - 2;
            charts.ShouldBeGreaterThanOrEqualTo(2);
            page.Split("class=\"source-note\"").Length.ShouldBe(charts + 1);
            page.Split("Invented").Length.ShouldBe(charts + 1);
            page.Split("role=\"img\"").Length.ShouldBe(page.Split("class=\"chart-numbers\"").Length);
        }
    }

    [Fact]
    public async Task Shares_of_the_product_are_computed_where_the_source_has_none_and_gaps_stay_gaps()
    {
        await using var node = await RunningNode.StartAsync("L1,Nadia Choukri,primary,,,,");
        using var officer = node.As("petra", Role.Programme);
        var id = await officer.TakeAsync("Spending", "country,year,current_usd_m,gdp_usd_m,price_index\nUtopia,2019,20,1000,100\nUtopia,2020,...,1100,110\nUtopia,2021,33,1200,120\nUtopia,2022,30,...,\n");

        var share = await officer.SeriesAsync(id, "measure=computed:share_of_gdp&country=UTO");
        share.GetProperty("measures").EnumerateArray().Select(m => m.GetString()).ShouldBe(["current_usd_m", "computed:share_of_gdp", "computed:constant_2021_usd_m"]);
        PointsOf(share).ShouldBe(["2019 2 stated", "2020  not-available", "2021 2.75 stated", "2022  not-available"]);

        PointsOf(await officer.SeriesAsync(id, "measure=computed:constant_2021_usd_m&country=UTO&to=2020")).ShouldBe(["2019 24 stated", "2020  not-available"]);
    }

    [Fact]
    public async Task A_country_without_known_borders_stands_beside_those_of_its_region_and_the_page_says_so()
    {
        await using var node = await RunningNode.StartAsync("L1,Nadia Choukri,primary,,,,");
        using var officer = node.As("petra", Role.Programme);
        await officer.TakeAsync("Spending", "country,year,measure,value,region\nUtopia,2020,share_of_gdp,2,Inner Sea\nArvenia,2020,share_of_gdp,3,Inner Sea\nFarland,2020,share_of_gdp,4,Outer Sea\n");

        var page = await officer.GetStringAsync("/desk/programme/charts?near=UTO");

        var table = page[page.IndexOf("id=\"beside\"", StringComparison.Ordinal)..page.IndexOf("id=\"beside-lines\"", StringComparison.Ordinal)];
        table.ShouldContain("in the same region");
        table.IndexOf("Arvenia", StringComparison.Ordinal).ShouldBeLessThan(table.IndexOf("<bdi>Utopia", StringComparison.Ordinal));
        table.ShouldNotContain("Farland");
    }

    [Fact]
    public async Task Neighbours_that_the_source_does_not_have_are_named()
    {
        await using var node = await RunningNode.StartAsync("L1,Nadia Choukri,primary,,,,");
        using var officer = node.As("petra", Role.Programme);
        await officer.TakeAsync("Spending", "country,year,measure,value\nPortugal,2020,share_of_gdp,2\nFrance,2020,share_of_gdp,3\n");

        (await officer.GetStringAsync("/desk/programme/charts?near=PRT")).ShouldContain("Not in this data set: ESP.");
    }

    [Fact]
    public async Task The_recipients_of_a_region_are_ranked_over_the_period_that_was_asked_for()
    {
        await using var node = await RunningNode.StartAsync("L1,Nadia Choukri,primary,,,,");
        using var officer = node.As("petra", Role.Programme);
        var id = await officer.TakeAsync("Register", "supplier,recipient,delivery_year,tiv\nFrance,Mali,2019,1\nFrance,Senegal,2020,5\nSpain,Mali,2020;2021,9\nFrance,Mali,2020,2\nFrance,Morocco,2020,50\n");

        var ranking = await officer.RankingAsync(id, "region=western-africa&from=2020&to=2020");
        ranking.GetProperty("rows").EnumerateArray().Select(r => $"{r.GetProperty("rank")} {r.GetProperty("party").GetProperty("code")} {r.GetProperty("tiv")} {r.GetProperty("notAllotted")}").ShouldBe(["1 SEN 5 0", "2 MLI 2 9"]);
        (await officer.RankingAsync(id, "near=MLI&by=deals")).GetProperty("rows").EnumerateArray().Select(r => r.GetProperty("party").GetProperty("code").GetString()).ShouldBe(["MLI", "SEN"]);
    }

    [Theory]
    [InlineData("?set=none&measure=none&country=none&near=none&from=-5&to=99999")]
    [InlineData("?from=2020&to=2010&region=none&side=none&by=none")]
    [InlineData("?country=%3Cscript%3E&near=%3Cscript%3E")]
    public async Task What_is_not_there_is_left_out_of_the_choice(string query)
    {
        await using var node = await RunningNode.StartAsync("L1,Nadia Choukri,primary,,,,");
        using var officer = node.As("petra", Role.Programme);
        (await officer.GetStringAsync($"/desk/programme/charts{query}")).ShouldContain("There are no figures yet");
        await officer.TakeAsync("A", await File.ReadAllBytesAsync(Path.Combine(Samples, "spending.csv")));
        (await officer.GetStringAsync($"/desk/programme/charts{query}")).ShouldContain("chart-picture");
        await officer.StepAsync((await officer.StatesAsync())[0].Split(' ')[0], "undo");
        await officer.TakeAsync("B", await File.ReadAllBytesAsync(Path.Combine(Samples, "transfers.csv")));
        var page = await officer.GetStringAsync($"/desk/programme/charts{query}");
        page.ShouldContain("chart-picture");
        page.ShouldNotContain("<script>");
    }

    [Fact]
    public async Task The_real_register_gives_the_ranking_that_its_own_columns_give()
    {
        var folder = Environment.GetEnvironmentVariable("ENTENTE_DATA");
        Assert.SkipWhen(folder is null, "ENTENTE_DATA does not name the folder of published data.");
        var file = await File.ReadAllBytesAsync(Path.Combine(folder!, "sipri/trade_register_nw_africa_1995_2025.csv"));
        await using var node = await RunningNode.StartAsync("L1,Nadia Choukri,primary,,,,");
        using var officer = node.As("petra", Role.Programme);

        var id = await officer.TakeAsync("Register", file);
        var rows = (await officer.RankingAsync(id, "region=northern-africa&from=1995&to=2025")).GetProperty("rows").EnumerateArray().ToList();

        rows.Take(3).Select(r => $"{r.GetProperty("party").GetProperty("name")} {r.GetProperty("tiv").GetDecimal():0.##}").ShouldBe(Expected(file, ["Egypt", "Algeria", "Morocco"]));
        (await officer.GetStringAsync($"/desk/programme/charts?set={id}")).ShouldContain("Egypt");
    }

    [Fact]
    public void A_line_breaks_at_a_gap_and_is_dashed_to_and_from_what_is_not_sure()
    {
        var lines = new FigureLines("x", "X", "", [new FigureLine("Utopia", [new(2000, 1, Standing.Stated), new(2001, 2, Standing.Stated), new(2002, null, Standing.NotAvailable), new(2003, 3, Standing.Stated), new(2004, 3, Standing.Estimated), new(2005, 3, Standing.Stated)], 0)]);
        var points = new LineDrawing(lines, Words.All["en"]).PointsOf(lines.Lines[0]);

        points.Count(p => p is not null).ShouldBe(5);
        LineDrawing.PathOf(points, dashed: false).Count(c => c == 'M').ShouldBe(1);
        LineDrawing.PathOf(points, dashed: true).Count(c => c == 'M').ShouldBe(2);
    }

    [Fact]
    public void A_country_keeps_its_mark_on_a_page_and_no_two_have_the_same()
    {
        string[] keys = ["a", "b", "c", "d", "e", "f", "g", "h"];
        var series = keys.Reverse().Select(k => new SpendingSeries(new(k, ""), Formats.Spending.Measure.ShareOfGdp, [])).ToList();

        var lines = FigureLine.Of(series, ["x", "b", "y", "a"]);

        (lines.Single(l => l.Name == "b").Mark, lines.Single(l => l.Name == "a").Mark).ShouldBe((1, 3));
        lines.Select(l => l.Mark).Order().ShouldBe(Enumerable.Range(0, 8));
    }

    [Fact]
    public void Years_run_from_the_right_where_the_language_does()
    {
        var lines = new FigureLines("x", "X", "", [new FigureLine("Utopia", [new(2000, 1, Standing.Stated), new(2001, 2, Standing.Stated)], 0)]);

        new LineDrawing(lines, Words.All["en"]).PointsOf(lines.Lines[0]).Select(p => p?.X).ShouldBeInOrder(SortDirection.Ascending);
        new LineDrawing(lines, Words.All["ar"]).PointsOf(lines.Lines[0]).Select(p => p?.X).ShouldBeInOrder(SortDirection.Descending);
    }

    [Theory]
    [InlineData("0", 0.001)]
    [InlineData("2.7", 0.5)]
    [InlineData("6", 1)]
    [InlineData("11", 2)]
    [InlineData("26700", 5000)]
    public void An_axis_has_round_steps(string largest, double step) => LineDrawing.StepOf(decimal.Parse(largest)).ShouldBe((decimal)step);

    [Theory]
    [InlineData("en", "12345.678", "12,346")]
    [InlineData("en", "3.456", "3.46")]
    [InlineData("fr", "12.34", "12,3")]
    [InlineData("es", "12345", "12.345")]
    [InlineData("ar", "0.5", "0,50")]
    [InlineData("en", "-0.004", "0.00")]
    [InlineData("en", "9.999", "10.00")]
    public void Figures_are_written_as_the_language_writes_them(string language, string value, string expected) => FigureText.Of(Words.All[language], decimal.Parse(value)).ShouldBe(expected);

    private static string[] PointsOf(JsonElement answer) =>
        [.. answer.GetProperty("series")[0].GetProperty("points").EnumerateArray().Select(p => $"{p.GetProperty("year")} {(p.GetProperty("value").ValueKind == JsonValueKind.Null ? "" : p.GetProperty("value").GetDecimal().ToString("0.##"))} {p.GetProperty("standing")}")];

    private static string[] Expected(byte[] file, string[] names)
    {
        var lines = System.Text.Encoding.UTF8.GetString(file).Split('\n').Select(l => l.Trim('\r').Split(',')).Where(f => f.Length == 17 && char.IsAsciiDigit(f[0][0])).ToList();
        return [.. names.Select(name => $"{name} {lines.Where(f => f[2] == name && f[15].Length > 0).Sum(f => decimal.Parse(f[15])):0.##}")];
    }
}
