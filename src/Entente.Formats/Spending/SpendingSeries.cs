using Entente.Formats.Regions;

namespace Entente.Formats.Spending;

/// <summary>The figures of one party in one measure over a period: a point for every year of it, whether there is a figure or not.</summary>
/// <param name="Party">Whose.</param>
/// <param name="Measure">Of what.</param>
/// <param name="Points">In the order of the years, without a gap between two years.</param>
public sealed record SpendingSeries(Party Party, Measure Measure, IReadOnlyList<SpendingPoint> Points)
{
    /// <summary>What the source gives of a party and measure from one year to another; a year it does not list is a point without a figure.</summary>
    public static SpendingSeries Of(IEnumerable<SpendingRecord> records, Party party, Measure measure, int from, int to)
    {
        ArgumentNullException.ThrowIfNull(records);
        ArgumentNullException.ThrowIfNull(party);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(from, to);
        var byYear = records.Where(r => r.Country.Key == party.Key && r.Measure == measure).ToDictionary(r => r.Year);
        return new SpendingSeries(party, measure, [.. Enumerable.Range(from, to - from + 1).Select(year => byYear.TryGetValue(year, out var record)
            ? new SpendingPoint(year, record.Value, record.Standing)
            : new SpendingPoint(year, null, Standing.NotListed))]);
    }

    /// <summary>
    /// Spending in per cent of the gross domestic product, year by year; both at current prices in one currency. A year has a figure where
    /// both have one and the product is not 0, and is as sure as the less sure of the two.
    /// </summary>
    /// <exception cref="ArgumentException">They are of two parties or currencies, or not spending and product.</exception>
    public static SpendingSeries ShareOfGdp(SpendingSeries spending, SpendingSeries product)
    {
        ArgumentNullException.ThrowIfNull(spending);
        ArgumentNullException.ThrowIfNull(product);
        if (spending.Measure.Kind != MeasureKind.Current || product.Measure != new Measure(MeasureKind.GrossDomesticProduct, spending.Measure.Currency) || spending.Party.Key != product.Party.Key)
        {
            throw new ArgumentException($"{spending.Measure} and {product.Measure} give no share of the product.", nameof(product));
        }

        var products = product.Points.ToDictionary(p => p.Year);
        return new SpendingSeries(spending.Party, Measure.ShareOfGdp, [.. spending.Points.Select(point =>
            point.With(products.GetValueOrDefault(point.Year), (amount, whole) => whole == 0 ? null : amount / whole * 100))]);
    }

    /// <summary>
    /// Spending at the prices of one year: each figure times the index of that year over its own. Exchange rates stay those of each year,
    /// so that the result in a currency other than the country's own differs from a source that converts after it deflates.
    /// </summary>
    /// <exception cref="ArgumentException">They are of two parties, or not current spending and an index.</exception>
    public static SpendingSeries AtConstantPrices(SpendingSeries spending, SpendingSeries index, int baseYear)
    {
        ArgumentNullException.ThrowIfNull(spending);
        ArgumentNullException.ThrowIfNull(index);
        if (spending.Measure.Kind != MeasureKind.Current || index.Measure.Kind != MeasureKind.PriceIndex || spending.Party.Key != index.Party.Key)
        {
            throw new ArgumentException($"{spending.Measure} and {index.Measure} give no spending at constant prices.", nameof(index));
        }

        var indexes = index.Points.ToDictionary(p => p.Year);
        var basePoint = indexes.GetValueOrDefault(baseYear);
        var measure = new Measure(MeasureKind.Constant, spending.Measure.Currency, baseYear);
        return new SpendingSeries(spending.Party, measure, [.. spending.Points.Select(point =>
            point.With(indexes.GetValueOrDefault(point.Year), (amount, own) => own == 0 ? null : amount / own).With(basePoint, (amount, to) => amount * to))]);
    }
}

/// <summary>A year of a series.</summary>
/// <param name="Year">The year.</param>
/// <param name="Value">In the unit of the measure; null where there is none.</param>
/// <param name="Standing">How sure it is, or why there is none.</param>
public sealed record SpendingPoint(int Year, decimal? Value, Standing Standing)
{
    /// <summary>What comes of this and another figure: none where either is missing, and as sure as the less sure of the two.</summary>
    internal SpendingPoint With(SpendingPoint? other, Func<decimal, decimal, decimal?> compute)
    {
        var standing = other is null ? Standing.NotListed : (Standing)Math.Max((int)Standing, (int)other.Standing);
        var value = Value is { } a && other?.Value is { } b ? compute(a, b) : null;
        return new SpendingPoint(Year, value, value is null && standing < Standing.NotAvailable ? Standing.NotAvailable : standing);
    }
}
