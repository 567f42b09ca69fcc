using Entente.Node.Desk;

namespace Entente.Node.Watchlist.Listings;

/// <summary>One thing that was done about a listing.</summary>
/// <param name="At">When.</param>
/// <param name="By">Opaque id of who did it; null where that is not kept.</param>
/// <param name="Key">What, the end of the key of its text.</param>
/// <param name="Version">Number of the version; null where there is none.</param>
/// <param name="Changed">Which facts it changed.</param>
/// <param name="Why">The key of the reason's text; empty for none.</param>
internal sealed record ListingStep(DateTimeOffset At, string? By, string Key, long? Version, IReadOnlyList<string> Changed, string Why = "")
{
    /// <summary>What was done about a listing, the newest first.</summary>
    public static IReadOnlyList<ListingStep> Of(ReadListing.ListingFile file, Words words)
    {
        var view = file.View;
        var steps = view.Versions.SelectMany(v => StepsOf(v, file, words)).ToList();
        steps.AddRange(file.Misidentified.Select(m => new ListingStep(m.AddedAt, m.AddedBy, "misidentified", null, [])));
        steps.AddRange(file.Misidentified.Where(m => m.EndedAt is not null).Select(m => new ListingStep(m.EndedAt ?? default, m.EndedBy, "withdrawn", null, [])));
        if (view is { EndedAt: { } ended, Status: not ListingStatus.Refused })
        {
            steps.Add(view.EndedWhy == "expired" ? new(ended, Adoptions.AdoptionBook.Node, "expired", null, []) : new(ended, view.EndedBy, "removed", null, [], WhyOf("listing.removal", view)));
        }

        return [.. steps.OrderByDescending(s => s.At).ThenByDescending(s => s.Version)];
    }

    private static IEnumerable<ListingStep> StepsOf(ReadListing.VersionView version, ReadListing.ListingFile file, Words words)
    {
        var (before, after) = (version.Base is { } number ? file.Said.GetValueOrDefault(number) : null, file.Said.GetValueOrDefault(version.Number));
        IReadOnlyList<string> changed = before is null || after is null ? [] : ListingFact.Changed(before, after, words);
        var datesOnly = changed.Count > 0 && changed.All(c => c is "review" or "expiry");
        if (version.Number > 1 && version.DecidedBy == version.ProposedBy)
        {
            // What one person may do alone: ask for less, or look and let it go on.
            yield return new(version.ProposedAt, version.ProposedBy, changed.Contains("action") ? "lowered" : "renewed", version.Number, changed);
            yield break;
        }

        yield return new(version.ProposedAt, version.ProposedBy, version.Number == 1 ? "nominated" : datesOnly ? "renewal-proposed" : "corrected", version.Number, changed);
        if (version is { DecidedAt: { } decided })
        {
            yield return version.State == "refused"
                ? new(decided, version.DecidedBy, "refused", version.Number, [], WhyOf("listing.refusal", file.View with { EndedWhy = file.View.Status == ListingStatus.Refused ? file.View.EndedWhy : null }))
                : new(decided, version.DecidedBy, "approved", version.Number, []);
        }
    }

    private static string WhyOf(string of, ReadListing.ListingView view) => view.EndedWhy is { } why ? $"{of}.{why}" : "";
}
