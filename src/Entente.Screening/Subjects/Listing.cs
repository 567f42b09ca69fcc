namespace Entente.Screening.Subjects;

/// <summary>A subject that an owner asks others to look for, as read from a list.</summary>
public sealed record Listing
{
    /// <summary>The identifier that the list gives, with the list's own prefix where a format defines one. Never blank.</summary>
    public required string Id { get; init; }

    /// <summary>Which list it stands on: the key of a <see cref="ListVersion"/>.</summary>
    public required string List { get; init; }

    /// <summary>Whether it is a person. Only people are screened; the rest are counted.</summary>
    public SubjectKind Kind { get; init; } = SubjectKind.Person;

    /// <summary>Identity data.</summary>
    public required Subject Subject { get; init; }

    /// <summary>The programme or reason that the list states, short (SDGT, QDi.431, Red Notice); empty where not stated.</summary>
    public string Programme { get; init; } = "";
}

/// <summary>What stands on a list.</summary>
public enum SubjectKind
{
    /// <summary>A natural person.</summary>
    Person,

    /// <summary>A company, group, armed group or other body.</summary>
    Organisation,

    /// <summary>A ship.</summary>
    Vessel,

    /// <summary>An aircraft.</summary>
    Aircraft,
}

/// <summary>Which state of a list an answer rests on.</summary>
/// <param name="List">Name of the list: the file's name without its folder.</param>
/// <param name="Sha256">SHA-256 of the file's bytes, lower-case hexadecimal.</param>
/// <param name="Dated">The date that the list itself states; null where it states none.</param>
public sealed record ListVersion(string List, string Sha256, DateOnly? Dated);
