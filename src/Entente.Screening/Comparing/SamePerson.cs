using Entente.Names;
using Entente.Screening.Subjects;

namespace Entente.Screening.Comparing;

/// <summary>Whether two listings that one traveller hit are the same person on two lists. When in doubt they are two.</summary>
internal static class SamePerson
{
    /// <summary>
    /// One where a document number agrees, or where the names that were hit have the same words and birth dates agree to the day.
    /// Listings of one list are never one: their owner keeps them apart.
    /// </summary>
    public static bool AreOne(Listing a, SubjectName nameOfA, Listing b, SubjectName nameOfB)
    {
        if (a.List == b.List)
        {
            return false;
        }

        return a.Subject.Documents.Any(d => b.Subject.Documents.Any(e => Same(d, e)))
            || (BirthDates.Compare(a.Subject.BirthDates, b.Subject.BirthDates).Relation == BirthDateRelation.Exact && Words(nameOfA).SequenceEqual(Words(nameOfB), StringComparer.Ordinal));
    }

    private static bool Same(IdentityDocument a, IdentityDocument b) =>
        DocumentNumbers.Plain(a.Number) is { Length: >= DocumentNumbers.Shortest } plain && plain == DocumentNumbers.Plain(b.Number)
        && (a.Issuer is null || b.Issuer is null || a.Issuer == b.Issuer);

    private static IEnumerable<string> Words(SubjectName name) => Watchlist.Read(name).Parts.Select(p => p.Comparable).Order(StringComparer.Ordinal);
}
