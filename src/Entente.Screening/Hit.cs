using Entente.Screening.Subjects;

namespace Entente.Screening;

/// <summary>What screening one traveller brought.</summary>
/// <param name="Hits">Possible matches, best first.</param>
/// <param name="Suppressed">How many hits were left out because the person has been cleared against the listing.</param>
/// <param name="Cut">Null, or why the query was cut short of the full guarantee, in words.</param>
public sealed record ScreeningAnswer(IReadOnlyList<Hit> Hits, int Suppressed, string? Cut);

/// <summary>A traveller and a listing that may be the same person, and why.</summary>
public sealed class Hit
{
    private readonly Lazy<IReadOnlyList<EvidenceLine>> _evidence;

    /// <summary>Creates a hit whose evidence is put into words when it is first asked for.</summary>
    public Hit(Func<IReadOnlyList<EvidenceLine>> evidence) => _evidence = new(evidence);

    /// <summary>The listing with the strongest evidence.</summary>
    public required Listing Listing { get; init; }

    /// <summary>The same person on other lists, as far as their names and dates say so.</summary>
    public IReadOnlyList<Listing> AlsoListedAs { get; init; } = [];

    /// <summary>The listed name that the score rests on.</summary>
    public required SubjectName ListedName { get; init; }

    /// <summary>The traveller's name that the score rests on.</summary>
    public required SubjectName TravellerName { get; init; }

    /// <summary>0 to 1; an order for work, not a probability of anything. 0.5 divides other people from the same one on judged pairs.</summary>
    public required double Score { get; init; }

    /// <summary>What the policy makes of the score.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>How many namesakes a million travellers would bring to this name evidence; null where no name agrees.</summary>
    public required double? NamesakesPerMillion { get; init; }

    /// <summary>Evidence: parts of the name, the strongest first, then the other fields.</summary>
    public IReadOnlyList<EvidenceLine> Evidence => _evidence.Value;

    /// <summary>Version of the policy.</summary>
    public required string PolicyVersion { get; init; }

    /// <summary>Version of the list on which <see cref="Listing"/> stands.</summary>
    public required ListVersion ListVersion { get; init; }

    /// <summary>The same hit with more listings of the same person.</summary>
    internal Hit With(params IEnumerable<Listing> listings) => new(() => Evidence)
    {
        Listing = Listing,
        AlsoListedAs = [.. AlsoListedAs, .. listings],
        ListedName = ListedName,
        TravellerName = TravellerName,
        Score = Score,
        Verdict = Verdict,
        NamesakesPerMillion = NamesakesPerMillion,
        PolicyVersion = PolicyVersion,
        ListVersion = ListVersion,
    };
}

/// <summary>What the policy makes of a score.</summary>
public enum Verdict
{
    /// <summary>Another person.</summary>
    None,

    /// <summary>Shown on request, never alerts.</summary>
    Weak,

    /// <summary>An officer looks at it.</summary>
    Review,

    /// <summary>An officer looks at it first.</summary>
    Strong,
}

/// <summary>One piece of evidence for or against, as an officer reads it.</summary>
/// <param name="Field">What was compared.</param>
/// <param name="Agreement">How the two sides stand to each other.</param>
/// <param name="Traveller">What the traveller's side says, in its own script; empty where it says nothing.</param>
/// <param name="Listing">What the listing's side says, in its own script; empty where it says nothing.</param>
/// <param name="Weight">What it moved the score by, in units of the policy: positive for, negative against, 0 for none.</param>
/// <param name="Words">One short sentence in English: "same part, spelled another way", "birth year one off".</param>
public sealed record EvidenceLine(EvidenceField Field, Agreement Agreement, string Traveller, string Listing, double Weight, string Words);

/// <summary>What an evidence line compares.</summary>
public enum EvidenceField
{
    /// <summary>A part of the name.</summary>
    NamePart,

    /// <summary>The name as a whole: how common it is, the order of its parts, how good the listed alias is.</summary>
    Name,

    /// <summary>Birth date.</summary>
    BirthDate,

    /// <summary>Nationality.</summary>
    Nationality,

    /// <summary>Sex.</summary>
    Sex,

    /// <summary>Document number.</summary>
    Document,
}

/// <summary>How two sides stand to each other.</summary>
public enum Agreement
{
    /// <summary>They say the same.</summary>
    Agrees,

    /// <summary>They say nearly the same.</summary>
    Near,

    /// <summary>One side says nothing.</summary>
    Missing,

    /// <summary>They say different things.</summary>
    Contradicts,
}
