using Entente.Formats.Regions;
using Entente.Screening.Subjects;

namespace Entente.Formats.Tests.Regions;

public sealed class RegionIndexTests
{
    /// <summary>Regions of M49; treaties group their members anew.</summary>
    private static readonly string[] Continents = ["africa", "americas", "asia", "europe", "oceania"];

    [Fact]
    public void Every_code_is_that_of_a_country() =>
        RegionTable.Rows.SelectMany(row => row.Members.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ShouldAllBe(code => IsCountry(code));

    [Fact]
    public void A_country_lies_on_one_continent() =>
        Continents.SelectMany(c => RegionIndex.CountriesOf(c)).GroupBy(c => c).Where(g => g.Count() > 1).Select(g => g.Key).ShouldBeEmpty();

    [Theory]
    [InlineData("northern-africa", 7)]
    [InlineData("western-africa", 17)]
    [InlineData("africa", 60)]
    [InlineData("americas", 57)]
    [InlineData("maghreb", 5)]
    [InlineData("sahel", 5)]
    [InlineData("atlantis", 0)]
    public void A_region_has_the_countries_of_all_within_it(string region, int countries) => RegionIndex.CountriesOf(region).Count.ShouldBe(countries);

    [Fact]
    public void Neighbours_are_neighbours_of_each_other()
    {
        foreach (var country in RegionIndex.CountriesOf("africa").Concat(RegionIndex.CountriesOf("europe")))
        {
            RegionIndex.NeighboursOf(country).ShouldAllBe(other => IsCountry(other) && other != country && RegionIndex.NeighboursOf(other).Contains(country));
        }
    }

    [Fact]
    public void A_border_stands_once_in_the_table()
    {
        var pairs = BorderTable.Rows.Select(row => row.Split(' ')).SelectMany(row => row.Skip(1).Select(other => string.Join(' ', new[] { row[0], other }.Order()))).ToList();

        pairs.Distinct().Count().ShouldBe(pairs.Count);
    }

    [Theory]
    [InlineData("MLI", "BFA CIV DZA GIN MRT NER SEN")]
    [InlineData("PRT", "ESP")]
    [InlineData("TUN", "DZA LBY")]
    [InlineData("CPV", "")]
    [InlineData("LSO", "ZAF")]
    public void Names_the_neighbours_of_a_country(string country, string neighbours) => string.Join(' ', RegionIndex.NeighboursOf(country)).ShouldBe(neighbours);

    private static bool IsCountry(string code) => Country.TryRead(code, out var country) && country.Code == code;
}
