using Entente.Screening.Subjects;
using FsCheck;
using FsCheck.Fluent;

namespace Entente.Formats.Tests.Subjects;

public sealed class CountryTests
{
    [Theory]
    [InlineData("MA", "MAR")]
    [InlineData("mar", "MAR")]
    [InlineData(" Morocco ", "MAR")]
    [InlineData("MAROC", "MAR")]
    [InlineData("Iran (Islamic Republic of)", "IRN")]
    [InlineData("Iran, Islamic Republic of", "IRN")]
    [InlineData("Syrian Arab Republic", "SYR")]
    [InlineData("Russia", "RUS")]
    [InlineData("Democratic Republic of the Congo", "COD")]
    [InlineData("Congo, Democratic Republic of the", "COD")]
    [InlineData("Congo", "COG")]
    [InlineData("Cote d'Ivoire", "CIV")]
    [InlineData("Côte d’Ivoire", "CIV")]
    [InlineData("Burma", "MMR")]
    [InlineData("REUNION", "REU")]
    [InlineData("Co\u0302te d'Ivoire", "CIV")]
    [InlineData("South Korea", "KOR")]
    [InlineData("Korea, North", "PRK")]
    [InlineData("Democratic People's Republic of Korea", "PRK")]
    [InlineData("Palestinian", "PSE")]
    [InlineData("Türkiye", "TUR")]
    [InlineData("United States", "USA")]
    [InlineData("United Kingdom of Great Britain and Northern Ireland", "GBR")]
    [InlineData("North Macedonia, The Republic of", "MKD")]
    [InlineData("Macedonia, The Former Yugoslav Republic of", "MKD")]
    public void Reads_names_as_lists_write_them(string text, string code) => Read(text).ShouldBe(code);

    [Theory]
    [InlineData("D", "DEU")]
    [InlineData("D<<", "DEU")]
    [InlineData("UNO", "UNO")]
    [InlineData("XXA", "XXA")]
    [InlineData("XPO", "XPO")]
    [InlineData("EUE", "EUE")]
    [InlineData("GBD", "GBD")]
    [InlineData("RKS", "RKS")]
    [InlineData("XK", "RKS")]
    [InlineData("XOM", "XOM")]
    [InlineData("UTO", "UTO")]
    [InlineData("stateless", "XXA")]
    public void Reads_the_codes_that_travel_documents_add(string text, string code) => Read(text).ShouldBe(code);

    [Theory]
    [InlineData("")]
    [InlineData("<<<")]
    [InlineData("Korea")]
    [InlineData("Guinea and Morocco")]
    [InlineData("Soviet Union")]
    [InlineData("possibly Palestinian")]
    [InlineData("ZZ")]
    public void Does_not_guess(string text) => Country.TryRead(text, out _).ShouldBeFalse();

    [Fact]
    public void No_code_and_no_name_means_two_countries()
    {
        CountryTable.Rows.SelectMany(row => row.Codes).GroupBy(code => code).Where(group => group.Count() > 1).ShouldBeEmpty();
        CountryTable.Rows.SelectMany(row => row.Names.Select(name => (Key: CountryText.Key(name), row.Code)).Distinct())
            .GroupBy(name => name.Key).Where(group => group.Count() > 1).ShouldBeEmpty();
        CountryTable.Rows.Length.ShouldBe(249 + 1 + 25, "ISO 3166-1 has 249 entries; Kosovo and the codes of ICAO Doc 9303-3 come on top");
    }

    [Fact]
    public void Reads_every_code_and_name_of_its_own_table_back()
    {
        foreach (var row in CountryTable.Rows)
        {
            row.Codes.Concat(row.Names).Select(Read).ShouldAllBe(code => code == row.Code);
        }
    }

    [Fact]
    public void Takes_any_text_whatever() =>
        Prop.ForAll<string>(text => !Country.TryRead(text ?? "", out var country) || country.Code.Length == 3).QuickCheckThrowOnFailure();

    private static string? Read(string text) => Country.TryRead(text, out var country) ? country.Code : null;
}
