using Entente.Ledger.Entries;
using Microsoft.Extensions.Options;

namespace Entente.Node.Watchlist.Listings;

/// <summary>The section Listings of the configuration: what holds for listings and documents of one's own, and for what is adopted.</summary>
internal sealed class ListingOptions
{
    /// <summary>Code under which this service stands as the nominator of its listings.</summary>
    public string Service { get; init; } = "own";

    /// <summary>A review date lies at most so far ahead. 1 to 3,653 days.</summary>
    public TimeSpan ReviewWithin { get; init; } = TimeSpan.FromDays(183);

    /// <summary>An expiry date lies at most so far ahead. 1 to 3,653 days.</summary>
    public TimeSpan ExpireWithin { get; init; } = TimeSpan.FromDays(1096);

    /// <summary>A listing is called due so long before its review or expiry date. 1 to 365 days.</summary>
    public TimeSpan DueBefore { get; init; } = TimeSpan.FromDays(14);

    /// <summary>How often it is looked whether something has expired or has to be deleted. 1 second to 1 hour.</summary>
    public TimeSpan CheckEvery { get; init; } = TimeSpan.FromMinutes(1);
}

/// <summary>Refuses a wrong section with all its faults at once.</summary>
internal sealed class ListingOptionsValidator : IValidateOptions<ListingOptions>
{
    public ValidateOptionsResult Validate(string? name, ListingOptions options)
    {
        var faults = new List<string>();
        AddUnless(LedgerEntry.IsIdentifier(options.Service), "Listings:Service is no code; give one such as dgsn.");
        AddUnless(IsDays(options.ReviewWithin, 3653), $"Listings:ReviewWithin is {options.ReviewWithin}; allowed is 1.00:00:00 to 3653.00:00:00.");
        AddUnless(IsDays(options.ExpireWithin, 3653), $"Listings:ExpireWithin is {options.ExpireWithin}; allowed is 1.00:00:00 to 3653.00:00:00.");
        AddUnless(IsDays(options.DueBefore, 365), $"Listings:DueBefore is {options.DueBefore}; allowed is 1.00:00:00 to 365.00:00:00.");
        AddUnless(options.CheckEvery >= TimeSpan.FromSeconds(1) && options.CheckEvery <= TimeSpan.FromHours(1), $"Listings:CheckEvery is {options.CheckEvery}; allowed is 00:00:01 to 01:00:00.");
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);

        void AddUnless(bool right, string fault)
        {
            if (!right)
            {
                faults.Add(fault);
            }
        }
    }

    private static bool IsDays(TimeSpan span, int most) => span >= TimeSpan.FromDays(1) && span <= TimeSpan.FromDays(most);
}
