using Entente.Node.Oversight;
using Entente.Node.Storage;

namespace Entente.Node.Border.Crossings;

/// <summary>The travellers of one crossing within a work: read once, unsealed, changed, and stored where they changed.</summary>
internal sealed class CrossingPeople
{
    private readonly Work _work;
    private readonly KeyStore _keys;
    private readonly Crossing _crossing;
    private readonly KnownTravellers _travellers;

    /// <summary>Reads the travellers of a crossing.</summary>
    /// <param name="work">The work.</param>
    /// <param name="keys">Opens what is sealed.</param>
    /// <param name="crossing">The crossing.</param>
    /// <param name="only">Id of the one traveller to read; null for all.</param>
    /// <param name="sender">Whose message it is; null for nobody's.</param>
    public CrossingPeople(Work work, KeyStore keys, Crossing crossing, string? only = null, string? sender = null)
    {
        (_work, _keys, _crossing) = (work, keys, crossing);
        var which = only is null ? "" : " AND id = @only";
        _travellers = new KnownTravellers(
            sender,
            work.Query<TravellerRow>($"SELECT {TravellerRow.Columns} FROM traveller WHERE crossing_id = @Id{which} ORDER BY place", new { crossing.Id, only })
                .Select(row => row.Open(keys, crossing.DataKey)).OfType<CrossingTraveller>());
    }

    /// <summary>All of them.</summary>
    public IReadOnlyList<CrossingTraveller> All => _travellers.All;

    /// <summary>Those about whom the sender of the message has asked.</summary>
    public IEnumerable<CrossingTraveller> OfSender => All.Where(t => t.Person.OfSender(_travellers.Sender) is not null);

    /// <summary>Whether anybody else has asked about a traveller too.</summary>
    public bool HasOthers(CrossingTraveller traveller) => traveller.Person.Asked.Any(a => a.Recipient != _travellers.Sender);

    /// <summary>The traveller whom a message means; null where it is somebody new.</summary>
    public CrossingTraveller? Find(StoredPerson person) => _travellers.Find(person);

    /// <summary>Adds a traveller, or brings the one who is there up to date.</summary>
    public CrossingTraveller Take(StoredPerson person, string lists)
    {
        if (Find(person) is { } known)
        {
            known.Person = known.Person.With(person);
            _travellers.Learn(known);
            known.Lists = lists;
            known.Status = known.Status == TravellerStatus.Cancelled ? TravellerStatus.Expected : known.Status;
            Save(known);
            return known;
        }

        var traveller = new CrossingTraveller(Guid.CreateVersion7(_work.Now).ToString("N")) { Person = person, Lists = lists };
        _travellers.Add(traveller);
        _work.Execute(
            """
            INSERT INTO traveller (id, crossing_id, place, person, document, status, readable, lists, answer)
            VALUES (@Id, @crossing, @place, @person, @document, @Status, @readable, @Lists, @Answer)
            """,
            Row(traveller, _travellers.All.Count - 1));
        return traveller;
    }

    /// <summary>All of them have been screened against a state of the lists.</summary>
    public void ScreenedBy(string lists)
    {
        foreach (var traveller in All)
        {
            traveller.Lists = lists;
        }

        _work.Execute("UPDATE traveller SET lists = @lists WHERE crossing_id = @Id", new { lists, _crossing.Id });
    }

    /// <summary>What a carrier is told of a traveller from now on; stored where it is something else.</summary>
    public void Answer(CrossingTraveller traveller, string code)
    {
        if (traveller.Answer != code)
        {
            traveller.Answer = code;
            Save(traveller);
        }
    }

    /// <summary>Stores what has changed of a traveller.</summary>
    public void Save(CrossingTraveller traveller) => _work.Execute(
        "UPDATE traveller SET person = @person, document = @document, status = @Status, readable = @readable, lists = @Lists, answer = @Answer WHERE id = @Id AND crossing_id = @crossing",
        Row(traveller));

    private object Row(CrossingTraveller traveller, int place = 0) => new
    {
        traveller.Id,
        crossing = _crossing.Id,
        place = (long)place,
        person = _keys.Seal(_crossing.DataKey, StoredPerson.PlaceOf(traveller.Id), SubjectJson.Write(traveller.Person)),
        document = traveller.Person.DocumentMark(_keys),
        traveller.Status,
        readable = traveller.Person.Subject is null ? 0L : 1L,
        traveller.Lists,
        traveller.Answer,
    };
}

/// <summary>One traveller of a crossing.</summary>
internal sealed class CrossingTraveller(string id)
{
    public string Id { get; } = id;

    public required StoredPerson Person { get; set; }

    /// <summary>Of <see cref="TravellerStatus"/>.</summary>
    public string Status { get; set; } = TravellerStatus.Expected;

    /// <summary>Which state of the lists the person was last screened against.</summary>
    public required string Lists { get; set; }

    /// <summary>What the carrier was last told: 0Z, 1Z, 4Z; empty where nothing.</summary>
    public string Answer { get; set; } = "";
}

/// <summary>A row of the table of travellers.</summary>
internal sealed class TravellerRow
{
    /// <summary>The columns of a row.</summary>
    public const string Columns = "id, person, status, readable, lists, answer";

    public string Id { get; init; } = "";

    public byte[] Person { get; init; } = [];

    public string Status { get; init; } = "";

    public long Readable { get; init; }

    public string Lists { get; init; } = "";

    public string Answer { get; init; } = "";

    /// <summary>The traveller; null where the key has been destroyed.</summary>
    public CrossingTraveller? Open(KeyStore keys, string key) =>
        keys.Open(key, StoredPerson.PlaceOf(Id), Person) is { } plain
            ? new CrossingTraveller(Id) { Person = SubjectJson.Read<StoredPerson>(plain), Status = Status, Lists = Lists, Answer = Answer }
            : null;
}

/// <summary>Where a traveller stands.</summary>
internal static class TravellerStatus
{
    /// <summary>Announced.</summary>
    public const string Expected = "expected";

    /// <summary>Taken off the list.</summary>
    public const string Cancelled = "cancelled";

    /// <summary>On board, as the carrier says.</summary>
    public const string Boarded = "boarded";

    /// <summary>Not on board, as the carrier says.</summary>
    public const string NotBoarded = "not-boarded";
}
