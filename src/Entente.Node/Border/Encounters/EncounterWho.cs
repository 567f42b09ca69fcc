using Entente.Screening;
using Entente.Screening.Subjects;

namespace Entente.Node.Border.Encounters;

/// <summary>Who the two are and why they may be one person, as it stood when the hit appeared; stored sealed, under a key of its own.</summary>
internal sealed record EncounterWho
{
    public required Subject Traveller { get; init; }

    /// <summary>The crossing in words: "UT417 2026-11-21 CMN-MAD".</summary>
    public required string Crossing { get; init; }

    /// <summary>The listing with the strongest evidence, then the same person on other lists.</summary>
    public required IReadOnlyList<Listing> Listings { get; init; }

    public required string TravellerName { get; init; }

    public required string ListedName { get; init; }

    /// <summary>Part by part, in words.</summary>
    public required IReadOnlyList<EvidenceLine> Evidence { get; init; }

    public double? NamesakesPerMillion { get; init; }

    public required string PolicyVersion { get; init; }

    public required ListVersion ListVersion { get; init; }

    /// <summary>What the listing wants whoever meets the person to heed.</summary>
    public required string Handling { get; init; }

    /// <summary>Number of the warrant; empty where there is none.</summary>
    public required string Warrant { get; init; }

    /// <summary>Whose listing it is.</summary>
    public required string Service { get; init; }

    /// <summary>The place in storage.</summary>
    public static string PlaceOf(string encounterId) => $"encounter.who/{encounterId}";
}
