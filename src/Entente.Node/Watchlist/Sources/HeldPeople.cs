using Entente.Screening.Subjects;

namespace Entente.Node.Watchlist.Sources;

/// <summary>Some of the people that a held refresh changes, as a page shows them.</summary>
/// <param name="Part">added, removed or sharpened.</param>
/// <param name="Page">Which page of them, from 0.</param>
/// <param name="Total">How many the part has.</param>
/// <param name="Listings">Those of the page.</param>
/// <param name="Lapsing">How many adoptions in force would lapse, whatever the part.</param>
internal sealed record HeldPeople(string Part, int Page, int Total, IReadOnlyList<ChangedListing> Listings, int Lapsing)
{
    /// <summary>People on a page.</summary>
    public const int Together = 25;

    /// <summary>The parts, as they are shown.</summary>
    public static IReadOnlyList<string> Parts { get; } = ["added", "removed", "sharpened"];

    /// <summary>The people of a part; of the first that has any where none or an empty one is asked for.</summary>
    public static HeldPeople Of(SourceChanges changes, string part, int page, ListSnapshot? snapshot)
    {
        var chosen = CountOf(changes, part) > 0 ? part : Parts.FirstOrDefault(p => CountOf(changes, p) > 0, Parts[0]);
        var total = CountOf(changes, chosen);
        page = Math.Min(page, Math.Max(0, total - 1) / Together);
        var all = chosen switch
        {
            "added" => changes.Added.Select(l => new ChangedListing(l, null)),
            "removed" => changes.Removed.Select(l => new ChangedListing(l, null)),
            _ => changes.Sharpened.Select(s => new ChangedListing(s.Now, s.Was)),
        };
        return new HeldPeople(chosen, page, total, [.. all.Skip(page * Together).Take(Together)], LapsingIn(changes, snapshot));
    }

    /// <summary>How many people a part has; 0 for a part that is none.</summary>
    public static int CountOf(SourceChanges changes, string part) => part switch { "added" => changes.Added.Count, "removed" => changes.Removed.Count, "sharpened" => changes.Sharpened.Count, _ => 0 };

    /// <summary>Adoptions rest on the identity data that were looked at; those whose listing goes or says more ask for nothing any longer.</summary>
    private static int LapsingIn(SourceChanges changes, ListSnapshot? snapshot)
    {
        var changed = changes.Removed.Concat(changes.Sharpened.Select(s => s.Now)).Select(l => l.Id).ToHashSet(StringComparer.Ordinal);
        return snapshot?.Adoptions.All.Count(a => changed.Contains(a.ListingId)) ?? 0;
    }
}

/// <summary>A listing that comes, goes, or says more.</summary>
/// <param name="Listing">As it is in the refresh; for one that goes, as it is now.</param>
/// <param name="Was">As it is now, where it says more afterwards; null otherwise.</param>
internal sealed record ChangedListing(Listing Listing, Listing? Was)
{
    /// <summary>What each field said and says, fields that say the same left out.</summary>
    public IEnumerable<FieldChange> Fields() => Was is null ? [] : Compared(Was, Listing).Where(f => f.Gone.Count + f.New.Count > 0);

    private static IEnumerable<FieldChange> Compared(Listing was, Listing now) =>
    [
        Field("names", was, now, l => l.Subject.Names.Select(n => n.Text)),
        Field("birth-date", was, now, l => l.Subject.BirthDates.Select(d => d.ToString())),
        Field("nationality", was, now, l => l.Subject.Nationalities.Select(n => n.Code)),
        Field("documents", was, now, l => l.Subject.Documents.Select(d => d.Number)),
        Field("programme", was, now, l => l.Programme.Length > 0 ? [l.Programme] : []),
    ];

    private static FieldChange Field(string name, Listing was, Listing now, Func<Listing, IEnumerable<string>> values)
    {
        var (old, @new) = (values(was).Distinct(StringComparer.Ordinal).ToList(), values(now).Distinct(StringComparer.Ordinal).ToList());
        return new FieldChange(name, [.. old.Intersect(@new, StringComparer.Ordinal)], [.. old.Except(@new, StringComparer.Ordinal)], [.. @new.Except(old, StringComparer.Ordinal)]);
    }
}

/// <summary>What a field of a listing said and says.</summary>
/// <param name="Field">names, birth-date, nationality, documents or programme.</param>
/// <param name="Same">What stays.</param>
/// <param name="Gone">What it says no longer.</param>
/// <param name="New">What it says anew.</param>
internal sealed record FieldChange(string Field, IReadOnlyList<string> Same, IReadOnlyList<string> Gone, IReadOnlyList<string> New);
