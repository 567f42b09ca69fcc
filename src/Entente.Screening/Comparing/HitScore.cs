using Entente.Names;
using Entente.Screening.Subjects;

namespace Entente.Screening.Comparing;

/// <summary>
/// The score of a traveller against listed names: name evidence and all other evidence by the policy. Its bounds leave out document
/// numbers: whoever shares one is compared anyhow.
/// </summary>
internal readonly struct HitScore(Watchlist watchlist, Subject traveller, ScreeningPolicy policy) : IHitScore
{
    /// <inheritdoc />
    public double MostBeside { get; } = FieldEvidence.MostWithoutDocument(traveller, policy);

    /// <inheritdoc />
    public double Score(int name, NameMatch match)
    {
        ref var listed = ref watchlist.Names[name];
        return Of(match, FieldEvidence.Weigh(traveller, watchlist.PeopleArray[listed.Person].Subject, policy), listed.Name.Kind, policy);
    }

    /// <inheritdoc />
    public double Bound(double bits, bool contradicted) => policy.Score(bits, contradicted);

    /// <inheritdoc />
    public double Beside(int name) => MostBeside > 0 ? FieldEvidence.WithoutDocument(traveller, watchlist.PeopleArray[watchlist.Names[name].Person].Subject, policy) : 0;

    /// <inheritdoc />
    public int Owner(int name) => watchlist.Names[name].Person;

    /// <summary>The score of one name with all other evidence. A weak alias with nothing beside it stays below the alert.</summary>
    public static double Of(NameMatch match, FieldMatch fields, NameKind kind, ScreeningPolicy policy)
    {
        var score = policy.Score(match.Bits + fields.Bits, fields.Document ? 0 : match.Against);
        return kind == NameKind.WeakAlias && !fields.Identifies ? score * policy.WeakAlias : score;
    }
}
