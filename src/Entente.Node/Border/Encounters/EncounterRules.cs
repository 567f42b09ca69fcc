using Entente.Node.Watchlist;

namespace Entente.Node.Border.Encounters;

/// <summary>A named person at work on an encounter.</summary>
internal sealed record Person(string Id, string Name, IReadOnlyList<string> Roles);

/// <summary>What came of a step: the next state, or why there is none.</summary>
internal abstract record Step
{
    private Step()
    {
    }

    /// <summary>It was taken.</summary>
    internal sealed record Done(Encounter Now) : Step;

    /// <summary>It is not allowed; nothing has changed.</summary>
    internal sealed record Refused(Refusal Why) : Step;
}

/// <summary>Why a step is not allowed.</summary>
internal enum Refusal
{
    /// <summary>Another person works on the encounter.</summary>
    HeldByAnother,

    /// <summary>The encounter has to be taken before it is decided.</summary>
    NotTaken,

    /// <summary>The reason is none of the conclusion's.</summary>
    UnknownReason,

    /// <summary>Somebody who is not the listed person passes.</summary>
    MeasureUnfounded,

    /// <summary>The listing asks for less than the measure.</summary>
    BeyondListing,

    /// <summary>Nothing waits for a second person.</summary>
    NothingProposed,

    /// <summary>The second person is the first.</summary>
    SamePerson,

    /// <summary>Nobody has recorded the protection screening.</summary>
    ProtectionMissing,

    /// <summary>The protection screening was recorded by the person who decides, or by somebody without another role.</summary>
    ProtectionNotIndependent,

    /// <summary>What the protection screening found bars the measure.</summary>
    ProtectionBars,

    /// <summary>A flag is none of the known ones.</summary>
    UnknownFlag,

    /// <summary>The outcome is one that nobody decided.</summary>
    OutcomeNotDecided,

    /// <summary>It is a partner's listing, and the partner has not confirmed that this is the person.</summary>
    OwnerNotConfirmed,

    /// <summary>The time is over for which the traveller may be kept waiting for the partner's answer.</summary>
    HoldOver,

    /// <summary>No partner owns the listing.</summary>
    NoOwner,

    /// <summary>The partner was asked before.</summary>
    OwnerAsked,
}

/// <summary>
/// The rules under which an encounter is decided: no adverse measure without two named persons, no refusal or detention without an independent
/// protection screening, nothing beyond what the listing asks for. Every state that is stored was made here.
/// </summary>
internal static class EncounterRules
{
    /// <summary>Takes the encounter for a person, or for longer.</summary>
    public static Step Take(Encounter encounter, Person by, DateTimeOffset now, TimeSpan holdFor) =>
        encounter.IsHeldAt(now) && encounter.Holder != by.Id
            ? new Step.Refused(Refusal.HeldByAnother)
            : new Step.Done(encounter with { Holder = by.Id, HolderName = by.Name, HeldUntil = now + holdFor });

    /// <summary>Gives the encounter back.</summary>
    public static Step Release(Encounter encounter, Person by, DateTimeOffset now) =>
        encounter.IsHeldAt(now) && encounter.Holder != by.Id
            ? new Step.Refused(Refusal.HeldByAnother)
            : new Step.Done(Released(encounter));

    /// <summary>
    /// Decides. What needs no second person is in force at once and puts an end to what waited for one; the rest waits, and what was in force stays so.
    /// A decision that was wrong is followed by another, never taken away.
    /// </summary>
    public static Step Decide(Encounter encounter, Person by, Conclusion conclusion, Measure measure, string reason, DateTimeOffset now)
    {
        if (!encounter.IsHeldAt(now) || encounter.Holder != by.Id)
        {
            return new Step.Refused(encounter.IsHeldAt(now) ? Refusal.HeldByAnother : Refusal.NotTaken);
        }

        var decision = new Decision(conclusion, measure, reason, by.Id, by.Roles, now, SecondedBy: null);
        return !Reasons.Of(conclusion).Contains(reason) ? new Step.Refused(Refusal.UnknownReason)
            : Unfounded(decision) ? new Step.Refused(Refusal.MeasureUnfounded)
            : (int)measure > (int)encounter.Asks ? new Step.Refused(Refusal.BeyondListing)
            : OwnerFault(encounter, measure, now) is { } unconfirmed ? new Step.Refused(unconfirmed)
            : decision.NeedsSecond ? new Step.Done(Released(encounter) with { Proposed = decision })
            : new Step.Done(Released(encounter) with { Proposed = null, InForce = decision });
    }

    /// <summary>A second person agrees to what was proposed.</summary>
    public static Step Second(Encounter encounter, Person by, DateTimeOffset now)
    {
        if (encounter.Proposed is not { } proposed)
        {
            return new Step.Refused(Refusal.NothingProposed);
        }

        return proposed.By == by.Id ? new Step.Refused(Refusal.SamePerson)
            : OwnerFault(encounter, proposed.Measure, now) is { } unconfirmed ? new Step.Refused(unconfirmed)
            : proposed.NeedsProtection && ProtectionFault(encounter, proposed) is { } fault ? new Step.Refused(fault)
            : new Step.Done(Released(encounter) with { Proposed = null, InForce = proposed with { SecondedBy = by.Id } });
    }

    /// <summary>A second person, or the first, takes back what was proposed; it waits to be decided again.</summary>
    public static Step Decline(Encounter encounter) =>
        encounter.Proposed is null ? new Step.Refused(Refusal.NothingProposed) : new Step.Done(Released(encounter) with { Proposed = null });

    /// <summary>
    /// Records the protection screening. What bars a refusal ends one that is in force: it was decided without knowing, and is decided again.
    /// </summary>
    public static Step Protect(Encounter encounter, Person by, IReadOnlyList<string> flags, DateTimeOffset now)
    {
        if (flags is null || flags.Except(ProtectionFlags.All, StringComparer.Ordinal).Any())
        {
            return new Step.Refused(Refusal.UnknownFlag);
        }

        var protection = new Protection([.. flags.Distinct(StringComparer.Ordinal)], by.Id, by.Roles, now);
        var ends = protection.BarsRefusal && encounter.InForce is { Measure: Measure.Refuse };
        return new Step.Done(encounter with { Protection = protection, InForce = ends ? null : encounter.InForce });
    }

    /// <summary>Records what happened at the post.</summary>
    public static Step Happened(Encounter encounter, Person by, OutcomeCode code, DateTimeOffset now)
    {
        var measure = encounter.InForce?.Measure;
        var decided = code switch
        {
            OutcomeCode.DeniedBoarding or OutcomeCode.RefusedEntry => measure is Measure.Refuse,
            OutcomeCode.Detained => measure is Measure.DetainOnWarrant,
            OutcomeCode.SecondaryPositive or OutcomeCode.SecondaryNegative => measure >= Measure.DiscreetCheck,
            _ => true,
        };
        return decided ? new Step.Done(encounter with { Outcome = new Outcome(code, by.Id, now) }) : new Step.Refused(Refusal.OutcomeNotDecided);
    }

    /// <summary>
    /// The listing asks for another action now. A measure that goes beyond it is no longer in force; where it asks for more, whoever was not found to be
    /// another person is decided again.
    /// </summary>
    public static Encounter AskedAnew(Encounter encounter, EncounterAction asks)
    {
        // What its owner takes back, or has not confirmed in time, asks for nothing more, however often lists change.
        asks = encounter.HoldIsOver || encounter.OwnerWord?.Answer is OwnerAnswer.NotThisPerson or OwnerAnswer.NoLongerSought ? EncounterAction.Inform : asks;
        return encounter with { Asks = asks, Proposed = Standing(encounter.Proposed), InForce = Standing(encounter.InForce) };

        Decision? Standing(Decision? decision) =>
            decision is null || (int)decision.Measure > (int)asks || (asks > encounter.Asks && decision.Conclusion != Conclusion.NotThisPerson) ? null : decision;
    }

    /// <summary>Asks the partner whose listing it is, in a conversation that whoever asks writes into the state. The first time counts: asking again makes no hold longer.</summary>
    public static Step AskOwner(Encounter encounter, Person by, DateTimeOffset now, TimeSpan holdAtMost) =>
        encounter.Owner is null ? new Step.Refused(Refusal.NoOwner)
        : encounter.OwnerWord is not null ? new Step.Refused(Refusal.OwnerAsked)
        : new Step.Done(encounter with { OwnerWord = new OwnerWord(by.Id, now, now + holdAtMost, "", null, null) });

    /// <summary>The partner has answered. Where it did not confirm, what was decided against the traveller is in force no longer; a person decides anew.</summary>
    public static Encounter OwnerAnswered(Encounter encounter, OwnerAnswer answer, DateTimeOffset now) =>
        encounter.OwnerWord is not { Answer: null } asked ? encounter
        : answer == OwnerAnswer.Confirmed ? encounter with { OwnerWord = asked with { Answer = answer, AnsweredAt = now } }
        : AskedAnew(encounter with { OwnerWord = asked with { Answer = answer, AnsweredAt = now } }, answer == OwnerAnswer.CannotTell ? encounter.Asks : EncounterAction.Inform);

    /// <summary>The time is over for which the traveller may be kept waiting: the listing does no more than inform from now on, whatever was decided beyond that is in force no longer, and he goes on.</summary>
    public static Encounter HoldEnded(Encounter encounter, DateTimeOffset now) => encounter.OwnerWord?.IsOver(now) == true ? AskedAnew(encounter with { HoldIsOver = true }, EncounterAction.Inform) : encounter;

    /// <summary>
    /// On a partner's listing nobody is refused or detained before it has confirmed, and nothing at all is done to anybody whom it did not confirm in time or knows to be
    /// another person.
    /// </summary>
    private static Refusal? OwnerFault(Encounter encounter, Measure measure, DateTimeOffset now) =>
        encounter.Owner is null || measure == Measure.LetPass || encounter.OwnerWord?.IsConfirmed == true ? null
        : encounter.OwnerWord?.IsOver(now) == true ? Refusal.HoldOver
        : measure >= Measure.Refuse || encounter.OwnerWord?.Answer is OwnerAnswer.NotThisPerson or OwnerAnswer.NoLongerSought ? Refusal.OwnerNotConfirmed
        : null;

    /// <summary>Whether a state could have come of these rules: of one that was made elsewhere it is asked before it is believed.</summary>
    public static bool CouldHaveMade(Encounter encounter) => encounter.InForce is not { } decision
        || (Reasons.Of(decision.Conclusion).Contains(decision.Reason) && !Unfounded(decision) && (int)decision.Measure <= (int)encounter.Asks
            && (!decision.NeedsSecond || (decision.SecondedBy is { } second && second != decision.By))
            && (encounter.Owner is null || decision.Measure < Measure.Refuse || encounter.OwnerWord?.IsConfirmed == true)
            && (!decision.NeedsProtection || (encounter.Protection is { } protection && !(protection.BarsRefusal && decision.Measure == Measure.Refuse))));

    /// <summary>A measure rests on a conclusion: another person passes; of somebody of whom nobody can tell, more may be asked, and no more than that.</summary>
    private static bool Unfounded(Decision decision) => decision.Conclusion switch
    {
        Conclusion.NotThisPerson => decision.Measure != Measure.LetPass,
        Conclusion.CannotTell => decision.Measure >= Measure.Refuse,
        _ => false,
    };

    private static Refusal? ProtectionFault(Encounter encounter, Decision proposed) => encounter.Protection switch
    {
        null => Refusal.ProtectionMissing,
        { BarsRefusal: true } when proposed.Measure == Measure.Refuse => Refusal.ProtectionBars,
        { } protection when protection.By == proposed.By || !protection.Roles.Except(proposed.Roles, StringComparer.Ordinal).Any() => Refusal.ProtectionNotIndependent,
        _ => null,
    };

    private static Encounter Released(Encounter encounter) => encounter with { Holder = null, HolderName = null, HeldUntil = null };
}
