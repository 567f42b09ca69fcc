using Dapper;
using Entente.Node.Storage;

namespace Entente.Node.Border.Crossings;

/// <summary>Crossings by their number, day and place, without names.</summary>
internal static class FindCrossings
{
    /// <summary>The newest first.</summary>
    /// <param name="database">Where they are stored.</param>
    /// <param name="number">A part of the number in capitals without blanks; empty for any.</param>
    /// <param name="day">2026-11-21; empty for any.</param>
    /// <param name="place">Code of where it comes from or goes to; empty for any.</param>
    /// <param name="most">How many at most.</param>
    public static IReadOnlyList<ReadCrossings.CrossingSummary> Find(Database database, string number, string day, string place, int most)
    {
        using var connection = database.Open();
        return connection.Query<ReadCrossings.CrossingSummary>(
            """
            SELECT c.id, c.kind, c.post, c.direction, c.carrier, c.number, c.day, c.origin, c.destination, c.status,
                   (SELECT count(*) FROM traveller t WHERE t.crossing_id = c.id) AS people,
                   (SELECT count(*) FROM traveller t WHERE t.crossing_id = c.id AND t.readable = 0) AS unread,
                   (SELECT count(*) FROM encounter e WHERE e.crossing_id = c.id AND e.status <> 'decided') AS undecided
            FROM crossing c
            WHERE c.kind <> 'counter' AND (@number = '' OR upper(replace(c.number, ' ', '')) LIKE @like ESCAPE '\') AND (@day = '' OR c.day = @day)
              AND (@place = '' OR c.origin = @place OR c.destination = @place OR c.post = @place)
            ORDER BY c.day DESC, c.id DESC LIMIT @most
            """,
            new { number, like = $"%{number}%", day, place, most }).AsList();
    }
}
