using System.Globalization;
using System.Reflection;
using System.Text.Json;
using Entente.Node.Border;
using Entente.Node.Watchlist.Listings;

namespace Entente.Node.Desk;

/// <summary>The texts of the desk in one language, by key. Every language has every key; a test says which is missing.</summary>
internal sealed class Words
{
    /// <summary>The languages, by code; English first.</summary>
    public static IReadOnlyDictionary<string, Words> All { get; } = new[] { "en", "fr", "ar", "es" }.ToDictionary(code => code, code => new Words(code, TextsOf(code), "0123456789"), StringComparer.Ordinal);

    private readonly Dictionary<string, string> _texts;
    private readonly string _digits;

    private Words(string code, Dictionary<string, string> texts, string digits) => (Code, _texts, _digits) = (code, texts, digits);

    /// <summary>Its code, as the attribute lang has it.</summary>
    public string Code { get; }

    /// <summary>rtl or ltr.</summary>
    public string Direction => Code == "ar" ? "rtl" : "ltr";

    /// <summary>What it calls itself.</summary>
    public string Name => this["language"];

    /// <summary>All keys.</summary>
    public IReadOnlyCollection<string> Keys => _texts.Keys;

    /// <summary>The ten digits of figures and times. Those of documents and codes are never changed.</summary>
    public string Digits => _digits;

    /// <summary>A text.</summary>
    public string this[string key] => _texts.TryGetValue(key, out var text) ? text : throw new InvalidOperationException($"The text {key} is missing in {Code}.");

    /// <summary>A text with values put into its places {0}, {1}; figures as <see cref="Number"/> writes them.</summary>
    public string Of(string key, params object[] values) =>
        string.Format(CultureInfo.InvariantCulture, this[key], [.. values.Select(v => v is int or long ? Number(Convert.ToInt64(v, CultureInfo.InvariantCulture)) : v)]);

    /// <summary>A text, or what is given where there is none: for words that come from elsewhere.</summary>
    public string Or(string key, string otherwise) => _texts.GetValueOrDefault(key, otherwise);

    /// <summary>The name of a list: one's own and that of documents in words, another's as it is called.</summary>
    public string ListName(string list) => list switch { OwnLists.Name => this["list.own"], DocumentHits.List => this["list.documents"], _ => list };

    /// <summary>The kind of a document in words; one that is not known stays as whoever sent it called it.</summary>
    public string DocumentKind(string kind) => Or("document-kind." + kind.ToLowerInvariant().Replace(' ', '-'), kind);

    /// <summary>A figure with the separators and digits of the language: 10,000 in English, 10 000 in French, 10.000 in Spanish and Maghrebi Arabic (Unicode CLDR 47, numbers).</summary>
    public string Number(long value)
    {
        var grouped = value.ToString("#,0", CultureInfo.InvariantCulture);
        return WithDigits(Code switch { "en" => grouped, "fr" => grouped.Replace(',', '\u202F'), _ => grouped.Replace(',', '.') });
    }

    /// <summary>A time or a day, which is written with Western digits, in the digits of the language.</summary>
    public string WithDigits(string text) => _digits[0] == '0' ? text : string.Concat(text.Select(c => char.IsAsciiDigit(c) ? _digits[c - '0'] : c));

    /// <summary>Arabic with the digits of the Mashriq, ٠ to ٩; any other language as it is.</summary>
    public Words WithEasternDigits() => Code == "ar" ? new Words(Code, _texts, "٠١٢٣٤٥٦٧٨٩") : this;

    /// <summary>Texts lie in a file for each part of the desk.</summary>
    private static Dictionary<string, string> TextsOf(string code)
    {
        var assembly = Assembly.GetExecutingAssembly();
        return assembly.GetManifestResourceNames().Where(n => n.StartsWith("desk/", StringComparison.Ordinal) && n.EndsWith($".{code}.json", StringComparison.Ordinal)).Order(StringComparer.Ordinal)
            .Select(assembly.GetManifestResourceStream).OfType<Stream>().SelectMany(stream => JsonSerializer.Deserialize<Dictionary<string, string>>(stream) ?? []).ToDictionary(StringComparer.Ordinal);
    }
}
