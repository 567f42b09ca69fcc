using Entente.Screening.Subjects;

namespace Entente.Screening;

/// <summary>
/// Compares travellers with the people on a watchlist. Immutable and safe for use by any number of threads; the answer
/// depends on nothing but the arguments, the watchlist and the policy.
/// </summary>
public sealed class Screener(Watchlist watchlist, ScreeningPolicy policy, Clearances clearances)
{
    /// <summary>Finds the listings that may be the traveller.</summary>
    /// <param name="traveller">Who is asked about.</param>
    /// <param name="top">How many hits at most, 1 to 1000.</param>
    /// <param name="minScore">Lowest score of a hit, 0 to 1.</param>
    public ScreeningAnswer Screen(Subject traveller, int top = 10, double? minScore = null) => throw new NotSupportedException(policy.Version + watchlist.NameCount + clearances.Count);
}
