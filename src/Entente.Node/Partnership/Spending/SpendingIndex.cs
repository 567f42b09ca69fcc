using Entente.Formats.DataSets;
using Entente.Formats.Regions;
using Entente.Formats.Spending;

namespace Entente.Node.Partnership.Spending;

/// <summary>A set of spending, put in order once: a page asks it for each of two hundred countries. Never changes.</summary>
internal sealed class SpendingIndex
{
    private readonly ILookup<string, SpendingRecord> _byCountry;

    public SpendingIndex(DataSetContents contents)
    {
        var records = contents.Spending;
        _byCountry = records.ToLookup(f => f.Country.Key, StringComparer.Ordinal);
        Parties = [.. _byCountry.Select(g => g.First().Country).OrderBy(p => p.Name, StringComparer.Ordinal)];
        Measures = [.. records.Select(f => f.Measure).Distinct()];
        (First, Last) = records.Count == 0 ? (0, 0) : (records.Min(f => f.Year), records.Max(f => f.Year));
        LastIndexYear = records.Where(f => f.Measure.Kind == MeasureKind.PriceIndex && f.Value > 0).Select(f => (int?)f.Year).Max();
    }

    /// <summary>The countries, by name.</summary>
    public IReadOnlyList<Party> Parties { get; }

    /// <summary>What is measured.</summary>
    public IReadOnlyList<Measure> Measures { get; }

    /// <summary>First year, and last; 0 where there is none.</summary>
    public int First { get; }

    /// <inheritdoc cref="First" />
    public int Last { get; }

    /// <summary>The last year of which some country has an index of prices.</summary>
    public int? LastIndexYear { get; }

    /// <summary>The country of a key; null where the set does not have it.</summary>
    public Party? Find(string key) => _byCountry[key].FirstOrDefault()?.Country;

    /// <summary>The series of a country.</summary>
    public SpendingSeries SeriesOf(Party party, Measure measure, int from, int to) => SpendingSeries.Of(_byCountry[party.Key], party, measure, from, to);

    /// <summary>The countries that the source lists in the region in which it lists this one, by name and without this one; none where it states no region.</summary>
    public IReadOnlyList<string> InRegionOf(string key) =>
        RegionOf(key) is { Length: > 0 } region ? [.. Parties.Where(p => p.Key != key && RegionOf(p.Key) == region).Select(p => p.Key)] : [];

    private string RegionOf(string key) => _byCountry[key].FirstOrDefault()?.Region ?? "";
}
