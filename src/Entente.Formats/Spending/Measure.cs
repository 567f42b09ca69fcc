using Entente.Formats.DataSets;

namespace Entente.Formats.Spending;

/// <summary>What is measured, and in which unit: an amount of money in millions, or a share, or an amount a head.</summary>
/// <param name="Kind">What.</param>
/// <param name="Currency">Three small letters of ISO 4217 where it is money, "lcu" for the currency of each country; empty elsewhere.</param>
/// <param name="BaseYear">The year whose prices and exchange rates count; null where prices are current or it is no money.</param>
public sealed record Measure(MeasureKind Kind, string Currency = "", int? BaseYear = null)
{
    private const string Usd = "usd";

    private static readonly (string Name, MeasureKind Kind)[] Plain =
    [
        ("share_of_gdp", MeasureKind.ShareOfGdp), ("share_of_gov", MeasureKind.ShareOfGovernment),
        ("share_of_government", MeasureKind.ShareOfGovernment), ("price_index", MeasureKind.PriceIndex),
    ];

    /// <summary>The names that a table may use, for messages.</summary>
    public const string Allowed = "current_usd_m, constant_2023_usd_m (any year), per_capita_usd, gdp_usd_m (any currency of three letters, lcu for each country's own; m, bn, or nothing for millions, billions, units), share_of_gdp, share_of_gov (per cent), price_index";

    /// <summary>Spending at current prices in millions of United States dollars.</summary>
    public static Measure CurrentUsd { get; } = new(MeasureKind.Current, Usd);

    /// <summary>Spending in per cent of the gross domestic product.</summary>
    public static Measure ShareOfGdp { get; } = new(MeasureKind.ShareOfGdp);

    /// <summary>Spending in per cent of what the government spends in all.</summary>
    public static Measure ShareOfGovernment { get; } = new(MeasureKind.ShareOfGovernment);

    /// <summary>Spending a head in United States dollars at current prices.</summary>
    public static Measure PerCapitaUsd { get; } = new(MeasureKind.PerCapita, Usd);

    /// <summary>Whether it is an amount that can be summed over years and countries; shares and indexes cannot.</summary>
    public bool IsAmount => Kind is MeasureKind.Current or MeasureKind.Constant or MeasureKind.GrossDomesticProduct;

    /// <summary>Its name as tables and addresses write it: "constant_2023_usd_m".</summary>
    public string Code => Kind switch
    {
        MeasureKind.Current => $"current_{Currency}_m",
        MeasureKind.Constant => $"constant_{BaseYear}_{Currency}_m",
        MeasureKind.PerCapita => $"per_capita_{Currency}",
        MeasureKind.GrossDomesticProduct => $"gdp_{Currency}_m",
        MeasureKind.ShareOfGdp => "share_of_gdp",
        MeasureKind.ShareOfGovernment => "share_of_gov",
        _ => "price_index",
    };

    /// <summary>Spending at the prices and exchange rates of a year, in millions of United States dollars.</summary>
    public static Measure ConstantUsd(int baseYear) => new(MeasureKind.Constant, Usd, baseYear);

    /// <summary>Reads a name such as those in <see cref="Allowed"/>; case, blanks and hyphens do not matter.</summary>
    /// <param name="text">The name.</param>
    /// <param name="scale">By what a value is multiplied to be in the unit of the measure: 1, 1,000 or a millionth.</param>
    /// <returns>Null where it is none of these.</returns>
    public static Measure? Read(string text, out decimal scale)
    {
        ArgumentNullException.ThrowIfNull(text);
        scale = 1;
        var name = text.Trim().ToLowerInvariant().Replace(' ', '_').Replace('-', '_');
        if (Plain.FirstOrDefault(p => p.Name == name) is { Name: not null } plain)
        {
            return new Measure(plain.Kind);
        }

        var parts = name.Split('_');
        return parts switch
        {
            ["per", "capita", var currency] when IsCurrency(currency) => new Measure(MeasureKind.PerCapita, currency),
            ["current", var currency, .. var unit] when IsCurrency(currency) && Scale(unit, ref scale) => new Measure(MeasureKind.Current, currency),
            ["gdp", var currency, .. var unit] when IsCurrency(currency) && Scale(unit, ref scale) => new Measure(MeasureKind.GrossDomesticProduct, currency),
            ["constant", var year, var currency, .. var unit] when Years.Read(year) is { } baseYear && IsCurrency(currency) && Scale(unit, ref scale) => new Measure(MeasureKind.Constant, currency, baseYear),
            _ => null,
        };
    }

    /// <inheritdoc />
    public override string ToString() => Code;

    private static bool IsCurrency(string text) => text.Length == 3 && text.All(char.IsAsciiLetterLower);

    private static bool Scale(string[] unit, ref decimal scale)
    {
        scale = unit switch { [] => 0.000001m, ["m"] => 1, ["bn"] => 1000, _ => 0 };
        return scale != 0;
    }
}

/// <summary>What is measured.</summary>
public enum MeasureKind
{
    /// <summary>Military spending at the prices of each year.</summary>
    Current,

    /// <summary>Military spending at the prices and exchange rates of one year.</summary>
    Constant,

    /// <summary>Military spending in per cent of the gross domestic product.</summary>
    ShareOfGdp,

    /// <summary>Military spending in per cent of what the government spends in all.</summary>
    ShareOfGovernment,

    /// <summary>Military spending a head, at current prices.</summary>
    PerCapita,

    /// <summary>The gross domestic product at current prices.</summary>
    GrossDomesticProduct,

    /// <summary>Consumer prices against those of some year, whose index is usually 100.</summary>
    PriceIndex,
}
