namespace Entente.Screening.Subjects;

/// <summary>
/// Identity data of one person (or, on lists, of an organisation, vessel or aircraft), as a source states it.
/// There is no field for ethnicity, religion or opinion, and readers drop such data on arrival.
/// </summary>
public sealed record Subject
{
    /// <summary>Names, the primary one first. At least one; never blank.</summary>
    public required IReadOnlyList<SubjectName> Names { get; init; }

    /// <summary>Stated birth dates; several where the source states several. Empty where none is stated.</summary>
    public IReadOnlyList<BirthDate> BirthDates { get; init; } = [];

    /// <summary>Stated sex; <see cref="Sex.NotStated"/> where none is stated or the source contradicts itself.</summary>
    public Sex Sex { get; init; } = Sex.NotStated;

    /// <summary>Stated nationalities. Empty where none is stated or none could be read.</summary>
    public IReadOnlyList<Country> Nationalities { get; init; } = [];

    /// <summary>Travel and identity documents. Empty where none is stated.</summary>
    public IReadOnlyList<IdentityDocument> Documents { get; init; } = [];
}

/// <summary>One name as a source writes it.</summary>
/// <param name="Text">The whole name in the order of the source, trimmed, never blank.</param>
public sealed record SubjectName(string Text)
{
    /// <summary>How the source describes this name.</summary>
    public NameKind Kind { get; init; } = NameKind.Primary;

    /// <summary>The family or primary part where the source keeps it apart; null where the order of parts is unknown.</summary>
    public string? Family { get; init; }

    /// <summary>The given or secondary part where the source keeps it apart; null where the order of parts is unknown.</summary>
    public string? Given { get; init; }

    /// <summary>
    /// True where the name may have been cut at the end of its field (ICAO Doc 9303-4, -5 and -6, section 4.2.3: a letter in
    /// the last position of the field means that the name may be truncated). The last part is then compared as a prefix,
    /// and parts that are missing behind it count for nothing.
    /// </summary>
    public bool Truncated { get; init; }
}

/// <summary>How a source describes a name.</summary>
public enum NameKind
{
    /// <summary>The name under which the source files the subject.</summary>
    Primary,

    /// <summary>A further name of good quality.</summary>
    Alias,

    /// <summary>A further name that the source itself calls weak or of low quality (nickname, kunya). Never alerts alone.</summary>
    WeakAlias,

    /// <summary>The name in the script in which its bearer writes it.</summary>
    OriginalScript,
}

/// <summary>Sex as travel documents state it (ICAO Doc 9303-4: M, F or the filler).</summary>
public enum Sex
{
    /// <summary>Not stated, unreadable, or stated as unspecified.</summary>
    NotStated,

    /// <summary>Stated as female.</summary>
    Female,

    /// <summary>Stated as male.</summary>
    Male,
}

/// <summary>A travel or identity document.</summary>
/// <param name="Number">The number as the source writes it, without surrounding blanks, never blank.</param>
public sealed record IdentityDocument(string Number)
{
    /// <summary>What the document is, in the source's words (passport, national identity number); empty where not stated.</summary>
    public string Kind { get; init; } = "";

    /// <summary>The State or organisation that issued it, where stated and readable.</summary>
    public Country? Issuer { get; init; }
}
