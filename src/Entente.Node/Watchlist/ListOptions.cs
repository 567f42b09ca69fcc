using Microsoft.Extensions.Options;

namespace Entente.Node.Watchlist;

/// <summary>The section Lists of the configuration.</summary>
internal sealed class ListOptions
{
    /// <summary>Watchlist files; paths relative to the configuration. At least one.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];

    /// <summary>How often the files are looked at for changes. 1 second to 1 day.</summary>
    public TimeSpan Refresh { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Lists are stale when nothing could be read anew for so long. 1 minute to 365 days.</summary>
    public TimeSpan StaleAfter { get; init; } = TimeSpan.FromDays(2);
}

/// <summary>Refuses a wrong section with all its faults at once.</summary>
internal sealed class ListOptionsValidator : IValidateOptions<ListOptions>
{
    public ValidateOptionsResult Validate(string? name, ListOptions options)
    {
        var faults = new List<string>();
        if (options.Files.Count == 0)
        {
            faults.Add("Lists:Files is empty; give at least one watchlist file.");
        }

        if (options.Refresh < TimeSpan.FromSeconds(1) || options.Refresh > TimeSpan.FromDays(1))
        {
            faults.Add($"Lists:Refresh is {options.Refresh}; allowed is 00:00:01 to 1.00:00:00.");
        }

        if (options.StaleAfter < TimeSpan.FromMinutes(1) || options.StaleAfter > TimeSpan.FromDays(365))
        {
            faults.Add($"Lists:StaleAfter is {options.StaleAfter}; allowed is 00:01:00 to 365.00:00:00.");
        }

        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
