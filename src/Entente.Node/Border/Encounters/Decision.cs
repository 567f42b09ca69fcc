namespace Entente.Node.Border.Encounters;

/// <summary>Whether the traveller is the listed person, as a named person found.</summary>
internal enum Conclusion
{
    /// <summary>Another person.</summary>
    NotThisPerson,

    /// <summary>Nobody can tell from what is at hand.</summary>
    CannotTell,

    /// <summary>The listed person.</summary>
    ThisPerson,
}

/// <summary>What is to happen to the traveller, weakest first; the order of <see cref="Watchlist.EncounterAction"/>.</summary>
internal enum Measure
{
    /// <summary>Nothing; the service knows.</summary>
    LetPass,

    /// <summary>A close look that the traveller does not notice.</summary>
    DiscreetCheck,

    /// <summary>Questions and search at the post.</summary>
    SecondaryInspection,

    /// <summary>No boarding, no entry.</summary>
    Refuse,

    /// <summary>Handed over on the listing's warrant.</summary>
    DetainOnWarrant,
}

/// <summary>A decision on an encounter: of one named person, and of a second one where it needs two.</summary>
/// <param name="Conclusion">Whether it is the listed person.</param>
/// <param name="Measure">What is to happen.</param>
/// <param name="Reason">Code of the reason, of <see cref="Reasons"/>.</param>
/// <param name="By">Id of the person who decided.</param>
/// <param name="Roles">His roles then.</param>
/// <param name="At">When.</param>
/// <param name="SecondedBy">Id of the second person; null where none was needed, or none has agreed yet.</param>
internal sealed record Decision(Conclusion Conclusion, Measure Measure, string Reason, string By, IReadOnlyList<string> Roles, DateTimeOffset At, string? SecondedBy)
{
    /// <summary>Whether a second named person has to agree: what takes something from the traveller, or watches him in secret.</summary>
    public bool NeedsSecond => Measure is Measure.DiscreetCheck or Measure.Refuse or Measure.DetainOnWarrant;

    /// <summary>Whether the protection screening must be on record before it takes effect.</summary>
    public bool NeedsProtection => Measure is Measure.Refuse or Measure.DetainOnWarrant;
}

/// <summary>The codes of reasons; each conclusion has its own. A code is never given another meaning.</summary>
internal static class Reasons
{
    private static readonly Dictionary<Conclusion, string[]> Codes = new()
    {
        [Conclusion.NotThisPerson] = ["other-birth-date", "other-birth-place", "other-nationality", "other-document", "other-parents", "other-appearance", "known-misidentified"],
        [Conclusion.CannotTell] = ["not-enough-data", "document-unclear", "owner-asked", "time-short"],
        [Conclusion.ThisPerson] = ["same-document", "same-biometrics", "same-identity-data", "owner-confirmed", "said-so"],
    };

    /// <summary>The codes that a conclusion may rest on.</summary>
    public static IReadOnlyList<string> Of(Conclusion conclusion) => Codes[conclusion];
}

/// <summary>
/// The protection screening: whether refusing or detaining this person may send them into danger, or meets a person whom the law protects. Recorded
/// by somebody in another role than the person who decides.
/// </summary>
/// <param name="Flags">What was found, of <see cref="ProtectionFlags"/>; empty where nothing was.</param>
/// <param name="By">Who screened.</param>
/// <param name="Roles">His roles.</param>
/// <param name="At">When.</param>
internal sealed record Protection(IReadOnlyList<string> Flags, string By, IReadOnlyList<string> Roles, DateTimeOffset At)
{
    /// <summary>Whether what was found bars a refusal: nobody is sent back into persecution or torture (1951 Convention, article 33; Convention against Torture, article 3).</summary>
    public bool BarsRefusal => Flags.Any(ProtectionFlags.Barring.Contains);
}

/// <summary>What a protection screening may find.</summary>
internal static class ProtectionFlags
{
    /// <summary>A child.</summary>
    public const string Child = "child";

    /// <summary>A stateless person.</summary>
    public const string Stateless = "stateless";

    /// <summary>A recognised refugee.</summary>
    public const string Refugee = "refugee";

    /// <summary>Somebody who asks for protection.</summary>
    public const string AsylumSeeker = "asylum-seeker";

    /// <summary>Danger of torture, persecution or death where the person would be sent.</summary>
    public const string Refoulement = "refoulement-risk";

    /// <summary>A victim of trafficking, as far as it shows.</summary>
    public const string Trafficked = "trafficked";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Child, Stateless, Refugee, AsylumSeeker, Refoulement, Trafficked];

    /// <summary>Those that bar a refusal.</summary>
    public static IReadOnlyList<string> Barring { get; } = [Refugee, AsylumSeeker, Refoulement];
}

/// <summary>What happened at the post.</summary>
internal enum OutcomeCode
{
    /// <summary>The traveller did not come.</summary>
    NotEncountered,

    /// <summary>Still at it.</summary>
    InProgress,

    /// <summary>Let pass.</summary>
    Passed,

    /// <summary>Not taken on board.</summary>
    DeniedBoarding,

    /// <summary>Not let in.</summary>
    RefusedEntry,

    /// <summary>The inspection found what it looked for.</summary>
    SecondaryPositive,

    /// <summary>The inspection found nothing.</summary>
    SecondaryNegative,

    /// <summary>Handed over on the warrant.</summary>
    Detained,

    /// <summary>The traveller passed before anybody acted.</summary>
    Missed,
}

/// <summary>What happened at the post, as somebody there recorded it.</summary>
internal sealed record Outcome(OutcomeCode Code, string By, DateTimeOffset At);
