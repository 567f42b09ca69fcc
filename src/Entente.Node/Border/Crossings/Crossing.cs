using System.Globalization;
using Entente.Formats.Paxlst;
using Entente.Node.Oversight;
using Entente.Node.Oversight.Purposes;
using Entente.Node.Storage;

namespace Entente.Node.Border.Crossings;

/// <summary>A flight, ferry or road vehicle that comes to a post, or leaves it.</summary>
internal sealed class Crossing
{
    public required string Id { get; init; }

    /// <summary>flight, ferry, road, or counter for whoever came without one.</summary>
    public required string Kind { get; init; }

    /// <summary>Code of the post; empty where it touches none of this service.</summary>
    public required string Post { get; init; }

    /// <summary>arrival, departure, or empty.</summary>
    public required string Direction { get; init; }

    public required string Carrier { get; init; }

    public required string Number { get; init; }

    /// <summary>Local day of departure, 2026-11-24.</summary>
    public required string Day { get; init; }

    public required string Origin { get; init; }

    public required string Destination { get; init; }

    /// <summary>The legs, as JSON.</summary>
    public required string Legs { get; init; }

    public string Status { get; init; } = CrossingStatus.Expected;

    public required string DataKey { get; init; }

    public required string Purpose { get; init; }

    public required string LegalBasis { get; init; }

    public string Marking { get; init; } = Oversight.Purposes.Marking.OwnService.ToText();

    public required DateTimeOffset Opened { get; init; }

    public required DateTimeOffset KeepUntil { get; init; }

    /// <summary>On what it rests.</summary>
    public Ground Ground => new(Purpose, LegalBasis);

    /// <summary>Stores it.</summary>
    public void Insert(Work work) => work.Execute(
        """
        INSERT INTO crossing (id, kind, post, direction, carrier, number, day, origin, destination, legs, status, data_key, purpose, legal_basis, marking, opened, keep_until)
        VALUES (@Id, @Kind, @Post, @Direction, @Carrier, @Number, @Day, @Origin, @Destination, @Legs, @Status, @DataKey, @Purpose, @LegalBasis, @Marking, @Opened, @KeepUntil)
        """,
        this);

    /// <summary>The crossing of an id; null where there is none.</summary>
    public static Crossing? Find(Work work, string id) => work.Find<Crossing>("SELECT * FROM crossing WHERE id = @id", new { id });

    /// <summary>The legs of the flight.</summary>
    public IReadOnlyList<FlightLeg> ReadLegs() => SubjectJson.Read<List<FlightLeg>>(Legs);

    // Tickets are sold a year ahead.
    private const int FurthestAhead = 400;

    /// <summary>
    /// Until when what is said about its people is kept: so long after the day of travel, or after today where that is later. A day on which nobody can
    /// have booked yet is none: who sends it must not have people kept for ever.
    /// </summary>
    public static DateTimeOffset KeepUntilOf(string day, DateTimeOffset now, TimeSpan keep)
    {
        // A local day has ended everywhere on earth a day and a half after it began in UTC.
        var ended = DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) && date < DateOnly.FromDateTime(now.UtcDateTime).AddDays(FurthestAhead)
            ? new DateTimeOffset(date.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero).AddHours(36)
            : now;
        return (ended > now ? ended : now) + keep;
    }
}

/// <summary>Where a crossing stands.</summary>
internal static class CrossingStatus
{
    /// <summary>Still ahead, or on its way.</summary>
    public const string Expected = "expected";

    /// <summary>The carrier has said who is on board.</summary>
    public const string Closed = "closed";

    /// <summary>It does not take place.</summary>
    public const string Cancelled = "cancelled";
}
