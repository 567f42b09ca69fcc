using Entente.Node.Desk;

namespace Entente.Node.Watchlist.Sources;

/// <summary>How pages say what a source is and how old.</summary>
internal static class SourceWords
{
    private const int Shown = 12;

    /// <summary>What is to be said of a source, what needs somebody first: held, failed, stale, unread; current where nothing is.</summary>
    public static IReadOnlyList<string> StatesOf(ReadSources.SourceLine source)
    {
        (string State, bool Is)[] states = [("held", source.Held is not null), ("failed", source.Error is not null), ("unread", source.InForce is null), ("stale", source.InForce is not null && source.Stale)];
        return states.Any(s => s.Is) ? [.. states.Where(s => s.Is).Select(s => s.State)] : ["current"];
    }

    /// <summary>How long ago something was.</summary>
    public static string Age(Words words, TimeSpan age) => age switch
    {
        { TotalMinutes: < 1 } => words["source.age-now"],
        { TotalHours: < 1 } => words.Of("source.age-minutes", (int)age.TotalMinutes),
        { TotalDays: < 2 } => words.Of("source.age-hours", (int)age.TotalHours),
        _ => words.Of("source.age-days", (int)age.TotalDays),
    };

    /// <summary>How long something lasts.</summary>
    public static string Span(Words words, TimeSpan span) => span switch
    {
        { TotalMinutes: < 1 } => words.Of("source.span-seconds", (int)span.TotalSeconds),
        { TotalHours: < 1 } => words.Of("source.span-minutes", (int)span.TotalMinutes),
        { TotalDays: < 2 } => words.Of("source.span-hours", (int)span.TotalHours),
        _ => words.Of("source.span-days", (int)span.TotalDays),
    };

    /// <summary>A format, in words; its code where it is one that nobody has named.</summary>
    public static string Format(Words words, string? format) => format is null ? "" : words.Or($"source.format-{format}", format);

    /// <summary>The beginning of a hash, by which people compare it.</summary>
    public static string Short(string? sha256) => sha256 is null ? "–" : sha256[..Math.Min(Shown, sha256.Length)];
}
