using Entente.Node.Watchlist;

namespace Entente.Node.Border.Encounters;

/// <summary>
/// What this service does about one traveller who may be one listed person. Immutable; <see cref="EncounterRules"/> makes the next state of it.
/// Holds no personal data: who the two are stands beside it, sealed.
/// </summary>
internal sealed record Encounter
{
    /// <summary>What the listing asks for, at the moment of the hit or sharpened since.</summary>
    public required EncounterAction Asks { get; init; }

    /// <summary>When the hit appeared.</summary>
    public required DateTimeOffset Opened { get; init; }

    /// <summary>Until when somebody should have decided; afterwards the configured answer goes to the carrier. Null where nothing waits for it.</summary>
    public DateTimeOffset? Due { get; init; }

    /// <summary>Who works on it; null for nobody.</summary>
    public string? Holder { get; init; }

    /// <summary>The name of who works on it, for colleagues.</summary>
    public string? HolderName { get; init; }

    /// <summary>Until when it is kept for the holder.</summary>
    public DateTimeOffset? HeldUntil { get; init; }

    /// <summary>A decision that waits for a second person; null where none does.</summary>
    public Decision? Proposed { get; init; }

    /// <summary>The decision in force; null before the first.</summary>
    public Decision? InForce { get; init; }

    /// <summary>The protection screening; null before it is recorded.</summary>
    public Protection? Protection { get; init; }

    /// <summary>What happened at the post; null before anything did.</summary>
    public Outcome? Outcome { get; init; }

    /// <summary>Code of the partner whose listing it is; null for a listing of this service and of public lists.</summary>
    public string? Owner { get; init; }

    /// <summary>What that partner was asked and said; null before it was asked.</summary>
    public OwnerWord? OwnerWord { get; init; }

    /// <summary>Whether the time was over for which the traveller could be kept waiting for that partner.</summary>
    public bool HoldIsOver { get; init; }

    /// <summary>Where it stands.</summary>
    public EncounterStatus Status =>
        Proposed is not null ? EncounterStatus.AwaitsSecond
        : InForce is not null ? EncounterStatus.Decided
        : EncounterStatus.Open;

    /// <summary>Whether somebody has it at the moment.</summary>
    public bool IsHeldAt(DateTimeOffset now) => Holder is not null && HeldUntil > now;
}

/// <summary>Where an encounter stands.</summary>
internal enum EncounterStatus
{
    /// <summary>Nobody has decided.</summary>
    Open,

    /// <summary>Somebody has decided, a second person has not agreed yet.</summary>
    AwaitsSecond,

    /// <summary>Decided.</summary>
    Decided,
}
