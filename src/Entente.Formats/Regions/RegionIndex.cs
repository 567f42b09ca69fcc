using System.Collections.Frozen;

namespace Entente.Formats.Regions;

/// <summary>Which countries make up a region, and which share a land border. Codes are the three letters of ISO 3166-1.</summary>
public static class RegionIndex
{
    private static readonly FrozenDictionary<string, FrozenSet<string>> Members =
        RegionTable.Rows.ToFrozenDictionary(row => row.Code, row => MembersOf(row.Code).ToFrozenSet());

    private static readonly FrozenDictionary<string, FrozenSet<string>> Borders = BothWays();

    /// <summary>All regions, each with those within it behind it.</summary>
    public static IReadOnlyList<Region> All { get; } = [.. RegionTable.Rows.Select(row => new Region(row.Code, row.Above, row.Name))];

    /// <summary>The countries of a region and of all within it; empty for a region that is not known.</summary>
    public static IReadOnlySet<string> CountriesOf(string region) => Members.GetValueOrDefault(region, FrozenSet<string>.Empty);

    /// <summary>Whether the table of borders has the country.</summary>
    public static bool KnowsBordersOf(string country) => Borders.ContainsKey(country);

    /// <summary>The countries that share a land border with it, in order of their codes; empty for an island or a country that the table does not have.</summary>
    public static IReadOnlyList<string> NeighboursOf(string country) => [.. Borders.GetValueOrDefault(country, FrozenSet<string>.Empty).Order(StringComparer.Ordinal)];

    private static IEnumerable<string> MembersOf(string region) =>
        RegionTable.Rows.Where(row => row.Code == region).SelectMany(row => row.Members.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Concat(RegionTable.Rows.Where(row => row.Above == region).SelectMany(row => MembersOf(row.Code)));

    private static FrozenDictionary<string, FrozenSet<string>> BothWays() => BorderTable.Rows
        .Select(row => row.Split(' '))
        .SelectMany(row => row.Skip(1).SelectMany(other => new[] { (Country: row[0], Other: other), (Country: other, Other: row[0]) }))
        .GroupBy(pair => pair.Country, pair => pair.Other)
        .ToFrozenDictionary(group => group.Key, group => group.ToFrozenSet());
}

/// <summary>A region.</summary>
/// <param name="Code">Small letters and hyphens: "western-africa".</param>
/// <param name="Above">The region it is part of; empty for none.</param>
/// <param name="Name">Its English name.</param>
public sealed record Region(string Code, string Above, string Name);
