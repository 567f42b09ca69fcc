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

    // By how many are missing or contradicted: what it takes off at least, in eighths of a bit.
    private readonly int[] _missingFromListing = new int[Name.MostParts + 1];
    private readonly int[] _missingFromTraveller = new int[Name.MostParts + 1];
    private readonly int[] _missingBesideContradiction = new int[Name.MostParts + 1];
    private readonly int[] _against = new int[Name.MostParts + 1];
    private readonly int _leastAgainst;
    private readonly int _singlePart;
    private NameShape _query;
    private int _initials;
    private bool _truncated;

    /// <summary>For one set of weights.</summary>
    public Reach(NameWeights weights)
    {
        for (var count = 1; count <= Name.MostParts; count++)
        {
            _missingFromListing[count] = Eighths(Weighing.Several(count) * weights.MissingFromListing);
            _missingFromTraveller[count] = Eighths(Weighing.Several(count) * weights.MissingFromTraveller);
            _missingBesideContradiction[count] = Eighths(Weighing.Several(count) * weights.MissingBesideContradiction);
            _against[count] = Eighths((count - weights.AlikeBeginning) * weights.Contradiction);
        }

        _leastAgainst = Math.Min(_against[1], Eighths(weights.ContradictingPatronymic));
        _singlePart = Eighths(weights.SinglePart);
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
            ? score.Bound(InBits(most) + score.MostBeside, contradicted: false)
            : Highest(most - _missingFromListing[open], most - _leastAgainst, score.MostBeside, score);
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
        return Highest(agreeing, contradicted, score.Beside(name), score);
    }

    private static double Highest<TScore>(int agreeing, int contradicted, double beside, TScore score)
        where TScore : struct, IHitScore =>
        Math.Max(
            agreeing == None ? 0 : score.Bound(InBits(agreeing) + beside, contradicted: false),
            contradicted == None ? 0 : score.Bound(InBits(contradicted) + beside, contradicted: true));

    private int Level<TScore>(int evidence, bool contradicted, TScore score)
        where TScore : struct, IHitScore
    {
        if (evidence == None)
        {
            return 0;
        }

        var place = LevelTable.PlaceOf(evidence, contradicted);
        var level = _levels.Of(place);
        return level >= 0 ? level : _levels.Keep(place, score.Bound(InBits(evidence) + score.MostBeside, contradicted));
    }

    private static double InBits(int eighths) => (eighths / (double)LetterCosts.Unit) + Rounding;

    private static int Eighths(double bits) => (int)(bits * LetterCosts.Unit);

    /// <summary>The most evidence, in eighths of a bit, if nothing is contradicted, and if something is.</summary>
    private (int Agreeing, int Contradicted) Evidence(Sum sum, NameShape listed)
    {
        var single = !sum.Joined && (_query.Parts == 1 || listed.Parts == 1);
        var evidence = sum.Evidence + (_initials * PartEvidence.MostOfInitial) - (single ? _singlePart : 0);
        var (open, openListed) = (_query.Names - sum.Pieces, listed.Names - sum.Pieces);

        // Each agreement takes one name from either side, unless a title or patronymic stands on the other or neighbours are joined.
        var fewerListed = sum.Joined ? 0 : Math.Max(0, _query.Names - listed.Names - listed.Others);
        var fewerAsked = sum.Joined || _truncated ? 0 : Math.Max(0, listed.Names - _query.Names - _query.Others);
        var beside = evidence - _missingFromListing[fewerListed] - _missingBesideContradiction[fewerAsked];
        if (open <= 0)
        {
            // Patronymics may still contradict, or son and father.
            return (evidence - _missingFromListing[fewerListed] - _missingFromTraveller[fewerAsked], beside - _leastAgainst);
        }

        return openListed > _initials
            ? (None, beside - _against[Math.Max(1, Math.Min(open, openListed - _initials))])
            : (evidence - _missingFromListing[Math.Max(1, fewerListed)], beside - _leastAgainst);
    }
}
