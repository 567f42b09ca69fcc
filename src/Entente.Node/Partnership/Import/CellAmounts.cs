using System.Globalization;
using System.Text.RegularExpressions;
using Entente.Node.Partnership.Records;

namespace Entente.Node.Partnership.Import;

/// <summary>Amounts and counts as people write them in tables: 1 250 000,50 $, USD 1.2m, 3,5 M€, 1.250.000.</summary>
internal static partial class CellAmounts
{
    // Signs and words for currencies (ISO 4217), the longest first. What several States share by one sign, such as the pound, is that of the best known.
    private static readonly (string Sign, string Code)[] Signs =
    [
        ("us$", "USD"), ("dollars", "USD"), ("dollar", "USD"), ("dolares", "USD"), ("euros", "EUR"), ("euro", "EUR"), ("dirhams", "MAD"), ("dirham", "MAD"), ("درهم", "MAD"), ("دولار", "USD"), ("يورو", "EUR"), ("dhs", "MAD"), ("dh", "MAD"), ("$", "USD"), ("€", "EUR"), ("£", "GBP"), ("¥", "JPY"),
    ];

    private static readonly Dictionary<string, decimal> Multiples = new(StringComparer.Ordinal)
    {
        ["k"] = 1e3m, ["thousand"] = 1e3m, ["mille"] = 1e3m, ["mil"] = 1e3m, ["الف"] = 1e3m, ["m"] = 1e6m, ["mn"] = 1e6m, ["mm"] = 1e6m, ["mio"] = 1e6m, ["million"] = 1e6m, ["millions"] = 1e6m, ["millon"] = 1e6m, ["millones"] = 1e6m, ["مليون"] = 1e6m,
        ["b"] = 1e9m, ["bn"] = 1e9m, ["md"] = 1e9m, ["mds"] = 1e9m, ["mrd"] = 1e9m, ["billion"] = 1e9m, ["milliard"] = 1e9m, ["milliards"] = 1e9m, ["مليار"] = 1e9m,
    };

    /// <summary>Reads an amount as 1250000 USD; null where it is none, or in no currency.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="currency">The currency of amounts that name none; blank where they are to name one.</param>
    public static string? ReadMoney(SheetCell cell, string currency)
    {
        if (cell.Number is { } number)
        {
            return Written(number, currency);
        }

        var text = Folded.Of(cell.Text);
        var code = "";
        if (Codes().Match(cell.Text) is { Success: true } match)
        {
            code = match.Value;
            text = text.Replace(Folded.Of(code), " ", StringComparison.Ordinal);
        }
        else if (Array.Find(Signs, s => text.Contains(s.Sign, StringComparison.Ordinal)) is { Sign.Length: > 0 } sign)
        {
            code = sign.Code;
            text = text.Replace(sign.Sign, " ", StringComparison.Ordinal);
        }
        else if (text.Contains("cfa", StringComparison.Ordinal))
        {
            // Two currencies of that name, at the same rate: whoever imports says which.
            text = text.Replace("fcfa", " ", StringComparison.Ordinal).Replace("f cfa", " ", StringComparison.Ordinal).Replace("cfa", " ", StringComparison.Ordinal);
            code = currency is "XOF" or "XAF" ? currency : "-";
        }

        return code != "-" && ValueOf(text) is { } value ? Written(value, code.Length > 0 ? code : currency) : null;
    }

    /// <summary>Reads a whole number, with whatever parts its thousands; null where it is none.</summary>
    public static string? ReadNumber(SheetCell cell) =>
        (cell.Number ?? ValueOf(Folded.Of(cell.Text))) is { } value && value >= 0 && value == Math.Floor(value) ? value.ToString("0", CultureInfo.InvariantCulture) : null;

    private static string? Written(decimal value, string currency) =>
        value >= 0 && currency.Length == 3 ? $"{Math.Round(value, 4).ToString("0.####", CultureInfo.InvariantCulture)} {currency}" : null;

    private static decimal? ValueOf(string text)
    {
        var words = text.Trim();
        if (Figures().Match(words) is not { Success: true } match || Plain(match.Groups[1].Value) is not { } value)
        {
            return null;
        }

        // "millions de dollars", "millions d'euros": the word between is none.
        var unit = match.Groups[2].Value.Replace(".", "", StringComparison.Ordinal).Trim();
        unit = unit.EndsWith(" de", StringComparison.Ordinal) || unit.EndsWith(" d'", StringComparison.Ordinal) || unit.EndsWith(" of", StringComparison.Ordinal) ? unit[..^3].Trim() : unit;
        return unit is "" or "de" or "d'" ? value : Multiples.TryGetValue(unit, out var times) && value < 1e12m ? value * times : null;
    }

    /// <summary>
    /// A number however its thousands and decimals are parted: where two signs stand the last parts decimals; where one stands several times it parts thousands; where one stands once it parts thousands before three
    /// digits and decimals otherwise.
    /// </summary>
    private static decimal? Plain(string figures)
    {
        var text = figures.Replace(" ", "", StringComparison.Ordinal).Replace("'", "", StringComparison.Ordinal);
        var last = text.LastIndexOfAny([',', '.']);
        if (last >= 0)
        {
            var (sign, other) = (text[last], text[last] == ',' ? '.' : ',');
            var isDecimal = text.Contains(other) ? text.Count(c => c == sign) == 1 : text.Count(c => c == sign) == 1 && (text.Length - last != 4 || last > 3 || text[0] == '0');
            text = isDecimal ? text[..last].Replace(other.ToString(), "", StringComparison.Ordinal) + "." + text[(last + 1)..] : text.Replace(sign.ToString(), "", StringComparison.Ordinal);
        }

        return decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) ? value : null;
    }

    [GeneratedRegex(@"(?<!\p{L})(?:USD|EUR|MAD|GBP|XOF|XAF|CHF|CAD|AUD|JPY|CNY|AED|SAR|QAR|TND|DZD|EGP|MRU|NGN|SEK|NOK|DKK|ZAR|INR|TRY|BRL|MXN)(?!\p{L})", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Codes();

    [GeneratedRegex(@"^(?<a>\d[\d .,']*?)\s*(?<b>\p{L}[\p{L} .']*)?$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Figures();
}
