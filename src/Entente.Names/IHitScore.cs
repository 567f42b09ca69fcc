namespace Entente.Names;

/// <summary>
/// Turns name evidence into a score, together with whatever else is known of a listed name. Implemented by structs, so that
/// the search calls them without indirection.
/// </summary>
public interface IHitScore
{
    /// <summary>The score of a listed name, 0 to 1.</summary>
    double Score(int name, NameMatch match);

    /// <summary>No score of any name with this evidence, or less, may be higher than this.</summary>
    /// <param name="bits">The most evidence its parts can bring, what is sure to be contradicted taken off.</param>
    /// <param name="contradicted">Whether some part is sure to be contradicted.</param>
    double Bound(double bits, bool contradicted);

    /// <summary>No score of this name with this evidence, or less, may be higher than this.</summary>
    /// <param name="name">Its position in the index.</param>
    /// <param name="bits">As above.</param>
    /// <param name="contradicted">As above.</param>
    double Bound(int name, double bits, bool contradicted);

    /// <summary>Names of one owner share an answer: only the best is kept.</summary>
    int Owner(int name);
}

/// <summary>A listed name that was found.</summary>
/// <param name="Name">Its position in the index.</param>
/// <param name="Score">Its score.</param>
/// <param name="Match">The name evidence.</param>
public readonly record struct NameHit(int Name, double Score, NameMatch Match);
