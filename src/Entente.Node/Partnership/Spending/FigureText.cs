using System.Globalization;
using Entente.Node.Desk;

namespace Entente.Node.Partnership.Spending;

/// <summary>Figures with places behind the decimal sign of the language (Unicode CLDR 47, numbers).</summary>
internal static class FigureText
{
    /// <summary>A figure with as many places as its size deserves: 12,345; 123.4; 1.23.</summary>
    public static string Of(Words words, decimal value) => Of(words, value, Math.Abs(value) switch { >= 1000 => 0, >= 10 => 1, _ => 2 });

    /// <summary>A figure with that many places.</summary>
    public static string Of(Words words, decimal value, int places)
    {
        var rounded = Math.Round(value, places, MidpointRounding.AwayFromZero);
        var whole = decimal.Truncate(rounded);
        var number = words.Number((long)Math.Abs(whole));
        if (places > 0)
        {
            var sign = words.Code == "en" ? '.' : words.Code == "ar" && words.Digits[0] != '0' ? '٫' : ',';
            number += sign + words.WithDigits(Math.Abs(rounded - whole).ToString("F" + places, CultureInfo.InvariantCulture)[2..]);
        }

        return rounded < 0 ? "−" + number : number;
    }

    /// <summary>A change in per cent, with its sign.</summary>
    public static string Change(Words words, decimal percent) => (percent > 0 ? "+" : "") + Of(words, percent, 1);

    /// <summary>What a measure is called, with the currency and the base year it may have.</summary>
    public static string Measure(Words words, string code)
    {
        var (computed, measure) = SpendingChoice.MeasureOf(code);
        if (measure is null)
        {
            return code;
        }

        var currency = measure.Currency == "lcu" ? words["spending.own-currency"] : measure.Currency.ToUpperInvariant();
        var name = words.Of($"spending.measure.{Configuration.Codes.Of(measure.Kind)}", currency, words.WithDigits(measure.BaseYear?.ToString(CultureInfo.InvariantCulture) ?? ""));
        return computed ? words.Of("spending.computed", name) : name;
    }
}
