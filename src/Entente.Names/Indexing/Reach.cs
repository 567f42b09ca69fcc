using Entente.Names.Comparing;

namespace Entente.Names.Indexing;

/// <summary>
/// The highest score that a touched name can have, before it is scored: from the most evidence its parts can bring it takes
/// off what is sure to be missing or contradicted. A name of the query that agrees with nothing is missing from the listed name,
/// or contradicts what is left there. Never below the score itself; the order and the end of a search rest on this. One a thread.
/// </summary>
internal sealed class Reach
{
    // Adding in another order may round another way; a bound must not fall below for that.
    private const double Rounding = 1e-6;

    // Stands for a case that cannot be.
    private const int None = int.MinValue;

    private readonly LevelTable _levels = new();
    private readonly NameWeights _weights;

    // By how many are missing: what it takes off at least, in eighths of a bit.
    private readonly int[] _missingFromListing = new int[Name.MostParts + 1];
    private readonly int[] _missingFromTraveller = new int[Name.MostParts + 1];
    private NameShape _query;
    private int _initials;
    private bool _truncated;

    /// <summary>For one set of weights.</summary>
    public Reach(NameWeights weights)
    {
        _weights = weights;
        for (var missing = 1; missing <= Name.MostParts; missing++)
        {
            _missingFromListing[missing] = (int)(Weighing.Several(missing) * weights.MissingFromListing * LetterCosts.Unit);
            _missingFromTraveller[missing] = (int)(Weighing.Several(missing) * weights.MissingFromTraveller * LetterCosts.Unit);
        }
    }

    /// <summary>Takes a query.</summary>
    /// <param name="query">Its shape.</param>
    /// <param name="initials">How many of its parts are initials; what they agree with is not added up.</param>
    /// <param name="truncated">Whether parts may be missing from it because it was cut.</param>
    public void Begin(NameShape query, int initials, bool truncated)
    {
        (_query, _initials, _truncated) = (query, initials, truncated);
        _levels.Begin();
    }

    /// <summary>The highest score of a name that agrees in nothing with so many names proper of the query.</summary>
    /// <param name="evidence">What the rest of the query can bring, in eighths of a bit.</param>
    /// <param name="open">How many names proper agree with nothing.</param>
    /// <param name="score">Makes the score.</param>
    public double OfUntouched<TScore>(int evidence, int open, TScore score)
        where TScore : struct, IHitScore
    {
        var most = evidence + (_initials * PartEvidence.MostOfInitial);
        return open == 0
            ? score.Bound(InBits(most), contradicted: false)
            : Math.Max(score.Bound(InBits(most - _missingFromListing[open]), contradicted: false), score.Bound(InBits(most), contradicted: true));
    }

    /// <summary>The level that no score of the name exceeds, whatever else is known of it. 0 to <see cref="LevelTable.Highest"/>.</summary>
    public int LevelOf<TScore>(Sum sum, NameShape listed, TScore score)
        where TScore : struct, IHitScore
    {
        var (agreeing, contradicted) = Evidence(sum, listed);
        return Math.Max(Level(agreeing, contradicted: false, score), Level(contradicted, contradicted: true, score));
    }

    /// <summary>The highest score of the name with everything else that is known of it.</summary>
    public double Of<TScore>(int name, Sum sum, NameShape listed, TScore score)
        where TScore : struct, IHitScore
    {
        var (agreeing, contradicted) = Evidence(sum, listed);
        return Math.Max(
            agreeing == None ? 0 : score.Bound(name, InBits(agreeing), contradicted: false),
            contradicted == None ? 0 : score.Bound(name, InBits(contradicted), contradicted: true));
    }

    private int Level<TScore>(int evidence, bool contradicted, TScore score)
        where TScore : struct, IHitScore
    {
        if (evidence == None)
        {
            return 0;
        }

        var place = LevelTable.PlaceOf(evidence, contradicted);
        var level = _levels.Of(place);
        return level >= 0 ? level : _levels.Keep(place, score.Bound(InBits(evidence), contradicted));
    }

    private static double InBits(int eighths) => (eighths / (double)LetterCosts.Unit) + Rounding;

    /// <summary>The most evidence, in eighths of a bit, if nothing is contradicted, and if something is.</summary>
    private (int Agreeing, int Contradicted) Evidence(Sum sum, NameShape listed)
    {
        var evidence = sum.Evidence + (_initials * PartEvidence.MostOfInitial);
        var (open, openListed) = (_query.Names - sum.Pieces, listed.Names - sum.Pieces);

        // Each agreement takes one name from either side, unless a title or patronymic stands on the other or neighbours are joined.
        var fewerListed = sum.Joined ? 0 : _query.Names - listed.Names - listed.Others;
        var fewerAsked = sum.Joined || _truncated ? 0 : listed.Names - _query.Names - _query.Others;
        var missing = fewerListed > 0 ? _missingFromListing[fewerListed] : fewerAsked > 0 ? _missingFromTraveller[fewerAsked] : 0;
        if (open <= 0)
        {
            return (evidence - missing, None);
        }

        var contradicted = evidence - missing - Against(Math.Max(1, Math.Min(open, openListed) - _initials), listed);
        return openListed > _initials ? (None, contradicted) : (evidence - _missingFromListing[Math.Max(1, fewerListed)], contradicted);
    }

    /// <summary>The least that so many contradicted names take off: each as much as the commonest of either side would.</summary>
    private int Against(int contradicted, NameShape listed) =>
        (int)(contradicted * Weighing.Weight(Math.Min(_query.LeastInfo, listed.LeastInfo)) * _weights.Contradiction * LetterCosts.Unit);
}
