using System.Reflection;
using System.Text.Json;

namespace Entente.Node.Desk;

/// <summary>The texts of the desk in one language, by key. Every language has every key; a test says which is missing.</summary>
internal sealed class Words
{
    /// <summary>The languages, by code; English first.</summary>
    public static IReadOnlyDictionary<string, Words> All { get; } = new[] { "en", "fr", "ar", "es" }.ToDictionary(code => code, code => new Words(code), StringComparer.Ordinal);

    private readonly Dictionary<string, string> _texts;

    private Words(string code)
    {
        Code = code;
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"desk/{code}.json") ?? throw new InvalidOperationException($"The texts of {code} are not in the program.");
        _texts = JsonSerializer.Deserialize<Dictionary<string, string>>(stream) ?? [];
    }

    /// <summary>Its code, as the attribute lang has it.</summary>
    public string Code { get; }

    /// <summary>rtl or ltr.</summary>
    public string Direction => Code == "ar" ? "rtl" : "ltr";

    /// <summary>What it calls itself.</summary>
    public string Name => this["language"];

    /// <summary>All keys.</summary>
    public IReadOnlyCollection<string> Keys => _texts.Keys;

    /// <summary>A text.</summary>
    public string this[string key] => _texts.TryGetValue(key, out var text) ? text : throw new InvalidOperationException($"The text {key} is missing in {Code}.");

    /// <summary>A text with values put into its places {0}, {1}.</summary>
    public string Of(string key, params object[] values) => string.Format(System.Globalization.CultureInfo.InvariantCulture, this[key], values);

    /// <summary>A text, or what is given where there is none: for words that come from elsewhere.</summary>
    public string Or(string key, string otherwise) => _texts.GetValueOrDefault(key, otherwise);
}
