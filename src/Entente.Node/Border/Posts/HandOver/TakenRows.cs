using Entente.Node.Border.Crossings;
using Entente.Node.Border.Encounters;
using Entente.Node.Border.Figures;
using Entente.Node.Oversight;
using Entente.Node.Oversight.Purposes;
using Entente.Node.Storage;

namespace Entente.Node.Border.Posts.HandOver;

/// <summary>
/// Stores what a post hands over, within a work. Who did something there is known here as "post:NAME/…", so that nobody of the main node is taken for him, and
/// retention counts from when it happened.
/// </summary>
internal sealed class TakenRows(Work work, KeyStore keys, Catalogue catalogue, string post, Queue<string> spareKeys)
{
    /// <summary>Stores a traveller and his crossing where they are not there. A crossing of a post is one of a counter: who was on it, the main node's own lists say.</summary>
    public void TakePerson(PostRecord record)
    {
        if (record is not { Crossing: { } from, Traveller: { } traveller })
        {
            return;
        }

        var crossing = Crossing.Find(work, from.Id) ?? Insert(from);
        if (work.Value<long>("SELECT count(*) FROM traveller WHERE id = @Id", new { traveller.Id }) == 0)
        {
            work.Execute(
                """
                INSERT INTO traveller (id, crossing_id, place, person, document, status, readable, lists, answer)
                VALUES (@Id, @crossing, (SELECT count(*) FROM traveller WHERE crossing_id = @crossing), @person, @document, @Status, @readable, @Lists, '')
                """,
                new
                {
                    traveller.Id, crossing = crossing.Id, person = keys.Seal(crossing.DataKey, StoredPerson.PlaceOf(traveller.Id), SubjectJson.Write(traveller.Person with { Asked = [] })),
                    document = traveller.Person.DocumentMark(keys), traveller.Status, readable = traveller.Person.Subject is null ? 0L : 1L, traveller.Lists,
                });
        }
    }

    /// <summary>Stores an entry or exit. Gives what was done.</summary>
    public string TakePassage(PostPassage? passage)
    {
        if (passage is null)
        {
            return "check";
        }

        work.Execute(
            "INSERT INTO passage (id, traveller_id, post, direction, result, at, by) VALUES (@Id, @TravellerId, @Post, @Direction, @Result, @At, @by)",
            new { passage.Id, passage.TravellerId, passage.Post, passage.Direction, passage.Result, passage.At, by = Of(passage.By) });
        Tally.Count(work, passage.Post, passage.Direction, passage.Result, passage.At);
        return "passage";
    }

    /// <summary>Stores an encounter, or brings the one that is there up to what the post has done since. Gives what was done, on which ground, and who is cleared by it.</summary>
    public (string What, Ground Ground, ClearedTravellers.Cleared? Clear) TakeEncounter(PostEncounter from, TimeSpan clearedFor)
    {
        var ground = GroundOf(from.Purpose, from.LegalBasis, Doing.Decide);
        var known = work.Value<long?>("SELECT version FROM post_encounter WHERE encounter_id = @Id", new { from.Id });
        var last = from.Steps.Max(s => s.Number);
        var key = known is null ? InsertEncounter(from, ground) : work.Value<string?>("SELECT data_key FROM encounter WHERE id = @Id", new { from.Id });
        if (key is null || last <= known)
        {
            return (key is null ? "deleted-here" : "older-step", ground, null);
        }

        var decidedHere = known is not null && IsDecidedHere(from.Id);
        SetState(from, known is null ? null : EncounterTable.Find(work, from.Id)?.Read(), decidedHere);
        var number = work.Value<long>("SELECT coalesce(max(number) + 1, 0) FROM encounter_step WHERE encounter_id = @Id", new { from.Id });
        foreach (var step in from.Steps.Where(s => s.Number > (known ?? -1)).OrderBy(s => s.Number))
        {
            InsertStep(from.Id, step, key, number++);
        }

        work.Execute(
            "INSERT INTO post_encounter (encounter_id, post, version) VALUES (@Id, @post, @last) ON CONFLICT (encounter_id) DO UPDATE SET version = @last", new { from.Id, post, last });
        return (decidedHere ? "history-only" : "encounter", ground, decidedHere ? null : ClearedBy(from, clearedFor));
    }

    /// <summary>On what a crossing rests here.</summary>
    public Ground GroundOf(PostCrossing? crossing) => GroundOf(crossing?.Purpose ?? "", crossing?.LegalBasis ?? "", Doing.Screen);

    /// <summary>The post's own ground where the catalogue here has it, or the first that allows it.</summary>
    private Ground GroundOf(string purpose, string legalBasis, string doing) =>
        new Ground(purpose, legalBasis) is var stated && catalogue.Allows(stated, doing) ? stated
        : catalogue.FirstFor(doing) ?? throw new InvalidOperationException("No purpose of the catalogue allows it; the configuration is refused without one.");

    private Crossing Insert(PostCrossing from)
    {
        var ground = GroundOf(from);
        var crossing = new Crossing
        {
            Id = from.Id, Kind = "counter", Post = from.Post, Direction = from.Direction, Carrier = from.Carrier, Number = from.Id, Day = from.Day, Origin = from.Origin, Destination = from.Destination,
            Legs = "[]", DataKey = spareKeys.Dequeue(), Purpose = ground.Purpose, LegalBasis = ground.LegalBasis, Opened = from.Opened,
            KeepUntil = Crossing.KeepUntilOf(from.Day, from.Opened, catalogue.Keep(ground, Doing.Screen)),
        };
        crossing.Insert(work);
        return crossing;
    }

    private string InsertEncounter(PostEncounter from, Ground ground)
    {
        var key = spareKeys.Dequeue();
        work.Execute(
            """
            INSERT INTO encounter (id, crossing_id, traveller_id, post, status, asks, rank, opened, due, state, data_key, who, purpose, legal_basis, marking, keep_until, list)
            VALUES (@Id, @CrossingId, @TravellerId, @Post, 'open', 0, @Rank, @Opened, NULL, '', @key, @who, @Purpose, @LegalBasis, @Marking, @keepUntil, @List)
            """,
            new
            {
                from.Id, from.CrossingId, from.TravellerId, from.Post, from.Rank, from.State.Opened, key, who = keys.Seal(key, EncounterWho.PlaceOf(from.Id), SubjectJson.Write(from.Who)),
                ground.Purpose, ground.LegalBasis, from.Marking, keepUntil = from.State.Opened + catalogue.Keep(ground, Doing.Decide), from.Who.Listings[0].List,
            });
        foreach (var listing in from.Listings.Distinct(StringComparer.Ordinal))
        {
            work.Execute("INSERT INTO encounter_listing (traveller_id, listing_id, encounter_id) VALUES (@TravellerId, @listing, @Id) ON CONFLICT DO NOTHING", new { from.TravellerId, listing, from.Id });
        }

        EncounterMarks.Store(work, keys, from.Id, from.Who.Traveller);
        return key;
    }

    private void InsertStep(string encounter, PostStep step, string key, long number) => work.Execute(
        "INSERT INTO encounter_step (encounter_id, number, at, actor, name, action, details) VALUES (@encounter, @number, @At, @actor, @name, @Action, @details)",
        new
        {
            encounter, number, step.At, actor = Of(step.Actor), name = step.Name.Length > 0 ? $"{step.Name} ({post})" : post, step.Action,
            details = step.Words is { } words ? SubjectJson.Text(InstructPost.Details(keys, key, encounter, words)) : step.Details,
        });

    /// <summary>Whether somebody of this node has decided the encounter, or proposed to.</summary>
    private bool IsDecidedHere(string encounter) => work.Value<long>(
        "SELECT count(*) FROM encounter_step WHERE encounter_id = @encounter AND actor NOT LIKE 'post:%' AND action IN (@decided, @proposed, @seconded)",
        new { encounter, decided = ActionCode.EncounterDecided, proposed = ActionCode.EncounterProposed, seconded = ActionCode.EncounterSeconded }) > 0;

    /// <summary>
    /// What the post decided is decided. Where somebody here has decided since, that stays, and the post adds what happened there: the history has both. What a
    /// protection screening here found holds in any case.
    /// </summary>
    private void SetState(PostEncounter from, Encounter? here, bool decidedHere)
    {
        var there = StateOf(from.State);
        var state = here is null ? there
            : decidedHere ? here with { Outcome = there.Outcome ?? here.Outcome }
            : there with
            {
                Holder = here.Holder, HolderName = here.HolderName, HeldUntil = here.HeldUntil, Outcome = there.Outcome ?? here.Outcome,
                Protection = here.Protection is { } found && !found.By.StartsWith("post:", StringComparison.Ordinal) ? found : there.Protection,
            };
        var barred = state is { Protection.BarsRefusal: true, InForce.Measure: Measure.Refuse };
        EncounterTable.Update(work, from.Id, barred ? state with { InForce = null } : state, DecidedThere(from));
    }

    /// <summary>When a decision was first in force at the post; null where none was.</summary>
    private static DateTimeOffset? DecidedThere(PostEncounter from) =>
        from.Steps.Where(s => s.Action is ActionCode.EncounterDecided or ActionCode.EncounterSeconded).Select(s => (DateTimeOffset?)s.At).Min();

    /// <summary>
    /// The state as it holds here. Nobody has it in hand, and no carrier waits for it. What waited for a second person is decided anew: whether he is another
    /// than the first, two nodes with accounts of their own cannot tell. For the same reason a protection screening stays only where it bars, or where a decision rests on it.
    /// </summary>
    private Encounter StateOf(Encounter at) => at with
    {
        Holder = null, HolderName = null, HeldUntil = null, Due = null, Proposed = null,
        InForce = at.InForce is { } decision ? decision with { By = Of(decision.By), SecondedBy = decision.SecondedBy is { } second ? Of(second) : null } : null,
        Protection = at.Protection is { } protection && (protection.BarsRefusal || at.InForce is { NeedsProtection: true }) ? protection with { By = Of(protection.By) } : null,
        Outcome = at.Outcome is { } outcome ? outcome with { By = Of(outcome.By) } : null,
    };

    private ClearedTravellers.Cleared? ClearedBy(PostEncounter from, TimeSpan clearedFor)
    {
        if (from.State.InForce is not { Conclusion: Conclusion.NotThisPerson } decision || ClearedTravellers.Of(from.Who) is not { Count: > 0 } clearances)
        {
            ClearedTravellers.Delete(work, from.Id);
            return new ClearedTravellers.Cleared(from.Id, work.Now, []);
        }

        var until = decision.At + clearedFor;
        ClearedTravellers.Store(work, keys, from.Id, spareKeys.Dequeue(), until, clearances);
        return new ClearedTravellers.Cleared(from.Id, until, clearances);
    }

    /// <summary>Somebody of the post, as he is known here; longer ids than the record takes are cut.</summary>
    private string Of(string actor) => $"{TakeOver.ActorOf(post)}/{actor}" is var known && known.Length > MostOfAnActor ? known[..MostOfAnActor] : known;

    private const int MostOfAnActor = 200;
}
