namespace Entente.Node.Watchlist;

/// <summary>The day, in UTC: review, expiry and until-dates count in it.</summary>
internal static class Days
{
    /// <summary>The day of a clock.</summary>
    public static DateOnly Today(this TimeProvider time) => time.GetUtcNow().Day();

    /// <summary>The day of an instant.</summary>
    public static DateOnly Day(this DateTimeOffset instant) => DateOnly.FromDateTime(instant.UtcDateTime);
}
