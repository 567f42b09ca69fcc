using System.Globalization;

namespace Entente.Node.Partnership.Records;

/// <summary>An amount and its currency, as fields hold it: 1250000 USD.</summary>
/// <param name="Amount">The amount, from 0 to a million million million.</param>
/// <param name="Currency">Three capital letters (ISO 4217).</param>
internal readonly record struct Money(decimal Amount, string Currency)
{
    private const decimal Most = 1e18m;

    /// <summary>Reads one; null where it is none.</summary>
    public static Money? Find(string text) =>
        text.Split(' ') is [var amount, { Length: 3 } currency] && currency.All(char.IsAsciiLetterUpper)
        && decimal.TryParse(amount, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) && value <= Most ? new(value, currency) : null;
}
