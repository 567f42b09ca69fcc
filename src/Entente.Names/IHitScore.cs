namespace Entente.Names;

/// <summary>
/// Turns name evidence into a score, together with whatever else is known of a listed name. Implemented by structs, so that
/// the search calls them without indirection.
/// </summary>
public interface IHitScore
{
    /// <summary>The score of a listed name, 0 to 1.</summary>
    double Score(int name, NameMatch match);

    /// <summary>No score with this evidence, or less, all that is known beside the name included, may be higher than this.</summary>
    /// <param name="bits">The most evidence there can be, what is sure to be contradicted taken off.</param>
    /// <param name="contradicted">Whether some part is sure to be contradicted.</param>
    double Bound(double bits, bool contradicted);

    /// <summary>The most evidence that anything beside the name can bring, with whatever listed name. Bits.</summary>
    double MostBeside { get; }

    /// <summary>The most evidence that anything beside the name brings with this listed name. Bits.</summary>
    double Beside(int name);

    /// <summary>Names of one owner share an answer: only the best is kept.</summary>
    int Owner(int name);
}

/// <summary>A listed name that was found.</summary>
/// <param name="Name">Its position in the index.</param>
/// <param name="Score">Its score.</param>
/// <param name="Match">The name evidence.</param>
public readonly record struct NameHit(int Name, double Score, NameMatch Match);
