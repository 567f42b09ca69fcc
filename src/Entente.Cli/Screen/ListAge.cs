using Entente.Screening.Subjects;

namespace Entente.Cli.Screen;

/// <summary>Says when a list may be out of date. It is used all the same: an old list is better than none.</summary>
internal static class ListAge
{
    /// <summary>The bodies that publish lists change them at least this often.</summary>
    private const int FreshDays = 30;

    /// <summary>A remark for people; null where the list is fresh.</summary>
    public static string? Remark(ListVersion version, DateTimeOffset now)
    {
        if (version.Dated is not { } dated)
        {
            return $"{version.List} states no date; make sure that it is the newest state.";
        }

        var age = DateOnly.FromDateTime(now.UtcDateTime).DayNumber - dated.DayNumber;
        return age > FreshDays ? $"{version.List} is dated {dated:yyyy-MM-dd}, {age:N0} days ago; look for a newer state." : null;
    }
}
