using Dapper;
using Entente.Formats.Paxlst;
using Entente.Node.Storage;

namespace Entente.Node.Border.Crossings;

/// <summary>Crossings as a board shows them: when, who runs it, how many people, how many hits, what the carrier was told. No names, so no access to a record.</summary>
internal static class CrossingBoard
{
    private const string Columns = "c.id, c.kind, c.post, c.direction, c.carrier, c.number, c.day, c.origin, c.destination, c.legs, c.status";

    private const string Which = "(c.post = @Post OR @Post = '') AND (c.day = @Day OR @Day = '') AND (c.kind = @Kind OR @Kind = '') AND c.kind <> 'counter'";

    /// <summary>Crossings that are asked for, the newest day first, and how many there are.</summary>
    public static (long Total, IReadOnlyList<BoardRow> Rows) List(Database database, Wanted wanted, IReadOnlyList<PostOption> posts)
    {
        using var connection = database.Open();
        var total = connection.ExecuteScalar<long>($"SELECT count(*) FROM crossing c WHERE {Which}", wanted);
        var rows = connection.Query<BoardRow>($"SELECT {Columns} FROM crossing c WHERE {Which} ORDER BY c.day DESC, c.id DESC LIMIT @Limit OFFSET @Offset", wanted);
        return (total, [.. rows.Select(row => Filled(connection, row, posts.FirstOrDefault(p => p.Code == row.Post)))]);
    }

    /// <summary>What arrives at a post or leaves it between two moments of its own clock, the next first.</summary>
    /// <param name="database">Where it stands.</param>
    /// <param name="post">The post.</param>
    /// <param name="from">From this local time on.</param>
    /// <param name="to">Before this local time.</param>
    /// <param name="most">How many at most.</param>
    public static IReadOnlyList<BoardRow> Between(Database database, PostOption post, DateTime from, DateTime to, int most)
    {
        using var connection = database.Open();

        // What arrives may have left the day before; the days of departure are those of the place of departure.
        var days = new { post.Code, First = Day(from.AddDays(-1)), Last = Day(to.AddDays(1)) };
        return [.. connection.Query<BoardRow>($"SELECT {Columns} FROM crossing c WHERE c.day BETWEEN @First AND @Last AND c.post = @Code AND c.kind <> 'counter'", days)
            .Select(row => (Row: row, At: row.AtPost(post))).Where(r => r.At is { } at ? at >= from && at < to : string.CompareOrdinal(r.Row.Day, Day(from)) >= 0 && string.CompareOrdinal(r.Row.Day, Day(to)) <= 0)
            .OrderBy(r => r.At ?? DateTime.MaxValue).ThenBy(r => r.Row.Number, StringComparer.Ordinal).Take(most).Select(r => Filled(connection, r.Row, post))];
    }

    /// <summary>One crossing.</summary>
    public static BoardRow Find(Database database, string id, PostOption? post)
    {
        using var connection = database.Open();
        return Filled(connection, connection.QueryFirst<BoardRow>($"SELECT {Columns} FROM crossing c WHERE c.id = @id", new { id }), post);
    }

    /// <summary>How many people came to a post's counter on a day, announced by nobody.</summary>
    public static long AtCounter(Database database, string post, string day)
    {
        using var connection = database.Open();
        return connection.ExecuteScalar<long>("SELECT count(*) FROM crossing WHERE day = @day AND post = @post AND kind = 'counter'", new { post, day });
    }

    /// <summary>A day as crossings have it.</summary>
    public static string Day(DateTime local) => local.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static BoardRow Filled(System.Data.Common.DbConnection connection, BoardRow row, PostOption? post)
    {
        var people = connection.QuerySingle<People>(
            """
            SELECT count(*) AS count, count(CASE WHEN readable = 0 THEN 1 END) AS unread, count(CASE WHEN answer = '0Z' THEN 1 END) AS may, count(CASE WHEN answer = '1Z' THEN 1 END) AS must_not,
                   count(CASE WHEN answer = '4Z' THEN 1 END) AS not_told, count(CASE WHEN status = 'boarded' THEN 1 END) AS boarded, count(CASE WHEN status = 'not-boarded' THEN 1 END) AS left_behind
            FROM traveller WHERE crossing_id = @Id
            """,
            new { row.Id });
        var hits = connection.QuerySingle<Hits>("SELECT count(CASE WHEN status <> 'decided' THEN 1 END) AS undecided, count(CASE WHEN status = 'decided' THEN 1 END) AS decided FROM encounter WHERE crossing_id = @Id", new { row.Id });
        return row with { Counts = people, Hits = hits, At = row.AtPost(post) };
    }

    /// <summary>Which crossings.</summary>
    /// <param name="Post">Code of the post; empty for all.</param>
    /// <param name="Day">Local day of departure; empty for all.</param>
    /// <param name="Kind">flight, ferry or road; empty for all.</param>
    /// <param name="Limit">How many.</param>
    /// <param name="Offset">After how many.</param>
    internal sealed record Wanted(string Post, string Day, string Kind, int Limit, int Offset);

    /// <summary>People of a crossing, in counts.</summary>
    internal sealed record People
    {
        /// <summary>How many are known.</summary>
        public long Count { get; init; }

        public long Unread { get; init; }

        /// <summary>Of how many the carrier heard 0Z.</summary>
        public long May { get; init; }

        /// <summary>Of how many the carrier heard 1Z.</summary>
        public long MustNot { get; init; }

        /// <summary>Of how many the carrier heard 4Z.</summary>
        public long NotTold { get; init; }

        public long Boarded { get; init; }

        public long LeftBehind { get; init; }
    }

    /// <summary>Hits of a crossing, in counts.</summary>
    internal sealed record Hits
    {
        public long Undecided { get; init; }

        public long Decided { get; init; }
    }
}

/// <summary>A crossing on a board.</summary>
internal sealed record BoardRow
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

    public string Legs { get; init; } = "";

    public string Status { get; init; } = "";

    /// <summary>When it arrives at the post or leaves it, by the post's clock; null where no message says so.</summary>
    public DateTime? At { get; init; }

    public CrossingBoard.People Counts { get; init; } = new();

    public CrossingBoard.Hits Hits { get; init; } = new();

    /// <summary>When it arrives at a post or leaves it, by the post's clock; of the first leg where there is no post.</summary>
    public DateTime? AtPost(PostOption? post)
    {
        var legs = SubjectJson.Read<List<FlightLeg>>(Legs);
        var arriving = legs.FirstOrDefault(leg => post?.Places.Contains(leg.To, StringComparer.OrdinalIgnoreCase) == true);
        var leaving = legs.FirstOrDefault(leg => post?.Places.Contains(leg.From, StringComparer.OrdinalIgnoreCase) == true);
        return Direction switch { "arrival" => arriving?.Arrival, "departure" => leaving?.Departure, _ => legs.FirstOrDefault()?.Departure };
    }
}
