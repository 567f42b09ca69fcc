using Entente.Formats.Regions;

namespace Entente.Formats.Spending;

/// <summary>What a source says of one country, year and measure.</summary>
/// <param name="Country">Whose spending.</param>
/// <param name="Year">1900 to 2100; a financial year counts as the calendar year the source puts it in.</param>
/// <param name="Measure">What was measured.</param>
/// <param name="Value">In the unit of the measure, 0 or more; null where <paramref name="Standing"/> is a gap.</param>
/// <param name="Standing">How sure the source is, or why there is no value.</param>
public sealed record SpendingRecord(Party Country, int Year, Measure Measure, decimal? Value, Standing Standing)
{
    /// <summary>The region under which the source lists the country; empty where it states none.</summary>
    public string Region { get; init; } = "";

    /// <summary>What the source remarks on the value; empty for nothing.</summary>
    public string Note { get; init; } = "";
}

/// <summary>How sure a figure is, from the surest on; from <see cref="NotAvailable"/> on there is no figure.</summary>
public enum Standing
{
    /// <summary>Stated without reserve.</summary>
    Stated,

    /// <summary>An estimate of the source.</summary>
    Estimated,

    /// <summary>A highly uncertain figure.</summary>
    Uncertain,

    /// <summary>The source looked and has none.</summary>
    NotAvailable,

    /// <summary>The state did not exist or was not independent in all or part of the year.</summary>
    NoState,

    /// <summary>The source says nothing of this year.</summary>
    NotListed,
}
