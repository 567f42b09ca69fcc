using Entente.Node.Border.Crossings;
using Entente.Node.Border.Encounters;
using Entente.Node.Oversight;
using Entente.Node.Storage;

namespace Entente.Node.Border.Posts.HandOver;

/// <summary>At a post: finds what is not queued yet, and makes records of it, within a work.</summary>
internal sealed class NewRecords(Work work, KeyStore keys)
{
    /// <summary>The kinds of records.</summary>
    public const string Check = "check", Encounter = "encounter", Passage = "passage";

    /// <summary>Each kind: what is new of it, and how it is read. Who came to a counter, then what was done about them, then who passed.</summary>
    public static IReadOnlyList<Kind> All { get; } =
    [
        new(Check,
            """
            SELECT t.id AS subject, 0 AS version FROM traveller t JOIN crossing c ON c.id = t.crossing_id
            WHERE c.kind = 'counter' AND NOT EXISTS (SELECT 1 FROM post_outbox o WHERE o.kind = 'check' AND o.subject = t.id) ORDER BY t.id
            """,
            (reading, found) => reading.CheckOf(found.Subject)),
        new(Encounter,
            """
            SELECT s.encounter_id AS subject, max(s.number) AS version FROM encounter_step s GROUP BY s.encounter_id
            HAVING max(s.number) > coalesce((SELECT max(o.version) FROM post_outbox o WHERE o.kind = 'encounter' AND o.subject = s.encounter_id), -1) ORDER BY s.encounter_id
            """,
            (reading, found) => reading.EncounterOf(found.Subject)),
        new(Passage,
            "SELECT p.id AS subject, 0 AS version FROM passage p WHERE NOT EXISTS (SELECT 1 FROM post_outbox o WHERE o.kind = 'passage' AND o.subject = p.id) ORDER BY p.id",
            (reading, found) => reading.PassageOf(found.Subject)),
    ];

    private (string Key, PostRecord? Record) CheckOf(string travellerId)
    {
        var (crossing, traveller) = PersonOf(travellerId);
        return (crossing?.DataKey ?? "", traveller is null ? null : new PostRecord { Crossing = ToPost(crossing), Traveller = traveller });
    }

    private (string Key, PostRecord? Record) PassageOf(string id)
    {
        var row = work.Find<PassageRow>("SELECT id, traveller_id, post, direction, result, at, by FROM passage WHERE id = @id", new { id });
        var (crossing, traveller) = PersonOf(row?.TravellerId ?? "");
        return (crossing?.DataKey ?? "", row is null || traveller is null ? null : new PostRecord
        {
            Crossing = ToPost(crossing), Traveller = traveller, Passage = new PostPassage(row.Id, row.TravellerId, row.Post, row.Direction, row.Result, row.At, row.By),
        });
    }

    private (string Key, PostRecord? Record) EncounterOf(string id)
    {
        if (EncounterTable.Find(work, id) is not { } row || row.Open(keys) is not { } who)
        {
            return ("", null);
        }

        var more = work.Find<MoreRow>("SELECT rank, marking FROM encounter WHERE id = @id", new { id }) ?? new MoreRow();
        return (row.DataKey, new PostRecord
        {
            Encounter = new PostEncounter
            {
                Id = id, CrossingId = row.CrossingId, TravellerId = row.TravellerId, Post = row.Post, Rank = more.Rank, Purpose = row.Purpose, LegalBasis = row.LegalBasis, Marking = more.Marking,
                State = row.Read(), Who = who,
                Listings = work.Query<string>("SELECT listing_id FROM encounter_listing WHERE encounter_id = @id ORDER BY listing_id", new { id }),
                Steps = [.. work.Query<StepRow>("SELECT number, at, actor, name, action, details FROM encounter_step WHERE encounter_id = @id ORDER BY number", new { id }).Select(step => ToPost(step, row))],
            },
        });
    }

    private (Crossing? Crossing, PostTraveller? Traveller) PersonOf(string travellerId)
    {
        var crossing = work.Value<string?>("SELECT crossing_id FROM traveller WHERE id = @travellerId", new { travellerId }) is { } id ? Crossings.Crossing.Find(work, id) : null;
        var traveller = crossing is null ? null : new CrossingPeople(work, keys, crossing, travellerId).All.SingleOrDefault();
        return traveller is null ? (null, null) : (crossing, new PostTraveller(traveller.Id, traveller.Person with { Asked = [] }, traveller.Status, traveller.Lists));
    }

    private static PostCrossing? ToPost(Crossing? crossing) => crossing is null ? null : new PostCrossing(
        crossing.Id, crossing.Post, crossing.Direction, crossing.Carrier, crossing.Day, crossing.Origin, crossing.Destination, crossing.Purpose, crossing.LegalBasis, crossing.Opened);

    /// <summary>Words for the post are sealed under a key that the main node does not have.</summary>
    private PostStep ToPost(StepRow step, EncounterRow row)
    {
        var words = step.Action == ActionCode.EncounterInstructed ? InstructPost.WordsOf(keys, row, step.Details) : null;
        return new PostStep(step.Number, step.At, step.Actor, step.Name, step.Action, step.Action == ActionCode.EncounterInstructed ? "{}" : step.Details, words);
    }

    /// <summary>A kind of records.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="Sql">Which of it are new.</param>
    /// <param name="Read">The key that the record's content is sealed under, and the record; null where it has been deleted.</param>
    internal sealed record Kind(string Name, string Sql, Func<NewRecords, NewRecord, (string Key, PostRecord? Record)> Read);

    private sealed class MoreRow
    {
        public long Rank { get; init; }

        public string Marking { get; init; } = "";
    }

    private sealed class StepRow
    {
        public long Number { get; init; }

        public DateTimeOffset At { get; init; }

        public string Actor { get; init; } = "";

        public string Name { get; init; } = "";

        public string Action { get; init; } = "";

        public string Details { get; init; } = "";
    }

    private sealed class PassageRow
    {
        public string Id { get; init; } = "";

        public string TravellerId { get; init; } = "";

        public string Post { get; init; } = "";

        public string Direction { get; init; } = "";

        public string Result { get; init; } = "";

        public DateTimeOffset At { get; init; }

        public string By { get; init; } = "";
    }
}

/// <summary>What is not queued yet.</summary>
internal sealed class NewRecord
{
    public string Subject { get; init; } = "";

    public long Version { get; init; }
}
