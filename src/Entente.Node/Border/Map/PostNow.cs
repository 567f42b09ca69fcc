using System.Globalization;
using Dapper;
using Entente.Node.Storage;

namespace Entente.Node.Border.Map;

/// <summary>A post with what goes on there today, by its own clock.</summary>
/// <param name="Post">The post.</param>
/// <param name="Day">Its day, 2026-11-24.</param>
/// <param name="Waiting">Encounters that nobody has decided.</param>
/// <param name="Entries">People who have entered today.</param>
/// <param name="Exits">People who have left today.</param>
/// <param name="Routes">Where today's crossings come from and go to, the busiest first.</param>
internal sealed record PostNow(PostOption Post, string Day, long Waiting, long Entries, long Exits, IReadOnlyList<PostNow.Route> Routes)
{
    /// <summary>How many crossings there are.</summary>
    public long Crossings => Routes.Sum(r => r.Crossings);

    /// <summary>How many people their carriers have announced.</summary>
    public long People => Routes.Sum(r => r.People);

    /// <summary>What goes on at each post now.</summary>
    public static IReadOnlyList<PostNow> All(Database database, IReadOnlyList<PostOption> posts, DateTimeOffset now)
    {
        using var connection = database.Open();
        var waiting = connection.Query<CountRow>("SELECT post, count(*) AS number FROM encounter WHERE status <> 'decided' GROUP BY post").ToDictionary(r => r.Post, r => r.Number, StringComparer.Ordinal);
        return [.. posts.Select(post => Of(connection, post, waiting.GetValueOrDefault(post.Code), now))];
    }

    private static PostNow Of(System.Data.Common.DbConnection connection, PostOption post, long waiting, DateTimeOffset now)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(post.TimeZone);
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime);
        var period = new Figures.FiguresPeriod(post.Code, zone, today, 1);
        var day = today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var routes = connection.Query<Route>(
            """
            SELECT c.direction, c.origin, c.destination, count(*) AS crossings, sum((SELECT count(*) FROM traveller t WHERE t.crossing_id = c.id AND t.status <> 'cancelled')) AS people
            FROM crossing c WHERE c.day = @day AND c.post = @Code AND c.kind <> 'counter' AND c.status <> 'cancelled' GROUP BY c.direction, c.origin, c.destination ORDER BY 4 DESC, 2, 3
            """,
            new { day, post.Code }).AsList();
        var passed = connection.Query<CountRow>(
            "SELECT direction AS post, sum(passages) AS number FROM passage_count WHERE quarter >= @From AND quarter < @To AND post = @Code AND result = 'passed' GROUP BY direction", new { period.From, period.To, post.Code })
            .ToDictionary(r => r.Post, r => r.Number, StringComparer.Ordinal);
        return new PostNow(post, day, waiting, passed.GetValueOrDefault("entry"), passed.GetValueOrDefault("exit"), routes);
    }

    /// <summary>Crossings from one place to another.</summary>
    internal sealed class Route
    {
        /// <summary>arrival or departure.</summary>
        public string Direction { get; init; } = "";

        public string Origin { get; init; } = "";

        public string Destination { get; init; } = "";

        public long Crossings { get; init; }

        public long People { get; init; }

        /// <summary>The place at the other end.</summary>
        public string Other => Direction == "departure" ? Destination : Origin;
    }

    private sealed class CountRow
    {
        public string Post { get; init; } = "";

        public long Number { get; init; }
    }
}
