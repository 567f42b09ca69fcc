using Entente.Screening;

namespace Entente.Node.Watchlist.Matching;

/// <summary>One piece of evidence as yente gives it.</summary>
/// <param name="Score">Its weight in bits of evidence: for the match where positive, against it where negative.</param>
/// <param name="Detail">In words.</param>
/// <param name="Query">The side of the query.</param>
/// <param name="Candidate">The side of the listing.</param>
internal sealed record Explanation(double Score, string Detail, string Query, string Candidate);

/// <summary>Puts the evidence of a hit under keys: name_match_1, name_match_2, ..., birth_date, nationality, gender, document.</summary>
internal static class Explanations
{
    /// <summary>All evidence, in its order.</summary>
    public static IReadOnlyDictionary<string, Explanation> Of(Hit hit)
    {
        var names = 0;
        return hit.Evidence.ToDictionary(
            line => KeyOf(line.Field) is { } key ? key : $"name_match_{++names}",
            line => new Explanation(Math.Round(line.Weight, 3), line.Words, line.Traveller, line.Listing),
            StringComparer.Ordinal);
    }

    private static string? KeyOf(EvidenceField field) => field switch
    {
        EvidenceField.BirthDate => "birth_date",
        EvidenceField.Nationality => "nationality",
        EvidenceField.Sex => "gender",
        EvidenceField.Document => "document",
        _ => null,
    };
}
