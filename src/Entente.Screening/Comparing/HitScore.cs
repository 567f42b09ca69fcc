using Entente.Names;
using Entente.Screening.Subjects;

namespace Entente.Screening.Comparing;

/// <summary>The score of a traveller against listed names: name evidence and all other evidence by the policy.</summary>
internal readonly struct HitScore(Watchlist watchlist, Subject traveller, ScreeningPolicy policy) : IHitScore
{
    // A bound must not count on more than the least that a contradiction takes off.
    private const double LeastAgainst = 1e-6;

    private readonly double _most = FieldEvidence.Most(traveller, policy);

    /// <inheritdoc />
    public double Score(int name, NameMatch match)
    {
        ref var listed = ref watchlist.Names[name];
        return Of(match, FieldEvidence.Weigh(traveller, watchlist.PeopleArray[listed.Person].Subject, policy), listed.Name.Kind, policy);
    }

    /// <inheritdoc />
    public double Bound(double bits, bool contradicted) => policy.Score(bits + _most, contradicted && traveller.Documents.Count == 0 ? LeastAgainst : 0);

    /// <inheritdoc />
    public int Owner(int name) => watchlist.Names[name].Person;

    /// <summary>The score of one name with all other evidence. A weak alias with nothing beside it stays below the alert.</summary>
    public static double Of(NameMatch match, FieldMatch fields, NameKind kind, ScreeningPolicy policy)
    {
        var score = policy.Score(match.Bits + fields.Bits, fields.Document ? 0 : match.Against);
        return kind == NameKind.WeakAlias && !fields.Identifies ? score * policy.WeakAlias : score;
    }
}
