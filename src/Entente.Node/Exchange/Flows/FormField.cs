using System.Globalization;
using Entente.Ledger.Entries;

namespace Entente.Node.Exchange.Flows;

/// <summary>What a field of a form holds.</summary>
internal enum FieldKind
{
    /// <summary>One of the codes that the field names; each side reads it in its own language.</summary>
    Code,

    /// <summary>An opaque id or code: visible ASCII characters.</summary>
    Id,

    /// <summary>A day, as 2026-11-24.</summary>
    Day,

    /// <summary>A line: identity data as they are written, of the person that the conversation is about.</summary>
    Line,

    /// <summary>Free text, in the language of whoever wrote it.</summary>
    Text,
}

/// <summary>A field of a coded form.</summary>
/// <param name="Name">Its code.</param>
/// <param name="Kind">What it holds.</param>
internal sealed record FormField(string Name, FieldKind Kind)
{
    /// <summary>Whether it may not be left out.</summary>
    public bool IsNeeded { get; init; }

    /// <summary>Most characters.</summary>
    public int Most { get; init; } = 200;

    /// <summary>Its codes.</summary>
    public IReadOnlyList<string> Codes { get; init; } = [];

    /// <summary>Whether a value is one of this field.</summary>
    public bool Takes(string? value) => value is not null && value.Length <= Most && Kind switch
    {
        FieldKind.Code => Codes.Contains(value),
        FieldKind.Id => LedgerEntry.IsIdentifier(value),
        FieldKind.Day => DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        FieldKind.Line => value.Trim().Length > 0 && !value.Any(char.IsControl),
        _ => value.Trim().Length > 0 && !value.Any(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t')),
    };

    /// <summary>Names of the fields of a form that are missing, not as they should be, or unknown; empty where none is.</summary>
    /// <param name="fields">The fields of the form.</param>
    /// <param name="values">What was filled in; what is left out is not there.</param>
    public static IReadOnlyList<string> FaultsOf(IReadOnlyList<FormField> fields, IReadOnlyDictionary<string, string> values) =>
    [
        .. fields.Where(f => values.TryGetValue(f.Name, out var value) ? !f.Takes(value) : f.IsNeeded).Select(f => f.Name),
        .. values.Keys.Any(name => fields.All(f => f.Name != name)) ? ["fields"] : (string[])[],
    ];
}
