using Dapper;
using Entente.Node.Storage;

namespace Entente.Node.Border.Figures;

/// <summary>What happened in a period, as numbers: from columns that are not sealed and from counts in which nobody is.</summary>
internal sealed record Counts
{
    /// <summary>Entries, exits and people who were not let pass, by quarter of an hour.</summary>
    public required IReadOnlyList<PassageCount> Passages { get; init; }

    /// <summary>Encounters that were opened, by quarter of an hour.</summary>
    public required IReadOnlyList<HitCount> Hits { get; init; }

    /// <summary>How long after the hit a decision was first in force, and how often.</summary>
    public required IReadOnlyList<DecideCount> ToDecide { get; init; }

    /// <summary>Encounters by where they stand, once for each list, post and carrier.</summary>
    public required IReadOnlyList<StandCount> Stands { get; init; }

    /// <summary>How the lists of carriers were.</summary>
    public required IReadOnlyList<ListCount> Lists { get; init; }

    /// <summary>Whether there is nothing at all.</summary>
    public bool IsEmpty => Passages.Count + Hits.Count + Lists.Count == 0;

    // Hits are counted by when they appeared, whatever was done about them later.
    private const string Which = "FROM encounter WHERE opened >= @From AND opened < @To AND (post = @Post OR @Post = '')";

    private const string Deciding = $"SELECT (decided - opened) / 1000 AS seconds, count(*) AS encounters {Which} AND decided IS NOT NULL GROUP BY 1 ORDER BY 1";

    // In the order of the index encounter_stands, which is read from end to end without sorting; the signs keep SQLite from the index of opened, by which it would read each row.
    private const string Standing = $"SELECT {Stand}, count(*) AS encounters FROM encounter WHERE +opened >= @From AND +opened < @To AND (post = @Post OR @Post = '') GROUP BY {Stand}";

    private const string Stand = "post, list, carrier, status, conclusion, measure, outcome, overdue";

    private static readonly string Hitting = $"SELECT opened / {Tally.Quarter} * {Tally.Quarter} AS quarter, count(*) AS hits {Which} GROUP BY 1";

    /// <summary>The queries of encounters; each is answered from an index alone.</summary>
    public static IReadOnlyList<string> Queries { get; } = [Hitting, Deciding, Standing];

    /// <summary>Counts a period.</summary>
    public static Counts Of(Database database, FiguresPeriod period)
    {
        using var connection = database.Open();
        var asked = new { period.From, period.To, period.Post };
        return new Counts
        {
            Passages = connection.Query<PassageCount>(
                "SELECT quarter, direction, result, sum(passages) AS passages FROM passage_count WHERE quarter >= @From AND quarter < @To AND (post = @Post OR @Post = '') GROUP BY quarter, direction, result", asked).AsList(),
            Hits = connection.Query<HitCount>(Hitting, asked).AsList(),
            ToDecide = connection.Query<DecideCount>(Deciding, asked).AsList(),
            Stands = connection.Query<StandCount>(Standing, asked).AsList(),
            Lists = connection.Query<ListCount>(
                """
                SELECT carrier, sum(lists) AS lists, sum(late) AS late, sum(people) AS people, sum(unread) AS unread, sum(no_birth) AS no_birth, sum(no_document) AS no_document
                FROM message_count WHERE quarter >= @From AND quarter < @To AND (post = @Post OR @Post = '') GROUP BY carrier ORDER BY sum(people) DESC, carrier
                """,
                asked).AsList(),
        };
    }

    /// <summary>Passages of a quarter of an hour.</summary>
    internal sealed class PassageCount
    {
        public DateTimeOffset Quarter { get; init; }

        /// <summary>entry or exit.</summary>
        public string Direction { get; init; } = "";

        /// <summary>passed, refused or detained.</summary>
        public string Result { get; init; } = "";

        public long Passages { get; init; }
    }

    /// <summary>Hits of a quarter of an hour.</summary>
    internal sealed class HitCount
    {
        public DateTimeOffset Quarter { get; init; }

        public long Hits { get; init; }
    }

    /// <summary>How often it took so long.</summary>
    internal sealed class DecideCount
    {
        public long Seconds { get; init; }

        public long Encounters { get; init; }
    }

    /// <summary>How many encounters stand so.</summary>
    internal sealed class StandCount
    {
        public string List { get; init; } = "";

        public string Post { get; init; } = "";

        public string Carrier { get; init; } = "";

        /// <summary>open, awaits-second or decided.</summary>
        public string Status { get; init; } = "";

        /// <summary>Of <see cref="Encounters.Conclusion"/>; empty where nothing is in force.</summary>
        public string Conclusion { get; init; } = "";

        /// <summary>Of <see cref="Encounters.Measure"/>; empty where nothing is in force.</summary>
        public string Measure { get; init; } = "";

        /// <summary>Of <see cref="Encounters.OutcomeCode"/>; empty where nobody has recorded it.</summary>
        public string Outcome { get; init; } = "";

        /// <summary>1 where the time to decide ran out.</summary>
        public long Overdue { get; init; }

        public long Encounters { get; init; }
    }

    /// <summary>How the lists of a carrier were.</summary>
    internal sealed class ListCount
    {
        public string Carrier { get; init; } = "";

        public long Lists { get; init; }

        public long Late { get; init; }

        public long People { get; init; }

        public long Unread { get; init; }

        public long NoBirth { get; init; }

        public long NoDocument { get; init; }
    }
}
