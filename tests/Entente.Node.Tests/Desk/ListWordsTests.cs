using Entente.Node.Configuration;
using Entente.Node.Desk;
using Entente.Node.Watchlist.Adoptions;
using Entente.Node.Watchlist.Documents;
using Entente.Screening.Subjects;

namespace Entente.Node.Tests.Desk;

public sealed class ListWordsTests
{
    [Fact]
    public void Every_code_that_a_page_of_lists_shows_has_its_text()
    {
        string[] codes =
        [
            .. Of<DocumentKind>("document.kind-"), .. Of<DocumentLoss>("document.loss-"), .. Of<ListDocument.DocumentRemoval>("document.removal-"), .. new DocumentContent().FaultsOf(default).Keys.Select(f => $"document.fault-{f}"), "document.fault-since",
            .. Of<AdoptionRefusal>("adoption.refusal-"), .. ReadAdoptions.AllStatuses.Select(s => $"adoption.status-{s}"), .. Of<SubjectKind>("source.kind-"),
            .. Enum.GetValues<NameKind>().Where(k => k != NameKind.Primary).Select(k => $"source.name-{Codes.Of(k)}"),
            .. ((string[])["accepted", "held", "failed", "released", "discarded"]).Select(r => $"source.result-{r}"), .. ((string[])["latin", "arabic", "cyrillic", "greek", "hebrew", "armenian", "devanagari", "tifinagh", "chinese", "japanese", "korean", "other"]).Select(s => $"source.script-{s}"),
        ];
        codes.Except(Words.All["en"].Keys).ShouldBeEmpty();
    }

    private static IEnumerable<string> Of<T>(string prefix)
        where T : struct, Enum => Enum.GetValues<T>().Select(v => prefix + Codes.Of(v));
}
