using Entente.Node.Accounts;
using Entente.Node.Border.Crossings;
using Entente.Node.Border.Manifests;
using Entente.Node.Configuration;
using Entente.Node.Oversight;
using Entente.Node.Oversight.Purposes;
using Entente.Node.Storage;
using Entente.Node.Watchlist;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace Entente.Node.Border.Encounters;

/// <summary>
/// Takes a step on an encounter, in one work: the rules make the next state, it is stored with its act, clearances follow it, and carriers who were told
/// something else hear of it.
/// </summary>
internal sealed class EncounterDesk(
    LedgerWriter ledger, KeyStore keys, ClearedTravellers cleared, TravellerScreening screening, IOptions<BorderOptions> options)
{
    /// <summary>Takes a step.</summary>
    /// <param name="id">The encounter.</param>
    /// <param name="caller">Who takes it; a person.</param>
    /// <param name="action">Code of the act, from the state after it.</param>
    /// <param name="details">What the history keeps of it.</param>
    /// <param name="step">The rule.</param>
    /// <param name="cancellationToken">Given up while it waits to be taken in.</param>
    public async Task<Results<Ok<EncounterState>, ProblemHttpResult>> StepAsync(
        string id, Caller caller, Func<Encounter, string> action, object details, Func<Encounter, Person, DateTimeOffset, Step> step, CancellationToken cancellationToken)
    {
        if (!caller.IsPerson)
        {
            return Problems.Of(StatusCodes.Status403Forbidden, "Only people decide", "Sign in as a person; a machine takes no step on an encounter.");
        }

        return await TakeAsync(id, caller, action, details, step, cancellationToken) switch
        {
            (Step.Done done, _) => TypedResults.Ok(EncounterState.Of(id, done.Now)),
            (Step.Refused { Why: var why }, var before) => RefusalProblems.Of(why, before),
            _ => Problems.Of(StatusCodes.Status404NotFound, "Unknown encounter", "There is no encounter of that id, or it has reached the end of its retention."),
        };
    }

    /// <summary>Takes a step of a person; what came of it, and the state before. Both null where there is no such encounter.</summary>
    public async Task<(Step? Step, Encounter? Before)> TakeAsync(
        string id, Caller caller, Func<Encounter, string> action, object details, Func<Encounter, Person, DateTimeOffset, Step> step, CancellationToken cancellationToken)
    {
        var spare = keys.Make();
        var outcome = await ledger.WriteAsync(work => Take(work, id, caller, action, details, step, spare), cancellationToken);
        if (!outcome.KeyUsed)
        {
            keys.GiveBack([spare]);
        }

        outcome.Cleared?.Invoke();
        return (outcome.Answer, outcome.Before);
    }

    /// <summary>Lets an encounter have what the partner answered whose listing it is. An answer to another conversation than the one in which it was asked changes nothing.</summary>
    public void OwnerAnswered(Work work, string id, string conversation, OwnerAnswer answer)
    {
        if (EncounterTable.Find(work, id) is not { } row || row.Read() is not { OwnerWord: { Answer: null } word } before || word.Conversation != conversation)
        {
            return;
        }

        var after = EncounterRules.OwnerAnswered(before, answer, work.Now);
        EncounterTable.Update(work, id, after with { Due = after.Asks == Watchlist.EncounterAction.Refuse ? after.Due : null });
        EncounterTable.Record(work, id, $"partner:{before.Owner}", "", new Ground(row.Purpose, row.LegalBasis), ActionCode.EncounterOwnerAnswered, new { before.Owner, Answer = Codes.Of(answer) });
        TellCarriers(work, row);
    }

    private Taken Take(Work work, string id, Caller caller, Func<Encounter, string> action, object details, Func<Encounter, Person, DateTimeOffset, Step> step, string spare)
    {
        if (EncounterTable.Find(work, id) is not { } row)
        {
            return new Taken(null, null, false, null);
        }

        var before = row.Read();
        var taken = step(before, new Person(caller.Id, caller.Name, caller.Roles), work.Now);
        if (taken is not Step.Done { Now: var now })
        {
            return new Taken(taken, before, false, null);
        }

        EncounterTable.Save(work, id, now, caller, action(now), details);
        var (keyUsed, clear) = before.InForce == now.InForce ? (false, null) : Clear(work, row, now, caller, spare);
        TellCarriers(work, row);
        return new Taken(taken, before, keyUsed, clear);
    }

    /// <summary>Whoever was found to be another person stops alerting for these listings; whoever was not, alerts again.</summary>
    private (bool KeyUsed, Action? Clear) Clear(Work work, EncounterRow row, Encounter now, Caller caller, string key)
    {
        var another = now.InForce is { Conclusion: Conclusion.NotThisPerson };
        var clearances = another && row.Open(keys) is { } who ? ClearedTravellers.Of(who) : [];
        var until = work.Now + options.Value.ClearedFor;
        if (clearances.Count == 0)
        {
            ClearedTravellers.Delete(work, row.Id);
        }
        else
        {
            ClearedTravellers.Store(work, keys, row.Id, key, until, clearances);
            work.Record(caller.Did(ActionCode.TravellerCleared, row.Id, new { Until = until, Listings = clearances.Select(c => c.ListingId).Distinct(StringComparer.Ordinal) }));
        }

        return (clearances.Count > 0, () => cleared.Replace(row.Id, until, clearances));
    }

    private void TellCarriers(Work work, EncounterRow row)
    {
        if (Crossing.Find(work, row.CrossingId) is { } crossing)
        {
            new CarrierAnswers(work, keys, crossing, options.Value).TellChanges(new CrossingPeople(work, keys, crossing, row.TravellerId), screening.CanTell(screening.Lists));
        }
    }

    private sealed record Taken(Step? Answer, Encounter? Before, bool KeyUsed, Action? Cleared);
}

/// <summary>Where an encounter stands, as it is answered to whoever took a step.</summary>
internal sealed record EncounterState(
    string Id, string Status, EncounterAction Asks, DateTimeOffset? Due, string? Holder, string? HolderId, DateTimeOffset? HeldUntil, Decision? Proposed, Decision? InForce, Protection? Protection, Outcome? Outcome)
{
    /// <summary>Code of the partner whose listing it is; null for a listing of this service and of public lists.</summary>
    public string? Owner { get; init; }

    /// <summary>What that partner was asked and said; null before it was asked.</summary>
    public OwnerWord? OwnerWord { get; init; }

    /// <summary>The state as it is answered.</summary>
    public static EncounterState Of(string id, Encounter encounter) => new(
        id, EncounterTable.StatusText(encounter.Status), encounter.Asks, encounter.Due, encounter.HolderName, encounter.Holder, encounter.HeldUntil, encounter.Proposed, encounter.InForce,
        encounter.Protection, encounter.Outcome) { Owner = encounter.Owner, OwnerWord = encounter.OwnerWord };
}

/// <summary>Says in words why a step is not allowed and what to do.</summary>
internal static class RefusalProblems
{
    /// <summary>The problem.</summary>
    public static ProblemHttpResult Of(Refusal why, Encounter? encounter)
    {
        var (status, detail) = why switch
        {
            Refusal.HeldByAnother => (StatusCodes.Status409Conflict, $"{encounter?.HolderName} works on this encounter until {encounter?.HeldUntil:yyyy-MM-ddTHH:mm:ssZ}. Take another one, or ask for it."),
            Refusal.NotTaken => (StatusCodes.Status409Conflict, "Take the encounter first, so that nobody else decides it meanwhile."),
            Refusal.UnknownReason => (StatusCodes.Status400BadRequest,
                $"The reason is none that this conclusion can rest on. Allowed are: {string.Join("; ", Enum.GetValues<Conclusion>().Select(c => $"{c}: {string.Join(", ", Reasons.Of(c))}"))}."),
            Refusal.MeasureUnfounded => (StatusCodes.Status400BadRequest, "Another person passes, and whoever may be another person is not refused or detained. Choose a weaker measure, or another conclusion if you can tell."),
            Refusal.BeyondListing => (StatusCodes.Status409Conflict, $"The listing asks for {encounter?.Asks} and allows no more than that. An analyst can propose to raise it, which a second person approves."),
            Refusal.NothingProposed => (StatusCodes.Status409Conflict, "Nothing waits for a second person here."),
            Refusal.SamePerson => (StatusCodes.Status409Conflict, "You proposed it; a second person has to agree."),
            Refusal.ProtectionMissing => (StatusCodes.Status409Conflict, "Nobody has recorded the protection screening (danger where the person would be sent, child, refugee, stateless person). Somebody in another role records it first."),
            Refusal.ProtectionNotIndependent => (StatusCodes.Status409Conflict, "The protection screening was recorded by whoever decided, or in the same role. Somebody else in another role records it."),
            Refusal.ProtectionBars => (StatusCodes.Status409Conflict, "The protection screening found what bars a refusal: a refugee, somebody who asks for protection, or danger where the person would be sent. Decline the proposal and hand the person to whoever examines that."),
            Refusal.UnknownFlag => (StatusCodes.Status400BadRequest, $"Allowed are {string.Join(", ", ProtectionFlags.All)}."),
            Refusal.OwnerNotConfirmed => (StatusCodes.Status409Conflict, $"It is a listing of {encounter?.Owner}, which has not confirmed that this is the person. Ask it; until it has confirmed nobody is refused or detained."),
            Refusal.HoldOver => (StatusCodes.Status409Conflict, $"{encounter?.Owner} has not confirmed in time: the traveller goes on."),
            Refusal.NoOwner => (StatusCodes.Status409Conflict, "No partner owns this listing; there is nobody to ask."),
            Refusal.OwnerAsked => (StatusCodes.Status409Conflict, $"{encounter?.Owner} was asked already; its answer is awaited, and asking again makes no hold longer."),
            Refusal.OutcomeNotDecided => (StatusCodes.Status409Conflict, "That outcome needs a decision in force that allows it; nobody has decided so."),
            _ => throw new InvalidOperationException("There is no other refusal."),
        };
        return Problems.Of(status, "The step is not allowed", detail);
    }
}
