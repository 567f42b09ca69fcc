using Entente.Names;
using Entente.Screening.Subjects;

namespace Entente.Screening.Comparing;

/// <summary>Whether two listings that one traveller hit are the same person on two lists. When in doubt they are two.</summary>
internal static class SamePerson
{
    /// <summary>
    /// One where a document number agrees, or where a name of one has the same words as a name of the other and birth dates agree to
    /// the day; weak aliases do not count. Listings of one list are never one: their owner keeps them apart.
    /// </summary>
    public static bool AreOne(Listing a, Listing b)
    {
        if (a.List == b.List)
        {
            return false;
        }

        return a.Subject.Documents.Any(d => b.Subject.Documents.Any(e => Same(d, e)))
            || (BirthDates.Compare(a.Subject.BirthDates, b.Subject.BirthDates).Relation == BirthDateRelation.Exact && ShareAName(a.Subject, b.Subject));
    }

    private static bool ShareAName(Subject a, Subject b)
    {
        var names = Words(a).ToHashSet(StringComparer.Ordinal);
        return Words(b).Any(names.Contains);
    }

    private static bool Same(IdentityDocument a, IdentityDocument b) =>
        DocumentNumbers.Plain(a.Number) is { Length: >= DocumentNumbers.Shortest } plain && plain == DocumentNumbers.Plain(b.Number)
        && (a.Issuer is null || b.Issuer is null || a.Issuer == b.Issuer);

    /// <summary>The names that are no weak aliases, each as its words in one order.</summary>
    private static IEnumerable<string> Words(Subject subject) => subject.Names
        .Where(n => n.Kind != NameKind.WeakAlias)
        .Select(n => string.Join(' ', Watchlist.Read(n).Parts.Select(p => p.Comparable).Order(StringComparer.Ordinal)));
}
