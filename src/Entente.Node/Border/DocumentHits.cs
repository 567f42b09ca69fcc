using Entente.Node.Oversight.Purposes;
using Entente.Node.Watchlist;
using Entente.Node.Watchlist.Documents;
using Entente.Screening;
using Entente.Screening.Subjects;

namespace Entente.Node.Border;

/// <summary>Makes hits of lost and stolen documents, so that they become encounters like those of people. Whose they are, the list does not say: the name is no evidence.</summary>
internal static class DocumentHits
{
    /// <summary>The name of the list of documents.</summary>
    public const string List = "documents";

    /// <summary>The hits of a traveller's documents.</summary>
    public static IEnumerable<TravellerHit> Of(ListSnapshot snapshot, Subject traveller) => snapshot.DocumentsOf(traveller).Select(hit => new TravellerHit(HitOf(hit, traveller, snapshot), TermsOf(hit)));

    private static Hit HitOf(DocumentHit hit, Subject traveller, ListSnapshot snapshot)
    {
        var listed = new SubjectName($"{hit.Lost.Kind} {hit.Lost.Issuer.Code}");
        return new Hit(() => [new EvidenceLine(EvidenceField.Document, Agreement.Agrees, hit.Carried.Number, hit.Lost.Number, 0, WordsOf(hit.Lost))])
        {
            Listing = new Listing
            {
                Id = $"document:{hit.Lost.Id}",
                List = List,
                Subject = new Subject { Names = [listed], Documents = [new IdentityDocument(hit.Carried.Number) { Kind = hit.Lost.Kind.ToString(), Issuer = hit.Lost.Issuer }] },
                Programme = hit.Lost.Loss.ToString(),
            },
            ListedName = listed,
            TravellerName = traveller.Names[0],
            Score = 1,
            Verdict = Verdict.Strong,
            NamesakesPerMillion = null,
            PolicyVersion = ScreeningPolicy.Default.Version,
            ListVersion = new ListVersion(List, snapshot.Documents.Version, null),
        };
    }

    private static ListingTerms TermsOf(DocumentHit hit) => new(hit.Action, "", List, hit.Lost.Reference, Marking.OwnService);

    private static string WordsOf(LostDocument lost) => (lost.Loss, lost.Since) switch
    {
        (DocumentLoss.Stolen, null) => "reported stolen",
        (DocumentLoss.StolenBlank, _) => "stolen before it was made out to anybody",
        (DocumentLoss.Revoked, _) => "revoked by its issuer",
        (DocumentLoss.Stolen, { } since) => $"reported stolen since {since:yyyy-MM-dd}",
        (_, { } since) => $"reported lost since {since:yyyy-MM-dd}",
        _ => "reported lost",
    };
}
