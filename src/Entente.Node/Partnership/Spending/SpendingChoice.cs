using Entente.Formats.Regions;
using Entente.Formats.Spending;

namespace Entente.Node.Partnership.Spending;

/// <summary>Which figures of a set of spending are looked at: a measure that the set has or that can be computed from it, countries, a period.</summary>
/// <param name="Set">The set.</param>
/// <param name="Measure">The code of the measure, with "computed:" in front where it is computed here.</param>
/// <param name="Countries">The countries, by key.</param>
/// <param name="From">First year.</param>
/// <param name="To">Last year, not before the first.</param>
internal sealed record SpendingChoice(SpendingIndex Set, string Measure, IReadOnlyList<string> Countries, int From, int To)
{
    /// <summary>Lines that can be told apart in one picture.</summary>
    public const int MostCountries = 8;

    private const string Computed = "computed:";
    private const int UsualCountries = 5;

    /// <summary>The choice that was asked for; where something is not in the set, what is usual stands in its place: a share of the product, the countries that spend most, all years.</summary>
    public static SpendingChoice Of(SpendingIndex set, string measure, IReadOnlyList<string> countries, int from, int to)
    {
        var measures = MeasuresOf(set);
        var chosen = measures.Contains(measure) ? measure : measures.FirstOrDefault(m => m.EndsWith(Formats.Spending.Measure.ShareOfGdp.Code, StringComparison.Ordinal)) ?? (measures.Count > 0 ? measures[0] : "");
        var start = from == 0 ? set.First : Math.Clamp(from, set.First, set.Last);
        var end = to == 0 ? set.Last : Math.Clamp(to, set.First, set.Last);
        var choice = new SpendingChoice(set, chosen, [], Math.Min(start, end), Math.Max(start, end));
        var asked = countries.Where(c => set.Find(c) is not null).Distinct(StringComparer.Ordinal).Take(MostCountries).ToList();
        return choice with { Countries = asked.Count > 0 ? asked : choice.Usual() };
    }

    /// <summary>The codes of what a set measures, and of what can be computed from it.</summary>
    public static IReadOnlyList<string> MeasuresOf(SpendingIndex set)
    {
        var measures = set.Measures;
        var codes = measures.Where(m => m.Kind is not (MeasureKind.PriceIndex or MeasureKind.GrossDomesticProduct)).Select(m => m.Code).Order(StringComparer.Ordinal).ToList();
        var current = measures.Where(m => m.Kind == MeasureKind.Current).ToList();
        if (!measures.Contains(Formats.Spending.Measure.ShareOfGdp) && current.Exists(c => measures.Contains(ProductOf(c))))
        {
            codes.Add(Computed + Formats.Spending.Measure.ShareOfGdp.Code);
        }

        if (set.LastIndexYear is { } year)
        {
            codes.AddRange(current.Select(c => Computed + new Measure(MeasureKind.Constant, c.Currency, year).Code).Where(code => !codes.Contains(code[Computed.Length..])));
        }

        return codes;
    }

    /// <summary>Whether a code is one of what is computed here, and the code of the measure itself.</summary>
    public static (bool IsComputed, Measure? Measure) MeasureOf(string code)
    {
        var computed = code.StartsWith(Computed, StringComparison.Ordinal);
        return (computed, Formats.Spending.Measure.Read(computed ? code[Computed.Length..] : code, out _));
    }

    /// <summary>The series of a country.</summary>
    public SpendingSeries? SeriesOf(Party party)
    {
        var (computed, measure) = MeasureOf(Measure);
        if (measure is null || !computed)
        {
            return measure is null ? null : Series(party, measure);
        }

        if (measure.Kind == MeasureKind.Constant)
        {
            return SpendingSeries.AtConstantPrices(
                Series(party, new Measure(MeasureKind.Current, measure.Currency)), Set.SeriesOf(party, new Measure(MeasureKind.PriceIndex), Math.Min(From, measure.BaseYear ?? From), Math.Max(To, measure.BaseYear ?? To)), measure.BaseYear ?? To);
        }

        var current = Set.Measures.First(m => m.Kind == MeasureKind.Current && Set.Measures.Contains(ProductOf(m)));
        return SpendingSeries.ShareOfGdp(Series(party, current), Series(party, ProductOf(current)));
    }

    /// <summary>The series of the chosen countries.</summary>
    public IReadOnlyList<SpendingSeries> Series() => SeriesOf(Countries);

    /// <summary>The series of countries by key; one that is not in the set has none.</summary>
    public IReadOnlyList<SpendingSeries> SeriesOf(IReadOnlyList<string> keys) => [.. keys.Select(Set.Find).OfType<Party>().Select(SeriesOf).OfType<SpendingSeries>()];

    /// <summary>
    /// A country and those beside it: who shares a land border with it; where the table of borders does not have it, or it has none, those whom the source lists in the same region.
    /// </summary>
    /// <param name="key">The country.</param>
    /// <param name="byRegion">Whether it was the region.</param>
    public IReadOnlyList<string> Beside(string key, out bool byRegion)
    {
        var borders = RegionIndex.NeighboursOf(key);
        byRegion = borders.Count == 0;
        return [key, .. byRegion ? Set.InRegionOf(key) : borders];
    }

    private SpendingSeries Series(Party party, Measure measure) => Set.SeriesOf(party, measure, From, To);

    private IReadOnlyList<string> Usual() => [.. SpendingComparison.Of(Set.Parties.Select(SeriesOf).OfType<SpendingSeries>()).Take(UsualCountries).Select(c => c.Party.Key)];

    private static Measure ProductOf(Measure current) => new(MeasureKind.GrossDomesticProduct, current.Currency);
}
