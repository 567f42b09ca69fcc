using System.Text;
using Dapper;
using Entente.Formats.Reading;
using Entente.Node.Accounts;
using Entente.Node.Configuration;
using Entente.Node.Oversight;
using Entente.Node.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Entente.Node.Border.Crossings;

/// <summary>GET /crossings: flights, ferries and vehicles, the newest day first, without names. GET /crossings/{id}: who is on it, and the messages about it.</summary>
internal static class ReadCrossings
{
    private const int MostLimit = 500;

    public static void Map(WebApplication node)
    {
        node.MapGet("/crossings", Handle).Requires(Permission.Crossings).WithName("crossings");
        node.MapGet("/crossings/{id}", ReadAsync).Requires(Permission.Crossings).WithName("crossing");
    }

    private static Results<Ok<IReadOnlyList<CrossingSummary>>, ProblemHttpResult> Handle(Database database, string post = "", string day = "", int limit = 100)
    {
        if (limit is < 1 or > MostLimit)
        {
            return Problems.Of(StatusCodes.Status400BadRequest, "The request is not as it should be", $"limit is {limit}; allowed is 1 to {MostLimit}.");
        }

        return TypedResults.Ok(List(database, post, day, limit));
    }

    /// <summary>Crossings, the newest day first, without names.</summary>
    public static IReadOnlyList<CrossingSummary> List(Database database, string post, string day, int limit)
    {
        using var connection = database.Open();
        return connection.Query<CrossingSummary>(
            """
            SELECT c.id, c.kind, c.post, c.direction, c.carrier, c.number, c.day, c.origin, c.destination, c.status,
                   (SELECT count(*) FROM traveller t WHERE t.crossing_id = c.id) AS people,
                   (SELECT count(*) FROM traveller t WHERE t.crossing_id = c.id AND t.readable = 0) AS unread,
                   (SELECT count(*) FROM encounter e WHERE e.crossing_id = c.id AND e.status <> 'decided') AS undecided
            FROM crossing c WHERE (c.post = @post OR @post = '') AND (c.day = @day OR @day = '') AND c.kind <> 'counter' ORDER BY c.day DESC, c.id DESC LIMIT @limit
            """,
            new { post, day, limit }).AsList();
    }

    private static async Task<Results<Ok<CrossingView>, ProblemHttpResult>> ReadAsync(string id, Database database, KeyStore keys, LedgerWriter ledger, Caller caller, CancellationToken cancellationToken)
    {
        return await FindAsync(id, database, keys, ledger, caller, cancellationToken) is { } view
            ? TypedResults.Ok(view)
            : Problems.Of(StatusCodes.Status404NotFound, "Unknown crossing", "There is no crossing of that id, or it has reached the end of its retention.");
    }

    /// <summary>A crossing with its people and messages; null where there is none. That it was read is recorded.</summary>
    public static async Task<CrossingView?> FindAsync(string id, Database database, KeyStore keys, LedgerWriter ledger, Caller caller, CancellationToken cancellationToken)
    {
        using var connection = database.Open();
        if (connection.QueryFirstOrDefault<Crossing>("SELECT * FROM crossing WHERE id = @id", new { id }) is not { } crossing)
        {
            return null;
        }

        var people = connection.Query<TravellerRow>($"SELECT {TravellerRow.Columns} FROM traveller WHERE crossing_id = @id ORDER BY place", new { id })
            .Select(row => row.Open(keys, crossing.DataKey)).OfType<CrossingTraveller>().Select(TravellerView.Of).ToList();
        var messages = connection.Query<MessageRow>("SELECT id, sender, received, kind, findings, dropped, people, unread FROM message WHERE crossing_id = @id ORDER BY received, id", new { id }).Select(MessageView.Of).ToList();
        await ledger.RecordAsync(caller.Did(ActionCode.CrossingRead, id), cancellationToken);
        return new CrossingView(id, crossing.Kind, crossing.Post, crossing.Direction, crossing.Number, crossing.Day, crossing.Origin, crossing.Destination, crossing.Status, people, messages);
    }

    /// <summary>A crossing in one line.</summary>
    internal sealed class CrossingSummary
    {
        public string Id { get; init; } = "";

        public string Kind { get; init; } = "";

        public string Post { get; init; } = "";

        public string Direction { get; init; } = "";

        public string Carrier { get; init; } = "";

        public string Number { get; init; } = "";

        public string Day { get; init; } = "";

        public string Origin { get; init; } = "";

        public string Destination { get; init; } = "";

        public string Status { get; init; } = "";

        /// <summary>How many people are known.</summary>
        public long People { get; init; }

        /// <summary>How many of them could not be read.</summary>
        public long Unread { get; init; }

        /// <summary>How many encounters nobody has decided.</summary>
        public long Undecided { get; init; }
    }

    /// <summary>A crossing with its people and messages.</summary>
    internal sealed record CrossingView(
        string Id, string Kind, string Post, string Direction, string Number, string Day, string Origin, string Destination, string Status,
        IReadOnlyList<TravellerView> People, IReadOnlyList<MessageView> Messages);

    /// <summary>A traveller.</summary>
    /// <param name="Id">Id within this service.</param>
    /// <param name="Status">expected, cancelled, boarded or not-boarded.</param>
    /// <param name="Answer">What the carrier was last told.</param>
    /// <param name="Person">Who; null where nothing could be read.</param>
    /// <param name="Reference">The carrier's reference.</param>
    /// <param name="Locator">The locator of the reservation.</param>
    /// <param name="Seat">The seat.</param>
    internal sealed record TravellerView(string Id, string Status, string Answer, Encounters.PersonView? Person, string Reference, string Locator, string Seat)
    {
        /// <summary>The view of a traveller.</summary>
        public static TravellerView Of(CrossingTraveller traveller) => new(
            traveller.Id, traveller.Status, traveller.Answer, traveller.Person.Subject is { } subject ? Encounters.PersonView.Of(subject) : null,
            traveller.Person.PassengerReference, traveller.Person.Locator, traveller.Person.Seat);
    }

    /// <summary>A message about the crossing.</summary>
    internal sealed record MessageView(
        string Id, string Sender, DateTimeOffset Received, string Kind, long People, long Unread, IReadOnlyList<Finding> Findings, IReadOnlyDictionary<string, int> Dropped)
    {
        /// <summary>The view of a row.</summary>
        public static MessageView Of(MessageRow row) => new(
            row.Id, row.Sender, row.Received, row.Kind, row.People, row.Unread, SubjectJson.Read<List<Finding>>(row.Findings), SubjectJson.Read<Dictionary<string, int>>(row.Dropped));
    }
}

/// <summary>A stored message.</summary>
internal sealed class MessageRow
{
    public string Id { get; init; } = "";

    public string Sender { get; init; } = "";

    public string Digest { get; init; } = "";

    public DateTimeOffset Received { get; init; }

    public string Kind { get; init; } = "";

    public byte[] Raw { get; init; } = [];

    public string Findings { get; init; } = "";

    public string Dropped { get; init; } = "";

    public long People { get; init; }

    public long Unread { get; init; }
}
