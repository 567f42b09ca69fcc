using Entente.Node.Configuration;
using Entente.Node.Oversight.Purposes;
using Entente.Node.Watchlist.Listings;

namespace Entente.Node.Exchange.Release;

/// <summary>Something that goes to a partner, and on what it may.</summary>
/// <param name="Marking">The marking of the copy.</param>
/// <param name="Purpose">Code of the purpose for which it goes.</param>
/// <param name="IsOwn">Whether this service owns it.</param>
/// <param name="OwnerConsents">Whether the owner has signed that it may go to this partner.</param>
internal sealed record Released(Marking Marking, string Purpose, bool IsOwn, bool OwnerConsents)
{
    /// <summary>Category of the listing; null where it is none.</summary>
    public ListingCategory? Category { get; init; }

    /// <summary>What stands against its going to somebody; nothing where it may. Whoever is not known as a recipient gets nothing.</summary>
    public IReadOnlyList<ReleaseBar> Bars(Recipient? to, DateOnly today) =>
        to is null ? [ReleaseBar.NoTerms]
        : [.. ReleaseRules.Bars(Marking, Purpose, to, today, IsOwn, OwnerConsents), .. Category is { } category && !to.Categories.Contains(Codes.Of(category)) ? [ReleaseBar.Category] : Array.Empty<ReleaseBar>()];
}
