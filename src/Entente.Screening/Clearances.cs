using Entente.Screening.Comparing;
using Entente.Screening.Subjects;

namespace Entente.Screening;

/// <summary>People who have been found not to be a listed person, so that they do not alert again for that listing. Immutable.</summary>
public sealed class Clearances
{
    private readonly ILookup<string, Clearance> _byListing;

    /// <summary>Nobody.</summary>
    public static Clearances None { get; } = new([]);

    /// <summary>Keeps the given clearances for look-up.</summary>
    public Clearances(IReadOnlyList<Clearance> clearances)
    {
        Count = clearances.Count;
        _byListing = clearances.ToLookup(c => c.ListingId, StringComparer.Ordinal);
    }

    /// <summary>How many there are.</summary>
    public int Count { get; }

    /// <summary>Whether the traveller has been cleared against the listing.</summary>
    internal bool Clear(Subject traveller, Listing listing) => Count > 0 && _byListing[listing.Id].Any(c => c.Covers(traveller));
}

/// <summary>
/// One person who is not the person of one listing. A name alone clears nobody: a clearance applies to a traveller with the
/// same document number, or with the same name and the same full birth date, which 1 January is not: it stands for an unknown day on many documents.
/// </summary>
/// <param name="ListingId">The listing that the person was taken for.</param>
/// <param name="Name">The cleared person's name.</param>
/// <param name="BirthDate">The cleared person's birth date, where known.</param>
/// <param name="DocumentNumber">The cleared person's document number, where known.</param>
public sealed record Clearance(string ListingId, string Name, BirthDate? BirthDate, string? DocumentNumber)
{
    /// <summary>Whether a birth date, with the name, tells one person from others.</summary>
    public static bool IsFull(BirthDate date) => BirthDates.IsKnownToTheDay(date);

    /// <summary>Whether the traveller is the cleared person.</summary>
    public bool Covers(Subject traveller)
    {
        ArgumentNullException.ThrowIfNull(traveller);
        if (DocumentNumber is { } number && IsOnePersons(number) && traveller.Documents.Any(d => DocumentNumbers.Plain(d.Number) == DocumentNumbers.Plain(number)))
        {
            return true;
        }

        return BirthDate is { } birth && IsFull(birth) && traveller.BirthDates.Contains(birth) && traveller.Names.Any(n => SameWords(n.Text, Name));
    }

    /// <summary>Whether a document number is long enough to be one person's alone.</summary>
    public static bool IsOnePersons(string documentNumber) => DocumentNumbers.Plain(documentNumber).Length >= DocumentNumbers.Shortest;

    private static bool SameWords(string a, string b) => Words(a).SequenceEqual(Words(b), StringComparer.Ordinal);

    private static IEnumerable<string> Words(string name) => Entente.Names.Name.Read(name).Parts.Select(p => p.Comparable).Order(StringComparer.Ordinal);
}
