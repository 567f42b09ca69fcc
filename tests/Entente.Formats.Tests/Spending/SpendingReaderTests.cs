using Entente.Formats.Spending;
using Entente.Formats.Tests.DataSets;

namespace Entente.Formats.Tests.Spending;

public sealed class SpendingReaderTests
{
    private const string Sheet = """
        Military expenditure by country, in constant (2023) US$ m., 1949-2024,,,,,
        "Figures in blue are SIPRI estimates. Figures in red indicate highly uncertain data.",,,,,,
        """ + "\n\"\"\"...\"\" = data unavailable. \"\"xxx\"\" = country did not exist.\",,,,,,\n" + """
        ,,,,,,
        Country,,Notes,2019,2020,2021,2022
        ,,,,,,
        Africa,,,,,,
        North Africa,,,,,,
        Algeria,,1,"10,304.5",9708.3,...,[9112.4]
        Morocco,,,5382,,(5000),5000?
        sub-Saharan Africa,,,,,,
        South Sudan,,§,xxx,. .,xx,about 3
        Middle East,,,,,,
        Yemen,,,,,,
        "Yemen, North",,,xxx,xxx,xxx,12
        A remark of more than forty letters at the foot of the sheet.,,,,,,

        """;

    [Fact]
    public void Reads_the_sheet_with_a_country_a_row_and_a_year_a_column()
    {
        var contents = Sets.Read(Sheet);

        contents.Format.ShouldBe("sipri-milex-wide");
        contents.Spending.ShouldAllBe(f => f.Measure == Measure.ConstantUsd(2023));
        contents.Spending.Select(f => $"{f.Region}: {f.Country.Name} {f.Year} {f.Value} {f.Standing}").ShouldBe([
            "North Africa: Algeria 2019 10304.5 Stated",
            "North Africa: Algeria 2020 9708.3 Stated",
            "North Africa: Algeria 2021  NotAvailable",
            "North Africa: Algeria 2022 9112.4 Estimated",
            "North Africa: Morocco 2019 5382 Stated",
            "North Africa: Morocco 2021 5000 Uncertain",
            "North Africa: Morocco 2022 5000 Uncertain",
            "sub-Saharan Africa: South Sudan 2019  NoState",
            "sub-Saharan Africa: South Sudan 2020  NotAvailable",
            "sub-Saharan Africa: South Sudan 2021  NoState",
            "Middle East: Yemen, North 2019  NoState",
            "Middle East: Yemen, North 2020  NoState",
            "Middle East: Yemen, North 2021  NoState",
            "Middle East: Yemen, North 2022 12 Stated",
        ]);
    }

    [Fact]
    public void Passes_over_nothing_in_silence()
    {
        var journal = Sets.Read(Sheet).Journal;

        journal.Counts.Keys.ShouldBe(["cells-blank", "country-without-values", "estimates-by-colour", "line-of-text", "party-no-country", "value-unreadable"]);
        journal.Findings.Single(f => f.Refused).Place.ShouldBe("line 12, column 2022");
        journal.Findings.Single(f => f.Code == "cells-blank").Place.ShouldBe("line 10");
    }

    [Theory]
    [InlineData("Military expenditure by country, in constant (2019) US$ m., 1949-2020", "constant_2019_usd_m")]
    [InlineData("Military expenditure by country, in millions of US$ at current prices and exchange rates, 1948-2022", "current_usd_m")]
    [InlineData("Military expenditure by country as percentage of gross domestic product, 1948-2022", "share_of_gdp")]
    [InlineData("Military expenditure by country as a share of GDP, 1949-2024", "share_of_gdp")]
    [InlineData("Military expenditure per capita by country, in current US$, 1988-2024", "per_capita_usd")]
    [InlineData("Military expenditure as a percentage of general government expenditure, 1988-2024", "share_of_gov")]
    [InlineData("Military expenditure by country, in local currency, 1949-2024 (calendar years)", "current_lcu_m")]
    public void The_title_of_a_sheet_tells_what_is_measured(string title, string measure) =>
        Sets.Read($"{title}\nCountry,Notes,2019,2020\nMorocco,,4,5\n").Spending.ShouldAllBe(f => f.Measure.Code == measure);

    [Theory]
    [InlineData("1.2%,0.9%", "1.2|0.9", "")]
    [InlineData("1.2,0.9", "1.2|0.9", "")]
    [InlineData("0.012,0.009", "1.2|0.9", "fractions-assumed")]
    public void Shares_are_per_cent_however_the_workbook_was_saved(string values, string expected, string note)
    {
        var contents = Sets.Read($"Share of GDP\nCountry,2019,2020\nMorocco,{values}\n");

        string.Join('|', contents.Spending.Select(f => f.Value?.ToString("0.#"))).ShouldBe(expected);
        string.Join('|', contents.Codes()).ShouldBe(note);
    }

    [Theory]
    [InlineData("current_usd_m", "1.5", "current_usd_m", 1.5)]
    [InlineData("Current USD bn", "1.5", "current_usd_m", 1500)]
    [InlineData("current_mad", "2500000", "current_mad_m", 2.5)]
    [InlineData("constant-2023-usd-m", "1.5", "constant_2023_usd_m", 1.5)]
    [InlineData("gdp_lcu_bn", "2", "gdp_lcu_m", 2000)]
    [InlineData("share_of_government", "9", "share_of_gov", 9)]
    public void Amounts_are_kept_in_millions_whatever_the_measure_says(string measure, string value, string code, double expected)
    {
        var figure = Sets.Read($"country,year,measure,value\nMorocco,2020,{measure},{value}\n").Spending.ShouldHaveSingleItem();

        figure.Measure.Code.ShouldBe(code);
        figure.Value.ShouldBe((decimal)expected);
        Measure.Read(code, out var scale).ShouldBe(figure.Measure);
        scale.ShouldBe(1);
    }

    [Fact]
    public void A_table_may_have_a_column_for_each_measure()
    {
        var contents = Sets.Read("Land;country;year;current_usd_m;gdp_usd_m;standing;note\nx;Morocco;2020;1,5;100,0;estimated;budget\nx;Morocco;2021;;...;;\n");

        contents.Spending.Select(f => $"{f.Year} {f.Measure} {f.Value} {f.Standing} {f.Note}".TrimEnd()).ShouldBe([
            "2020 current_usd_m 1.5 Estimated budget", "2020 gdp_usd_m 100.0 Estimated budget", "2021 gdp_usd_m  NotAvailable"]);
        contents.Codes().ShouldBe(["columns-ignored", "decimal-comma-assumed"]);
    }

    [Theory]
    [InlineData(",2020,current_usd_m,1", "country-missing")]
    [InlineData("Mali,20,current_usd_m,1", "year-unreadable")]
    [InlineData("Mali,2020,tanks,1", "measure-unknown")]
    [InlineData("Mali,2020,current_usd_m,", "value-missing")]
    [InlineData("Mali,2020,current_usd_m,much", "value-unreadable")]
    [InlineData("Mali,2020,current_usd_m,-4", "value-unreadable")]
    [InlineData("Morocco,2020,current_usd_m,4", "figure-twice")]
    [InlineData("Maroc,2020,current_usd_m,4", "figure-twice")]
    public void A_row_that_cannot_be_taken_is_refused_with_place_and_reason(string row, string code)
    {
        var contents = Sets.Read($"country,year,measure,value\nMorocco,2020,current_usd_m,1\n{row}\n");

        contents.Spending.Count.ShouldBe(1);
        contents.Journal.Findings.Single(f => f.Refused).ShouldSatisfyAllConditions(f => f.Code.ShouldBe(code), f => f.Place.ShouldStartWith("line 3"));
    }

    [Fact]
    public void A_party_that_is_no_country_is_noted_once()
    {
        var contents = Sets.Read("country,year,measure,value\nArvenia,2020,current_usd_m,1\nArvenia,2021,current_usd_m,1\n");

        contents.Journal.Counts.ShouldBe(new Dictionary<string, int> { ["party-no-country"] = 1 });
        contents.Spending[0].Country.ShouldBe(new Formats.Regions.Party("Arvenia", ""));
    }
}
