using Entente.Node.Watchlist.Adoptions;
using Entente.Screening.Subjects;

namespace Entente.Node.Watchlist.Sources;

/// <summary>How two states of the lists of others differ.</summary>
/// <param name="Added">Listings that came.</param>
/// <param name="Removed">Those that went.</param>
/// <param name="Sharpened">Those that say more of the person than before (a name, date, nationality or document), or stand under another programme; as they were and as they are.</param>
/// <param name="Before">How many listings those lists had that differ.</param>
/// <param name="After">How many they have now.</param>
internal sealed record SourceChanges(IReadOnlyList<Listing> Added, IReadOnlyList<Listing> Removed, IReadOnlyList<(Listing Was, Listing Now)> Sharpened, int Before, int After)
{
    /// <summary>How many listings changed.</summary>
    public int Count => Added.Count + Removed.Count + Sharpened.Count;

    /// <summary>Compares two states.</summary>
    public static SourceChanges Between(IReadOnlyList<Listing> before, IReadOnlyList<Listing> after)
    {
        var old = before.ToDictionary(l => l.Id, StringComparer.Ordinal);
        var @new = after.ToDictionary(l => l.Id, StringComparer.Ordinal);
        var added = after.Where(l => !old.ContainsKey(l.Id)).ToList();
        var removed = before.Where(l => !@new.ContainsKey(l.Id)).ToList();
        var sharpened = after.Where(l => old.TryGetValue(l.Id, out var was) && !ReferenceEquals(was, l) && IsSharper(was, l)).Select(l => (Was: old[l.Id], Now: l)).ToList();
        var lists = added.Concat(removed).Concat(sharpened.Select(s => s.Now)).Select(l => l.List).ToHashSet(StringComparer.Ordinal);
        return new(added, removed, sharpened, before.Count(l => lists.Contains(l.List)), after.Count(l => lists.Contains(l.List)));
    }

    /// <summary>Whether a person has to look before it comes into force: too many changes, or a list that nobody is left on.</summary>
    public bool MustBeHeld(double share, int floor) => Before > 0 && (After == 0 || (Count > floor && Count > share * Before));

    private static bool IsSharper(Listing was, Listing now) =>
        now.Kind != was.Kind || (now.Programme != was.Programme && now.Programme.Length > 0) || IdentityHash.ValuesOf(now).Except(IdentityHash.ValuesOf(was), StringComparer.Ordinal).Any();
}
