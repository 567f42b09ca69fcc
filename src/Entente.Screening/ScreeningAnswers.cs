using Entente.Screening.Comparing;

namespace Entente.Screening;

/// <summary>Puts together what one traveller brought on watchlists that were compiled apart.</summary>
public static class ScreeningAnswers
{
    /// <summary>
    /// Both answers as one: best first, the first answer's hits first where scores are equal, and one person on a list of each side as one hit, as
    /// <see cref="Screener.Screen"/> does within a watchlist.
    /// </summary>
    /// <param name="first">The answer of one watchlist.</param>
    /// <param name="second">The answer of another about the same traveller, under the same policy.</param>
    /// <param name="top">How many hits at most, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="top"/> is below 1.</exception>
    public static ScreeningAnswer Merge(ScreeningAnswer first, ScreeningAnswer second, int top)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(top, 1);
        var hits = new List<Hit>(first.Hits.Count + second.Hits.Count);
        foreach (var hit in first.Hits.Concat(second.Hits).OrderByDescending(h => h.Score))
        {
            var same = hits.FindIndex(h => SamePerson.AreOne(h.Listing, hit.Listing));
            if (same >= 0)
            {
                hits[same] = hits[same].With(hit.AlsoListedAs.Prepend(hit.Listing));
            }
            else
            {
                hits.Add(hit);
            }
        }

        return new ScreeningAnswer([.. hits.Take(top)], first.Suppressed + second.Suppressed, first.Cut ?? second.Cut);
    }
}
