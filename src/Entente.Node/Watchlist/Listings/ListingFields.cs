using System.Text.Json.Serialization;
using Entente.Node.Configuration;
using Entente.Node.Oversight.Purposes;
using Entente.Screening.Subjects;

namespace Entente.Node.Watchlist.Listings;

/// <summary>
/// What an own listing says, as it is nominated and as it is sealed. There is no field for ethnicity, religion, opinion or protected activity, and a
/// body with a field that is not here is refused.
/// </summary>
internal sealed record ListingFields
{
    /// <summary>Names in any script, the best one first; at least one of them full.</summary>
    public IReadOnlyList<NameField> Names { get; init; } = [];

    /// <summary>1991-03-06, 1991-03, 1991 or 1990/1992, each with ~ in front where approximate.</summary>
    public IReadOnlyList<string> BirthDates { get; init; } = [];

    /// <summary>Codes of two or three letters.</summary>
    public IReadOnlyList<string> Nationalities { get; init; } = [];

    /// <summary>female, male or not-stated.</summary>
    [JsonConverter(typeof(CodeConverter<Sex>))]
    public Sex Sex { get; init; }

    /// <summary>Travel and identity documents.</summary>
    public IReadOnlyList<DocumentField> Documents { get; init; } = [];

    /// <summary>Why the person is looked for.</summary>
    public ListingCategory? Category { get; init; }

    /// <summary>What is asked of whoever meets the person.</summary>
    public EncounterAction? Action { get; init; }

    /// <summary>Number of the warrant; empty unless detention is asked for.</summary>
    public string Warrant { get; init; } = "";

    /// <summary>How sure it is that the identity data are this person's.</summary>
    public IdentityQuality? Quality { get; init; }

    /// <summary>What whoever meets the person has to heed.</summary>
    public string Handling { get; init; } = "";

    /// <summary>Where the file lies that supports the listing; not what is in it.</summary>
    public string Reference { get; init; } = "";

    /// <summary>When somebody has to look whether the listing is still right.</summary>
    public DateOnly? ReviewOn { get; init; }

    /// <summary>The last day on which it is in force.</summary>
    public DateOnly? ExpiresOn { get; init; }

    /// <summary>Who may see it; for this service alone where missing.</summary>
    public Marking? Marking { get; init; }
}

/// <summary>One name of a listing.</summary>
/// <param name="Text">The whole name in its own script and order.</param>
internal sealed record NameField(string Text)
{
    /// <summary>primary, alias, weak-alias or original-script.</summary>
    [JsonConverter(typeof(CodeConverter<NameKind>))]
    public NameKind Kind { get; init; }

    /// <summary>The family part where it is known apart.</summary>
    public string? Family { get; init; }

    /// <summary>The given part where it is known apart.</summary>
    public string? Given { get; init; }
}

/// <summary>One document of a listing.</summary>
/// <param name="Number">As printed.</param>
internal sealed record DocumentField(string Number)
{
    /// <summary>What it is, such as passport; empty where not known.</summary>
    public string Kind { get; init; } = "";

    /// <summary>Code of the issuing State; null where not known.</summary>
    public string? Issuer { get; init; }
}

/// <summary>Why somebody is looked for. A closed set: what is not here is no ground.</summary>
[JsonConverter(typeof(CodeConverter<ListingCategory>))]
internal enum ListingCategory
{
    /// <summary>Terrorism, foreign terrorist fighters among it.</summary>
    TerrorismFtf,

    /// <summary>Another serious crime.</summary>
    Crime,

    /// <summary>A person who is missed, and may need help.</summary>
    MissingPerson,

    /// <summary>Sanctions.</summary>
    Sanctions,

    /// <summary>A danger to public health.</summary>
    PublicHealth,

    /// <summary>A court's ban on travel.</summary>
    CourtOrder,
}

/// <summary>How sure it is that the identity data are this person's, best first.</summary>
[JsonConverter(typeof(CodeConverter<IdentityQuality>))]
internal enum IdentityQuality
{
    /// <summary>Seen on a document, or by fingerprint.</summary>
    Confirmed,

    /// <summary>From several sources that agree.</summary>
    Probable,

    /// <summary>From one source.</summary>
    Possible,
}
