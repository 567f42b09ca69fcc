using System.Globalization;

namespace Entente.Node.Border.Figures;

/// <summary>Which days of which post figures are about.</summary>
/// <param name="Post">Code of the post; empty for all.</param>
/// <param name="Zone">The zone in which a day begins: that of the post, or of all posts where they share one, else UTC.</param>
/// <param name="Last">The last day.</param>
/// <param name="Days">How many days: 1, 7 or 30.</param>
internal sealed record FiguresPeriod(string Post, TimeZoneInfo Zone, DateOnly Last, int Days)
{
    /// <summary>The ranges that can be chosen, days.</summary>
    public static IReadOnlyList<int> Ranges { get; } = [1, 7, 30];

    /// <summary>The first day.</summary>
    public DateOnly First => Last.AddDays(1 - Days);

    /// <summary>When the first day begins.</summary>
    public DateTimeOffset From => Begin(First);

    /// <summary>When the last day has ended.</summary>
    public DateTimeOffset To => Begin(Last.AddDays(1));

    /// <summary>The period that was asked for; what cannot be understood is today.</summary>
    public static FiguresPeriod Of(BorderOptions options, string post, string day, int days, DateTimeOffset now)
    {
        var chosen = options.Posts.FirstOrDefault(p => p.Code == post);
        var zones = (chosen is null ? options.Posts : [chosen]).Select(p => p.TimeZone).Distinct(StringComparer.Ordinal).ToList();
        var zone = zones.Count == 1 ? TimeZoneInfo.FindSystemTimeZoneById(zones[0]) : TimeZoneInfo.Utc;
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime);
        var last = DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var asked) && asked <= today && asked.Year > 2000 ? asked : today;
        return new FiguresPeriod(chosen?.Code ?? "", zone, last, Ranges.Contains(days) ? days : 1);
    }

    /// <summary>Hour of the day, 0 to 23, and day from 0, of an instant.</summary>
    public (int Day, int Hour) PlaceOf(DateTimeOffset at)
    {
        var local = TimeZoneInfo.ConvertTime(at, Zone).DateTime;
        return (DateOnly.FromDateTime(local).DayNumber - First.DayNumber, local.Hour);
    }

    private DateTimeOffset Begin(DateOnly day)
    {
        // Some zones change their clock at midnight; such a day begins an hour later.
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        var begins = Zone.IsInvalidTime(midnight) ? midnight.AddHours(1) : midnight;
        return new DateTimeOffset(begins, Zone.GetUtcOffset(begins)).ToUniversalTime();
    }
}
