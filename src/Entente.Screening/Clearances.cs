using Entente.Screening.Subjects;

namespace Entente.Screening;

/// <summary>People who have been found not to be a listed person, so that they do not alert again for that listing.</summary>
public sealed class Clearances
{
    /// <summary>Nobody.</summary>
    public static Clearances None { get; } = new([]);

    /// <summary>Keeps the given clearances for look-up.</summary>
    public Clearances(IReadOnlyList<Clearance> clearances) => Count = clearances.Count;

    /// <summary>How many there are.</summary>
    public int Count { get; }
}

/// <summary>
/// One person who is not the person of one listing. A name alone clears nobody: a clearance applies to a traveller with the
/// same document number, or with the same name and the same full birth date.
/// </summary>
/// <param name="ListingId">The listing that the person was taken for.</param>
/// <param name="Name">The cleared person's name.</param>
/// <param name="BirthDate">The cleared person's birth date, where known.</param>
/// <param name="DocumentNumber">The cleared person's document number, where known.</param>
public sealed record Clearance(string ListingId, string Name, BirthDate? BirthDate, string? DocumentNumber);
