namespace Entente.Node.Oversight;

/// <summary>The codes of what is done at the border.</summary>
internal static partial class ActionCode
{
    /// <summary>A message about a crossing was taken in, and its people screened.</summary>
    public const string ManifestTaken = "manifest.taken";

    /// <summary>A message was taken in again from what is kept of it.</summary>
    public const string MessageReplayed = "message.replayed";

    /// <summary>A sender of passenger lists was told something.</summary>
    public const string CarrierAnswered = "carrier.answered";

    /// <summary>Somebody read a crossing and who is on it.</summary>
    public const string CrossingRead = "crossing.read";

    /// <summary>Somebody read what is known of a traveller.</summary>
    public const string TravellerRead = "traveller.read";

    /// <summary>The lists changed, and the people of a crossing were screened again.</summary>
    public const string CrossingScreenedAgain = "crossing.screened-again";

    /// <summary>A hit became an encounter.</summary>
    public const string EncounterOpened = "encounter.opened";

    /// <summary>The listing of an encounter asks for something else now.</summary>
    public const string EncounterAskedAnew = "encounter.asked-anew";

    /// <summary>Somebody read an encounter.</summary>
    public const string EncounterRead = "encounter.read";

    /// <summary>Somebody took an encounter to work on it.</summary>
    public const string EncounterTaken = "encounter.taken";

    /// <summary>Somebody gave an encounter back.</summary>
    public const string EncounterReleased = "encounter.released";

    /// <summary>Somebody decided an encounter, alone.</summary>
    public const string EncounterDecided = "encounter.decided";

    /// <summary>Somebody decided an encounter, and a second person has to agree.</summary>
    public const string EncounterProposed = "encounter.proposed";

    /// <summary>A second person agreed.</summary>
    public const string EncounterSeconded = "encounter.seconded";

    /// <summary>What waited for a second person was taken back.</summary>
    public const string EncounterDeclined = "encounter.declined";

    /// <summary>The time to decide ran out, and carriers were told what the deployment then says.</summary>
    public const string EncounterTimeRanOut = "encounter.time-ran-out";

    /// <summary>Somebody recorded the protection screening.</summary>
    public const string EncounterProtected = "encounter.protection-screened";

    /// <summary>Somebody told the post what to do.</summary>
    public const string EncounterInstructed = "encounter.post-told";

    /// <summary>Somebody recorded what happened at the post.</summary>
    public const string EncounterOutcome = "encounter.outcome";

    /// <summary>The partner whose listing it is was asked whether this is the person.</summary>
    public const string EncounterOwnerAsked = "encounter.owner-asked";

    /// <summary>That partner has answered.</summary>
    public const string EncounterOwnerAnswered = "encounter.owner-answered";

    /// <summary>The time was over for which the traveller could be kept waiting for that partner, and he goes on.</summary>
    public const string EncounterHoldEnded = "encounter.hold-ended";

    /// <summary>A named person told that partner of the encounter.</summary>
    public const string EncounterOwnerTold = "encounter.owner-told";

    /// <summary>A traveller was cleared for a listing, or is no longer.</summary>
    public const string TravellerCleared = "traveller.cleared";

    /// <summary>Somebody was checked at a counter.</summary>
    public const string CounterChecked = "counter.checked";

    /// <summary>An entry or exit was recorded.</summary>
    public const string PassageRecorded = "passage.recorded";

    /// <summary>Somebody searched the people of crossings and encounters by name, document or number plate.</summary>
    public const string TravellersSearched = "travellers.searched";
}
