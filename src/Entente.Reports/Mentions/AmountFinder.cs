using System.Globalization;
using Entente.Reports.Lexicons;
using Entente.Reports.Sentences;

namespace Entente.Reports.Mentions;

/// <summary>Finds sums of money ($45 million, 21,6 milliards de dollars, €20m, 15 مليون يورو) and shares (2.5 per cent of GDP).</summary>
internal sealed class AmountFinder(Sentence sentence, Names names)
{
    // ISO 4217.
    private static readonly Dictionary<string, string> Dinars = new(StringComparer.Ordinal) { ["Algeria"] = "DZD", ["Tunisia"] = "TND", ["Libya"] = "LYD", ["Jordan"] = "JOD", ["Kuwait"] = "KWD", ["Iraq"] = "IQD", ["Bahrain"] = "BHD", ["Serbia"] = "RSD" };

    private readonly IReadOnlyList<Token> _tokens = sentence.Tokens;

    /// <summary>The amounts of the sentence in their order.</summary>
    public List<Mention> Find()
    {
        var found = new List<Mention>();
        for (var i = 0; i < _tokens.Count; i++)
        {
            if (NumberAt(i) is not { } number)
            {
                continue;
            }

            if (Money(i, number.Value, number.End) is { } money)
            {
                found.Add(money);
                i = money.End - 1;
            }
            else if (sentence.At("percent", number.End) is { } percent)
            {
                var gdp = Gdp(percent.End);
                found.Add(new(MentionKind.Amount, i, gdp ?? percent.End, "") { Amount = new(number.Value, "", gdp is null ? "percent" : "percent of GDP") });
                i = percent.End - 1;
            }
            else
            {
                i = number.End - 1;
            }
        }

        return found;
    }

    private Mention? Money(int at, decimal number, int end)
    {
        var (before, first) = CurrencyBefore(at);
        if (sentence.At("multiplier", end) is { } multiplier)
        {
            (number, end) = (number * decimal.Parse(multiplier.Value, CultureInfo.InvariantCulture), multiplier.End);
        }

        if (before.Length > 0)
        {
            return new(MentionKind.Amount, first, end, "") { Amount = new(number, before, "") };
        }

        var next = end < _tokens.Count && _tokens[end].Folded is "de" or "d'" or "of" or "us" ? end + 1 : end;
        if (sentence.At("currency", next) is { } currency)
        {
            return new(MentionKind.Amount, at, currency.End, "") { Amount = new(number, currency.Value == "DZD" ? Dinar(currency) : currency.Value, "") };
        }

        var sign = next < _tokens.Count ? Sign(_tokens[next].Text) : "";
        return sign.Length > 0 ? new(MentionKind.Amount, at, next + 1, "") { Amount = new(number, sign, "") } : null;
    }

    /// <summary>Whose dinars: of the State that the words themselves name, else of the one that stands nearest in the sentence, else Algeria's.</summary>
    private string Dinar(Mark currency)
    {
        var nearest = names.Found.Where(s => s.Kind == MentionKind.State && Dinars.ContainsKey(s.State)).MinBy(s => s.First >= currency.End ? s.First - currency.End : currency.First - s.End);
        return nearest is null ? currency.Value : Dinars[nearest.State];
    }

    private (string Currency, int First) CurrencyBefore(int at)
    {
        if (at == 0)
        {
            return ("", at);
        }

        var sign = Sign(_tokens[at - 1].Text);
        if (sign.Length > 0)
        {
            var dollars = at > 1 && _tokens[at - 1].Is("$") ? _tokens[at - 2].Folded : "";
            return dollars switch
            {
                "us" => ("USD", at - 2),
                "a" or "au" when _tokens[at - 1].IsGlued => ("AUD", at - 2),
                "c" or "ca" when _tokens[at - 1].IsGlued => ("CAD", at - 2),
                _ => (sign, at - 1),
            };
        }

        return _tokens[at - 1].Text is "USD" or "EUR" or "MAD" or "GBP" or "XOF" or "DZD" or "NGN" or "CHF" or "CAD" or "AUD" or "JPY" or "CNY" or "INR" or "ZAR" ? (_tokens[at - 1].Text, at - 1) : ("", at);
    }

    private static string Sign(string text) => text switch { "$" => "USD", "€" => "EUR", "£" => "GBP", "¥" => "JPY", "₦" => "NGN", "₹" => "INR", _ => "" };

    private int? Gdp(int at)
    {
        for (var i = at; i < Math.Min(at + 5, _tokens.Count); i++)
        {
            if (sentence.At("gdp", i) is { } mark)
            {
                return mark.End;
            }
        }

        return null;
    }

    /// <summary>A number in digits with its separators and suffix, or a small one in words before a multiplier.</summary>
    private (decimal Value, int End)? NumberAt(int at)
    {
        var token = _tokens[at];
        if (!char.IsAsciiDigit(token.Text[0]))
        {
            return sentence.At("number", at) is { } word && sentence.At("multiplier", word.End) is not null ? (decimal.Parse(word.Value, CultureInfo.InvariantCulture), word.End) : null;
        }

        var length = token.Text.TakeWhile(c => char.IsAsciiDigit(c) || c is '.' or ',').Count();
        if (length > 20 || Parse(token.Text[..length], sentence.Language) is not { } value)
        {
            return null;
        }

        var suffix = token.Text[length..].ToLowerInvariant();
        var factor = suffix switch { "" => 1m, "k" => 1e3m, "m" or "mn" => 1e6m, "bn" or "b" or "md" => 1e9m, "tn" => 1e12m, _ => 0 };
        if (factor == 0)
        {
            return null;
        }

        var end = at + 1;
        // French and Spanish part thousands by blanks.
        while (suffix.Length == 0 && length <= 3 && end < _tokens.Count && _tokens[end].Text.Length == 3 && _tokens[end].IsNumber && !_tokens[end].IsGlued && end - at < 5)
        {
            value = (value * 1000) + int.Parse(_tokens[end].Text);
            end++;
        }

        return (value * factor, end);
    }

    private static decimal? Parse(string digits, Language language)
    {
        var last = digits.LastIndexOfAny(['.', ',']);
        var isDecimal = last >= 0 && (digits.Length - last - 1 != 3 || (digits[last] == '.' && language == Language.English) || digits[0] == '0');
        // Two different signs: the last one is the decimal one; the same sign twice parts thousands.
        isDecimal = isDecimal && digits.AsSpan(0, Math.Max(last, 0)).IndexOf(last < 0 ? ' ' : digits[last]) < 0;
        var whole = (isDecimal ? digits[..last] : digits).Replace(",", "", StringComparison.Ordinal).Replace(".", "", StringComparison.Ordinal);
        var text = isDecimal ? whole + "." + digits[(last + 1)..] : whole;
        return decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) ? value : null;
    }
}
