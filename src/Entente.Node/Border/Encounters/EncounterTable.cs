using System.Data.Common;
using Dapper;
using Entente.Node.Accounts;
using Entente.Node.Border.Crossings;
using Entente.Node.Configuration;
using Entente.Node.Oversight;
using Entente.Node.Oversight.Purposes;
using Entente.Node.Storage;
using Entente.Node.Watchlist;
using Entente.Screening;

namespace Entente.Node.Border.Encounters;

/// <summary>A stored encounter.</summary>
internal sealed class EncounterRow
{
    public string Id { get; init; } = "";

    public string CrossingId { get; init; } = "";

    public string TravellerId { get; init; } = "";

    public string Post { get; init; } = "";

    public string State { get; init; } = "";

    public string DataKey { get; init; } = "";

    public byte[] Who { get; init; } = [];

    public string Purpose { get; init; } = "";

    public string LegalBasis { get; init; } = "";

    /// <summary>Where it stands.</summary>
    public Encounter Read() => SubjectJson.Read<Encounter>(State);

    /// <summary>Who the two are; null where the key has been destroyed.</summary>
    public EncounterWho? Open(KeyStore keys) => keys.Open(DataKey, EncounterWho.PlaceOf(Id), Who) is { } plain ? SubjectJson.Read<EncounterWho>(plain) : null;
}

/// <summary>Opens encounters of hits and stores what is done about them, within a work.</summary>
internal static class EncounterTable
{
    /// <summary>The columns of a row.</summary>
    public const string Columns = "id, crossing_id, traveller_id, post, state, data_key, who, purpose, legal_basis";

    /// <summary>The encounter of an id; null where there is none.</summary>
    public static EncounterRow? Find(Work work, string id) => work.Find<EncounterRow>($"SELECT {Columns} FROM encounter WHERE id = @id", new { id });

    /// <summary>The encounter of an id; null where there is none.</summary>
    public static EncounterRow? Find(DbConnection connection, string id) => connection.QueryFirstOrDefault<EncounterRow>($"SELECT {Columns} FROM encounter WHERE id = @id", new { id });

    /// <summary>What came of a listing: how many encounters hold a copy of it, and how many of them led to a measure.</summary>
    public static (long Encounters, long Measures) UsesOf(Work work, string listing)
    {
        long Count(string where) => work.Value<long>($"SELECT count(*) FROM encounter WHERE id IN (SELECT encounter_id FROM encounter_listing WHERE listing_id = @listing) AND {where}", new { listing });
        return (Count("1 = 1"), Count("status = 'decided' AND measure NOT IN ('', 'let-pass')"));
    }

    /// <summary>The partner whose listing it is has taken it back: it is no ground for anything any more, and what was decided beyond knowing of it is in force no longer.</summary>
    public static void Withdraw(Work work, string listing, string owner)
    {
        foreach (var row in work.Query<EncounterRow>($"SELECT {Columns} FROM encounter WHERE id IN (SELECT encounter_id FROM encounter_listing WHERE listing_id = @listing)", new { listing }))
        {
            if (row.Read() is { } encounter && encounter.Owner == owner && encounter.Asks != EncounterAction.Inform)
            {
                Update(work, row.Id, EncounterRules.AskedAnew(encounter, EncounterAction.Inform) with { Due = null });
                Record(work, row.Id, "node", "", new Ground(row.Purpose, row.LegalBasis), ActionCode.EncounterAskedAnew, new { From = encounter.Asks.ToString(), To = EncounterAction.Inform.ToString() });
            }
        }
    }

    /// <summary>Where the encounters of a traveller stand.</summary>
    public static IReadOnlyList<Encounter> Of(Work work, string travellerId) =>
        [.. work.Query<EncounterRow>($"SELECT {Columns} FROM encounter WHERE traveller_id = @travellerId", new { travellerId }).Select(row => row.Read())];

    /// <summary>
    /// Opens an encounter for a hit, or brings the one that is there up to what the listing asks for now. Nothing twice: a traveller and a listing have one,
    /// whichever of the person's listings brings it up.
    /// </summary>
    /// <returns>True where it is a new one; the key has then been used.</returns>
    public static bool Open(Work work, KeyStore keys, string key, OpenedHit hit)
    {
        var listings = hit.Hit.AlsoListedAs.Prepend(hit.Hit.Listing).ToList();
        var known = listings.Select(l => work.Value<string?>(
            "SELECT encounter_id FROM encounter_listing WHERE traveller_id = @TravellerId AND listing_id = @Id", new { hit.TravellerId, l.Id })).FirstOrDefault(id => id is not null);
        if (known is not null)
        {
            AskAnew(work, hit, known);
            return false;
        }

        var id = Guid.CreateVersion7(work.Now).ToString("N");
        var encounter = new Encounter
        {
            Asks = hit.Terms.Action,
            Owner = hit.Terms.IsForeign ? hit.Terms.Service : null,
            Opened = work.Now,
            Due = hit.Terms.Action == EncounterAction.Refuse ? work.Now + hit.DecideWithin : null,
        };
        work.Execute(
            """
            INSERT INTO encounter (id, crossing_id, traveller_id, post, status, asks, rank, opened, due, state, data_key, who, purpose, legal_basis, marking, keep_until, list, carrier)
            VALUES (@id, @CrossingId, @TravellerId, @Post, @status, @asks, @rank, @Opened, @due, @state, @key, @who, @Purpose, @LegalBasis, @marking, @KeepUntil, @List, @Carrier)
            """,
            new
            {
                id, hit.CrossingId, hit.TravellerId, hit.Post, status = StatusText(encounter.Status), asks = (long)encounter.Asks, rank = (long)Math.Round(hit.Hit.Score * 1_000_000),
                encounter.Opened, due = encounter.Due?.ToUnixTimeMilliseconds(), state = StateText(encounter), key,
                who = keys.Seal(key, EncounterWho.PlaceOf(id), SubjectJson.Write(hit.ToWho())),
                hit.Ground.Purpose, hit.Ground.LegalBasis, marking = hit.Terms.Marking.ToText(), hit.KeepUntil, hit.Hit.Listing.List, hit.Carrier,
            });
        foreach (var listing in listings)
        {
            work.Execute(
                "INSERT INTO encounter_listing (traveller_id, listing_id, encounter_id) VALUES (@TravellerId, @Listing, @id) ON CONFLICT DO NOTHING",
                new { hit.TravellerId, Listing = listing.Id, id });
        }

        EncounterMarks.Store(work, keys, id, hit.Traveller);
        Record(work, id, "node", "", hit.Ground, ActionCode.EncounterOpened, new { Asks = encounter.Asks.ToString(), Listings = listings.Select(l => l.Id), hit.Hit.PolicyVersion, hit.Hit.ListVersion.Sha256 });
        return true;
    }

    /// <summary>Stores the next state and records the step.</summary>
    public static void Save(Work work, string id, Encounter encounter, Caller caller, string action, object details)
    {
        Update(work, id, encounter);
        Record(work, id, caller.Id, caller.Name, caller.Ground, action, details);
    }

    /// <summary>Records a step, in the history and in the ledger.</summary>
    public static void Record(Work work, string id, string actor, string name, Ground ground, string action, object details)
    {
        work.Execute(
            """
            INSERT INTO encounter_step (encounter_id, number, at, actor, name, action, details)
            SELECT @id, coalesce(max(number) + 1, 0), @Now, @actor, @name, @action, @text FROM encounter_step WHERE encounter_id = @id
            """,
            new { id, work.Now, actor, name, action, text = SubjectJson.Text(details) });
        work.Record(Act.Of(actor, action, ground, id, details));
    }

    /// <summary>A status as it is stored and told.</summary>
    public static string StatusText(EncounterStatus status) => status switch
    {
        EncounterStatus.Open => "open",
        EncounterStatus.AwaitsSecond => "awaits-second",
        _ => "decided",
    };

    private static void AskAnew(Work work, OpenedHit hit, string known)
    {
        var row = Find(work, known) ?? throw new InvalidOperationException("An encounter's listings are there without the encounter.");
        var encounter = row.Read();
        var asks = EncounterRules.AskedAnew(encounter, hit.Terms.Action).Asks;
        if (encounter.Asks == asks)
        {
            return;
        }

        var anew = EncounterRules.AskedAnew(encounter, asks) with { Due = asks == EncounterAction.Refuse ? work.Now + hit.DecideWithin : null };
        Update(work, known, anew);
        Record(work, known, "node", "", hit.Ground, ActionCode.EncounterAskedAnew, new { From = encounter.Asks.ToString(), To = anew.Asks.ToString() });
    }

    /// <summary>Stores a state; whoever calls records the step or the act that it stands for. A time that has run out once does not run out again.</summary>
    /// <param name="work">The work.</param>
    /// <param name="id">The encounter.</param>
    /// <param name="encounter">The state.</param>
    /// <param name="since">Since when its decision is in force, where that is not now.</param>
    public static void Update(Work work, string id, Encounter encounter, DateTimeOffset? since = null)
    {
        var decision = encounter.Status == EncounterStatus.Decided ? encounter.InForce : null;
        work.Execute(
            """
            UPDATE encounter SET status = @status, asks = @asks, due = CASE WHEN overdue = 1 AND @due <= @now THEN NULL ELSE @due END, state = @state, holder = @holder, held_until = @heldUntil,
                conclusion = @conclusion, measure = @measure, outcome = @outcome,
                decided = coalesce(decided, @decided), hold_until = @holdUntil
            WHERE id = @id
            """,
            new
            {
                id, status = StatusText(encounter.Status), asks = (long)encounter.Asks, due = encounter.Due?.ToUnixTimeMilliseconds(), now = work.Now.ToUnixTimeMilliseconds(), state = StateText(encounter),
                holder = encounter.Holder ?? "", heldUntil = encounter.HeldUntil?.ToUnixTimeMilliseconds() ?? 0,
                conclusion = decision is null ? "" : Codes.Of(decision.Conclusion), measure = decision is null ? "" : Codes.Of(decision.Measure),
                holdUntil = encounter is { HoldIsOver: false, OwnerWord: { Answer: null or OwnerAnswer.CannotTell } word } ? (long?)word.HoldUntil.ToUnixTimeMilliseconds() : null,
                outcome = encounter.Outcome is { } happened ? Codes.Of(happened.Code) : "", decided = decision is null ? null : (long?)(since ?? work.Now).ToUnixTimeMilliseconds(),
            });
    }

    private static string StateText(Encounter encounter) => SubjectJson.Text(encounter);
}

/// <summary>A hit that becomes an encounter.</summary>
internal sealed record OpenedHit
{
    public required string CrossingId { get; init; }

    public required string CrossingWords { get; init; }

    public required string TravellerId { get; init; }

    public required string Post { get; init; }

    public required string Carrier { get; init; }

    public required Entente.Screening.Subjects.Subject Traveller { get; init; }

    public required Hit Hit { get; init; }

    public required ListingTerms Terms { get; init; }

    public required Ground Ground { get; init; }

    public required DateTimeOffset KeepUntil { get; init; }

    public required TimeSpan DecideWithin { get; init; }

    /// <summary>What is sealed of it.</summary>
    public EncounterWho ToWho() => new()
    {
        Traveller = Traveller,
        Crossing = CrossingWords,
        Listings = [Hit.Listing, .. Hit.AlsoListedAs],
        TravellerName = Hit.TravellerName.Text,
        ListedName = Hit.ListedName.Text,
        Evidence = Hit.Evidence,
        NamesakesPerMillion = Hit.NamesakesPerMillion,
        PolicyVersion = Hit.PolicyVersion,
        ListVersion = Hit.ListVersion,
        Handling = Terms.Handling,
        Warrant = Terms.Warrant,
        Service = Terms.Service,
    };
}
