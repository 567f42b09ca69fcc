namespace Entente.Reports.Proposals;

/// <summary>What kind of record a report gives reason to propose.</summary>
public enum ProposalKind
{
    /// <summary>A visit, a meeting, a call: form, actors, hosts, offices, date, place, topics, series, summary.</summary>
    Engagement,

    /// <summary>Something agreed: form, parties, subject, value, date, period, summary.</summary>
    Agreement,

    /// <summary>An exercise: name, nations, date, place, summary.</summary>
    Exercise,

    /// <summary>Equipment that changes hands: designation, kind, supplier, recipient, value, date, summary.</summary>
    Equipment,

    /// <summary>A status that one State grants another: name, granted_by, granted_to, summary.</summary>
    Designation,

    /// <summary>Spending and transfers in figures: country, measure, value, rank, period, summary.</summary>
    Spending,

    /// <summary>A threat that is assessed: phenomenon, groups, region, summary.</summary>
    Threat,
}

/// <summary>A record that a report gives reason to propose. Nothing is recorded before a person has accepted it.</summary>
/// <param name="Report">The report's file name.</param>
/// <param name="Kind">What kind of record.</param>
/// <param name="Fields">Its fields in the order of <see cref="ProposalKind"/>; a field of several values stands several times.</param>
/// <param name="Links">How it stands to other proposals and to records that exist.</param>
public sealed record Proposal(string Report, ProposalKind Kind, IReadOnlyList<ProposedField> Fields, IReadOnlyList<ProposalLink> Links)
{
    /// <summary>The fields of a name.</summary>
    public IEnumerable<ProposedField> Named(string name) => Fields.Where(f => f.Name == name);
}

/// <summary>A field with the words that it stands on.</summary>
/// <param name="Name">The field.</param>
/// <param name="Value">What is proposed.</param>
/// <param name="Start">Where the words begin, in code points of the file.</param>
/// <param name="End">Where they end, exclusive.</param>
/// <param name="Text">Exactly what stands there.</param>
/// <param name="Confidence">How sure the rule is that found it, 0 to 1, of a few steps (<see cref="Proposals.Confidence"/>).</param>
public sealed record ProposedField(string Name, FieldValue Value, int Start, int End, string Text, double Confidence);

/// <summary>A value: words (names, forms, ISO 8601 dates), a sum of money, a share, or open where the text leaves it open.</summary>
public sealed record FieldValue
{
    private FieldValue()
    {
    }

    /// <summary>What the text leaves open: a day without the report's date.</summary>
    public static FieldValue Open { get; } = new();

    /// <summary>Words, or a date in ISO 8601; null of an amount and of what is open.</summary>
    public string? Words { get; private init; }

    /// <summary>The number of an amount; null of words.</summary>
    public decimal? Number { get; private init; }

    /// <summary>ISO 4217; null of words and shares.</summary>
    public string? Currency { get; private init; }

    /// <summary>"percent of GDP" or "percent"; null of words and money.</summary>
    public string? Unit { get; private init; }

    /// <summary>Words, or a date.</summary>
    public static FieldValue Of(string words) => new() { Words = words };

    /// <summary>A sum of money.</summary>
    public static FieldValue Money(decimal number, string currency) => new() { Number = number, Currency = currency };

    /// <summary>A share.</summary>
    public static FieldValue Share(decimal number, string unit) => new() { Number = number, Unit = unit };

    /// <inheritdoc />
    public override string ToString() => Words ?? (Number is { } number ? FormattableString.Invariant($"{number:0.##############} {Currency ?? Unit}") : "open");
}

/// <summary>How a proposal stands to another one, or to a record that exists.</summary>
/// <param name="To">The other proposal's number in the answer, from 0; null of a record.</param>
/// <param name="Record">The record's identifier; null of a proposal.</param>
/// <param name="Relation">same-event, same-agreement, same-exercise, same-equipment, earlier-in-series, contradicts.</param>
/// <param name="Field">Of a contradiction the field; else null.</param>
public sealed record ProposalLink(int? To, string? Record, string Relation, string? Field);

/// <summary>A record that exists, as far as the reader needs it to link to.</summary>
/// <param name="Id">Its identifier.</param>
/// <param name="Kind">What kind of record.</param>
/// <param name="Names">Its names, or those of the people in it.</param>
/// <param name="Parties">English short names of its States, names of its bodies.</param>
/// <param name="Date">Its date or period in ISO 8601; null where it has none.</param>
public sealed record KnownRecord(string Id, ProposalKind Kind, IReadOnlyList<string> Names, IReadOnlyList<string> Parties, string? Date);
