using System.Data.Common;
using System.Text.Json;
using Entente.Node.Border.Crossings;
using Entente.Node.Border.Encounters;
using Entente.Node.Oversight;
using Entente.Node.Oversight.Purposes;
using Entente.Node.Storage;
using Microsoft.Extensions.Options;

namespace Entente.Node.Border.Posts.HandOver;

/// <summary>
/// At the main node: takes records of a post over, each in a work of its own: 1. known already? 2. could it be so? 3. its rows, 4. its id and hash, 5. the act. A
/// receipt is given when that is durable, so that a post never ends what is not here.
/// </summary>
internal sealed class TakeOver(LedgerWriter ledger, KeyStore keys, ClearedTravellers cleared, Catalogue catalogue, IOptions<BorderOptions> options)
{
    // An encounter's and a clearance's, or a crossing's.
    private const int KeysOfARecord = 2;

    /// <summary>Takes records over, in their order.</summary>
    public async Task<IReadOnlyList<Receipt>> TakeAsync(string post, IReadOnlyList<SentRecord> records, CancellationToken cancellationToken)
    {
        // The writer does one after the other and commits what waits together.
        var taking = records.Select(record => TakeAsync(post, record, cancellationToken)).ToList();
        return await Task.WhenAll(taking);
    }

    private async Task<Receipt> TakeAsync(string post, SentRecord sent, CancellationToken cancellationToken)
    {
        var spare = new Queue<string>(keys.Make(KeysOfARecord));
        try
        {
            var (record, fault) = PostRecordFaults.Read(sent);
            var taken = await ledger.WriteAsync(work => fault is null && record is not null ? Take(work, post, sent, record, spare) : Refuse(work, post, sent, fault ?? "it holds nothing"), cancellationToken);
            taken.Cleared?.Invoke();
            return new Receipt(sent.Id, sent.Sha256, taken.Refused);
        }
        catch (Exception exception) when (exception is not (DbException or OperationCanceledException))
        {
            // What another program made may break anything; it must not keep the records behind it from being taken over.
            var refused = await ledger.WriteAsync(work => Refuse(work, post, sent, $"it cannot be taken over ({exception.GetType().Name})"), cancellationToken);
            return new Receipt(sent.Id, sent.Sha256, refused.Refused);
        }
        finally
        {
            keys.GiveBack(spare);
        }
    }

    private Taken Take(Work work, string post, SentRecord sent, PostRecord record, Queue<string> spare)
    {
        if (work.Value<string?>("SELECT sha256 FROM post_record WHERE post = @post AND record_id = @Id", new { post, sent.Id }) is { } known)
        {
            return known == sent.Sha256 ? new Taken(null, null) : Refuse(work, post, sent, "a record with other content was taken over under this id");
        }

        if (Conflict(work, post, record) is { } conflict)
        {
            return Refuse(work, post, sent, conflict);
        }

        var rows = new TakenRows(work, keys, catalogue, post, spare);
        rows.TakePerson(record);
        var (what, ground, clear) = record.Encounter is { } encounter ? rows.TakeEncounter(encounter, options.Value.ClearedFor) : (rows.TakePassage(record.Passage), rows.GroundOf(record.Crossing), null);
        work.Execute("INSERT INTO post_record (post, record_id, sha256, taken_at) VALUES (@post, @Id, @Sha256, @Now)", new { post, sent.Id, sent.Sha256, work.Now });
        work.Record(Act.Of(ActorOf(post), ActionCode.RecordTakenOver, ground, record.Encounter?.Id ?? record.Traveller?.Id, new { Record = sent.Id, sent.Sha256, What = what }));
        return new Taken(null, clear is null ? null : () => cleared.Replace(clear.EncounterId, clear.Until, clear.Clearances));
    }

    /// <summary>Ids that are somebody else's here: they are never overwritten.</summary>
    private static string? Conflict(Work work, string post, PostRecord record)
    {
        var encounter = record.Encounter is { } e && work.Value<long>(
            "SELECT count(*) FROM encounter WHERE id = @Id AND NOT EXISTS (SELECT 1 FROM post_encounter p WHERE p.encounter_id = encounter.id AND p.post = @post)", new { e.Id, post }) > 0;
        var crossing = record.Crossing is { } c && work.Value<long>("SELECT count(*) FROM crossing WHERE id = @Id AND kind <> 'counter'", new { c.Id }) > 0;
        var traveller = record.Traveller is { } t && work.Value<long>("SELECT count(*) FROM traveller WHERE id = @Id AND crossing_id <> @crossing", new { t.Id, crossing = record.Crossing?.Id }) > 0;
        return encounter || crossing || traveller ? "a record of this node, or of another post, has its id" : null;
    }

    private static Taken Refuse(Work work, string post, SentRecord sent, string why)
    {
        work.Record(Act.Of(ActorOf(post), ActionCode.RecordNotTakenOver, Ground.OfTheNode, null, new { Record = PostRecordFaults.IsId(sent.Id) ? sent.Id : null, sent.Sha256, Why = why }));
        return new Taken(why, null);
    }

    /// <summary>Who is recorded for what arrives from a post.</summary>
    public static string ActorOf(string post) => $"post:{post}";

    private sealed record Taken(string? Refused, Action? Cleared);
}

/// <summary>Says what is wrong with a record before anything of it is believed.</summary>
internal static class PostRecordFaults
{
    private const int MostOfAnId = 200;

    /// <summary>Whether a text may be the id of a record.</summary>
    public static bool IsId(string id) => id.Length is > 0 and <= MostOfAnId && id.All(c => c is > ' ' and <= '~');

    /// <summary>The record, or why it is none. No personal data.</summary>
    public static (PostRecord? Record, string? Fault) Read(SentRecord sent)
    {
        try
        {
            var record = SubjectJson.Read<PostRecord>(sent.Bytes);
            return (record, FaultOf(sent.Id, record));
        }
        catch (JsonException)
        {
            return (null, "it holds what this version does not read; bring both nodes to one version");
        }
    }

    private static string? FaultOf(string id, PostRecord record) => record switch
    {
        _ when id != IdOf(record) => "its id is not that of what it holds",
        { Encounter: { } e } when !Ids(e.Id, e.CrossingId, e.TravellerId, e.Purpose, e.LegalBasis) || e.Steps.Any(s => !Ids(s.Actor, s.Action)) => "an id in it is none",
        { Encounter: { } e } when e.Steps.Select(s => s.Number).Distinct().Count() != e.Steps.Count || e.Who.Listings.Count == 0 => "its history or its listings are not as they should be",
        { Encounter.State: var state } when !EncounterRules.CouldHaveMade(state) => "its decision lacks the persons or the protection screening that it needs",
        { Encounter: null, Crossing: { } c, Traveller: { } t } when !Ids(c.Id, t.Id, c.Purpose, c.LegalBasis) => "an id in it is none",
        { Passage: { } p } when !Ids(p.Id, p.By) || p.Result is not ("passed" or "refused" or "detained") => "its passage is not as it should be",
        _ => null,
    };

    /// <summary>The id that a record must have; blank where it holds too little.</summary>
    private static string IdOf(PostRecord record) => record switch
    {
        { Encounter: { Steps.Count: > 0 } e, Passage: null, Crossing: null, Traveller: null } => $"{NewRecords.Encounter}/{e.Id}/{e.Steps.Max(s => s.Number)}",
        { Encounter: null, Passage: { } p, Crossing: not null, Traveller: { } t } when p.TravellerId == t.Id => $"{NewRecords.Passage}/{p.Id}",
        { Encounter: null, Passage: null, Crossing: not null, Traveller: { } t } => $"{NewRecords.Check}/{t.Id}",
        _ => "",
    };

    private static bool Ids(params IEnumerable<string> ids) => ids.All(IsId);
}
