using Entente.Screening.Subjects;

namespace Entente.Formats.Regions;

/// <summary>A state, territory, organisation or group of which a source speaks.</summary>
/// <param name="Name">As the source writes it, without its footnote marks; never blank.</param>
/// <param name="Code">Three letters of ISO 3166-1 or ICAO Doc 9303-3; empty where it is none of these: "unknown supplier(s)", a former state.</param>
public sealed record Party(string Name, string Code)
{
    /// <summary>What tells it apart from others: the code where it has one, so that "Turkey" and "Turkiye" are one; else the name.</summary>
    public string Key => Code.Length > 0 ? Code : Name;

    /// <summary>Reads a name; asterisks and daggers at its end belong to footnotes.</summary>
    /// <returns>Null for a blank text.</returns>
    public static Party? Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var name = text.TrimEnd('*', '†', '‡', ' ').Trim();
        return name.Length == 0 ? null : new Party(name, Country.TryRead(name, out var country) ? country.Code : "");
    }
}
