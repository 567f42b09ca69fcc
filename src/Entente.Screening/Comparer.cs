using Entente.Names;
using Entente.Screening.Comparing;
using Entente.Screening.Subjects;

namespace Entente.Screening;

/// <summary>Compares two subjects with each other, without a watchlist: the same evidence, by the tables alone. Safe for use by any number of threads.</summary>
public sealed class Comparer(ScreeningPolicy policy)
{
    private readonly NameComparer _names = new(policy.Names);

    /// <summary>Compares all names of one with all names of the other and keeps the pair with the strongest evidence.</summary>
    public Comparison Compare(Subject a, Subject b)
    {
        var best = Best(a, b, bitsOf: null);
        return new Comparison(
            best.Score,
            policy.VerdictOf(best.Score),
            Explanation.Namesakes(best.Match),
            best.Traveller,
            best.Listed,
            Explanation.Of(a, b, best, policy));
    }

    /// <summary>The score of <see cref="Compare"/> alone, without the evidence in words, for whoever compares many.</summary>
    public double Score(Subject a, Subject b) => Best(a, b, bitsOf: null).Score;

    internal Found Best(Subject traveller, Subject listed, Func<NamePart, double>? bitsOf)
    {
        var fields = FieldEvidence.Weigh(traveller, listed, policy);
        var listedNames = listed.Names.Select(n => (Name: n, Read: Watchlist.Read(n))).ToList();
        Found? best = null;
        foreach (var name in traveller.Names)
        {
            var query = Watchlist.Read(name);
            foreach (var (other, read) in listedNames)
            {
                var compared = _names.Compare(query, read, bitsOf);
                var score = HitScore.Of(compared.Match, fields, other.Kind, policy);
                if (best is null || score > best.Value.Score)
                {
                    best = new Found(score, compared.Match, name, other, query, compared.Agreeing);
                }
            }
        }

        return best ?? throw new ArgumentException("A subject has at least one name; one of the two has none.", nameof(listed));
    }
}

/// <summary>Two subjects compared.</summary>
/// <param name="Score">0 to 1, by the policy.</param>
/// <param name="Verdict">What the policy makes of it.</param>
/// <param name="NamesakesPerMillion">How many of a million travellers would share so much of the name; null where no part agrees.</param>
/// <param name="NameA">The name of the first on which the score rests.</param>
/// <param name="NameB">The name of the second on which it rests.</param>
/// <param name="Evidence">Evidence, name first.</param>
public sealed record Comparison(double Score, Verdict Verdict, double? NamesakesPerMillion, SubjectName NameA, SubjectName NameB, IReadOnlyList<EvidenceLine> Evidence);
