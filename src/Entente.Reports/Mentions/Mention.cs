using Entente.Reports.Lexicons;

namespace Entente.Reports.Mentions;

/// <summary>What a part of a sentence names.</summary>
internal enum MentionKind
{
    /// <summary>A State: by name, adjective or capital.</summary>
    State,

    /// <summary>A place that is no State.</summary>
    Place,

    /// <summary>A body: a service, an organisation, a company.</summary>
    Body,

    /// <summary>An armed group.</summary>
    Group,

    /// <summary>A named person.</summary>
    Person,

    /// <summary>An office, with or without a name beside it.</summary>
    Office,

    /// <summary>A date or a period.</summary>
    Date,

    /// <summary>Money or a share.</summary>
    Amount,

    /// <summary>A named exercise.</summary>
    Exercise,

    /// <summary>A piece of equipment by noun or designation.</summary>
    Equipment,

    /// <summary>Words that stand for two States or people named elsewhere ("the two countries").</summary>
    Both,
}

/// <summary>A part of a sentence that names something.</summary>
/// <param name="Kind">What it names.</param>
/// <param name="First">Its first token.</param>
/// <param name="End">The token behind its last.</param>
/// <param name="Value">What is proposed for it.</param>
internal sealed record Mention(MentionKind Kind, int First, int End, string Value)
{
    /// <summary>The State it is, or is of; empty where that is not known.</summary>
    public string State { get; init; } = "";

    /// <summary>How a State or place is named.</summary>
    public NameForm Form { get; init; }

    /// <summary>Of equipment its kind.</summary>
    public string Detail { get; init; } = "";

    /// <summary>Of a person the office that stands beside the name.</summary>
    public Mention? Office { get; init; }

    /// <summary>Whether it is part of an office, a body or a name, and so no party of its own.</summary>
    public bool IsInside { get; set; }

    /// <summary>Of a date what is known of it.</summary>
    public ReportDate? Date { get; init; }

    /// <summary>Of an amount the number, the currency and the unit.</summary>
    public Amount? Amount { get; init; }
}

/// <summary>An amount of money, or a share.</summary>
/// <param name="Number">The number, multiplied out.</param>
/// <param name="Currency">ISO 4217; empty of a share.</param>
/// <param name="Unit">"percent of GDP" or "percent"; empty of money.</param>
internal sealed record Amount(decimal Number, string Currency, string Unit);
