using System.Collections.Concurrent;
using Entente.Names;
using Entente.Screening.Comparing;
using Entente.Screening.Subjects;

namespace Entente.Screening;

/// <summary>
/// Compares travellers with the people on a watchlist. Safe for use by any number of threads; the answer depends on nothing but
/// the arguments, the watchlist and the policy.
/// </summary>
public sealed class Screener(Watchlist watchlist, ScreeningPolicy policy, Clearances clearances)
{
    /// <summary>The most hits that can be asked for.</summary>
    public const int MostHits = 1000;

    // One for each thread that is at work at the same moment; they are large and used again.
    private ConcurrentBag<NameSearch> Searches { get; init; } = [];

    /// <summary>The same with other clearances. It costs nothing: the watchlist and the working memory are shared.</summary>
    public Screener With(Clearances other) => new(watchlist, policy, other) { Searches = Searches };

    /// <summary>Finds the listings that may be the traveller.</summary>
    /// <param name="traveller">Who is asked about.</param>
    /// <param name="top">How many hits at most, 1 to <see cref="MostHits"/>.</param>
    /// <param name="minScore">Lowest score of a hit, 0 to 1; the policy's alert threshold where null.</param>
    /// <exception cref="ArgumentOutOfRangeException">A limit lies outside its range.</exception>
    public ScreeningAnswer Screen(Subject traveller, int top = 10, double? minScore = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(top, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(top, MostHits);
        if (minScore is < 0 or > 1 or double.NaN)
        {
            throw new ArgumentOutOfRangeException(nameof(minScore), minScore, "A score lies between 0 and 1.");
        }

        var least = minScore ?? policy.AlertThreshold;

        var search = Searches.TryTake(out var used) ? used : new NameSearch(watchlist.Index, policy.Names);

        // Listings that the person is cleared against, and the same person on other lists, must not take the places of others.
        for (var wanted = top; ; wanted *= 2)
        {
            var (found, cut, full) = Find(search, traveller, wanted, least);
            var answer = Answer(traveller, found, top, cut);
            if (answer.Hits.Count == top || !full)
            {
                Searches.Add(search);
                return answer;
            }
        }
    }

    /// <summary>The people found, whether a search was cut and why, and whether one found as many as were wanted, so that there may be more.</summary>
    private (Dictionary<int, Found> Found, string? Cut, bool Full) Find(NameSearch search, Subject traveller, int wanted, double least)
    {
        var found = new Dictionary<int, Found>();
        string? cut = null;
        var full = false;
        foreach (var name in traveller.Names)
        {
            var query = Watchlist.Read(name);
            var hits = search.Find(query, wanted, least, new HitScore(watchlist, traveller, policy));
            foreach (var hit in hits)
            {
                Keep(found, watchlist.Names[hit.Name].Person, new Found(hit.Score, hit.Match, name, watchlist.Names[hit.Name].Name, query, search.Agreeing(query, hit.Name)));
            }

            full |= hits.Count == wanted;
            cut ??= search.Cut;
        }

        FindByDocument(traveller, found, least);
        return (found, cut, full);
    }

    private static void Keep(Dictionary<int, Found> found, int person, Found hit)
    {
        if (!found.TryGetValue(person, out var known) || known.Score < hit.Score)
        {
            found[person] = hit;
        }
    }

    /// <summary>A document is evidence even where no part of any name agrees, and the bounds of the search leave it out.</summary>
    private void FindByDocument(Subject traveller, Dictionary<int, Found> found, double least)
    {
        foreach (var person in watchlist.WithDocumentsOf(traveller))
        {
            var best = new Comparer(policy).Best(traveller, watchlist.People[person].Subject, watchlist.Index.Bits);
            if (best.Score >= least)
            {
                Keep(found, person, best);
            }
        }
    }

    private ScreeningAnswer Answer(Subject traveller, Dictionary<int, Found> found, int top, string? cut)
    {
        var hits = new List<Hit>(Math.Min(top, found.Count));
        var suppressed = 0;
        foreach (var (person, best) in found.OrderByDescending(f => f.Value.Score).ThenBy(f => f.Key))
        {
            var listing = watchlist.People[person];
            if (clearances.Clear(traveller, listing))
            {
                suppressed++;
                continue;
            }

            var same = hits.FindIndex(h => SamePerson.AreOne(h.Listing, listing));
            if (same >= 0)
            {
                hits[same] = hits[same].With(listing);
            }
            else if (hits.Count < top)
            {
                hits.Add(HitOf(traveller, listing, best));
            }
        }

        return new ScreeningAnswer(hits, suppressed, cut);
    }

    private Hit HitOf(Subject traveller, Listing listing, Found best) => new(() => Explanation.Of(traveller, listing.Subject, best, policy))
    {
        Listing = listing,
        ListedName = best.Listed,
        TravellerName = best.Traveller,
        Score = best.Score,
        Verdict = policy.VerdictOf(best.Score),
        NamesakesPerMillion = Explanation.Namesakes(best.Match),
        PolicyVersion = policy.Version,
        ListVersion = watchlist.VersionOf(listing),
    };
}
