using Entente.Reports.Proposals;
using Entente.Reports.Tests.Scoring;
using Entente.Reports.Text;

namespace Entente.Reports.Tests;

/// <summary>How proposals stand to each other and to records.</summary>
public sealed class LinkTests
{
    private static readonly IReadOnlyList<Proposal> TwoReports = ReportReader.Read([Written("en-visit.txt"), Written("fr-visite.txt")], null, []);

    [Fact]
    public void Two_reports_of_one_visit_are_linked_and_their_dates_stand_against_each_other()
    {
        var (first, second) = (Number("en-visit.txt", ProposalKind.Engagement), Number("fr-visite.txt", ProposalKind.Engagement));

        TwoReports[first].Links.ShouldContain(new ProposalLink(second, null, "same-event", null));
        TwoReports[second].Links.ShouldContain(new ProposalLink(first, null, "same-event", null));
        TwoReports[first].Links.ShouldContain(new ProposalLink(second, null, "contradicts", "date"));
    }

    [Fact]
    public void Two_reports_of_one_agreement_are_linked_and_their_sums_stand_against_each_other()
    {
        var (first, second) = (Number("en-visit.txt", ProposalKind.Agreement), Number("fr-visite.txt", ProposalKind.Agreement));

        TwoReports[first].Links.ShouldBe([new(second, null, "same-agreement", null), new(second, null, "contradicts", "value")]);
    }

    [Fact]
    public void An_earlier_visit_of_a_series_is_a_proposal_of_its_own_to_which_the_later_one_points()
    {
        var proposals = ReportReader.Read(Written("fr-communique.txt"));

        var later = proposals.First(p => p.Kind == ProposalKind.Engagement);
        var link = later.Links.Single(l => l.Relation == "earlier-in-series");
        proposals[link.To!.Value].Named("date").Single().Value.ShouldBe(FieldValue.Of("2019-11"));
        later.Named("date").Single().Value.ShouldBe(FieldValue.Of("2021-05-11/2021-05-12"));
    }

    [Fact]
    public void The_second_of_its_kind_and_the_first_are_two_visits_in_one_sentence_too()
    {
        var proposals = ReportReader.Read(ReportText.Of("a.txt", "General Paul Denning visited Rabat on 4 May 2023, the second visit of its kind, the first in June 2022."));

        proposals.Count.ShouldBe(2);
        proposals[0].Named("date").Single().Value.ShouldBe(FieldValue.Of("2023-05-04"));
        proposals[0].Links.ShouldBe([new(1, null, "earlier-in-series", null)]);
        proposals[1].Named("date").Single().Value.ShouldBe(FieldValue.Of("2022-06"));
    }

    [Fact]
    public void Records_that_exist_are_linked_by_people_or_parties_and_a_date_that_agrees()
    {
        KnownRecord[] records =
        [
            new("visit-7", ProposalKind.Engagement, ["Helen Marsh"], ["Morocco", "United States"], "2022-06-14"),
            new("visit-6", ProposalKind.Engagement, ["Helen Marsh"], ["Morocco", "United States"], "2021-01-20"),
            new("exercise-2", ProposalKind.Exercise, ["African Lion 2022"], [], "2022-06"),
        ];

        var visit = ReportReader.Read([Written("en-visit.txt")], null, records).First(p => p.Kind == ProposalKind.Engagement);

        visit.Links.Where(l => l.Record is not null).ShouldBe([new(null, "visit-7", "same-event", null)]);
    }

    private static int Number(string report, ProposalKind kind) => TwoReports.Index().First(p => p.Item.Report == report && p.Item.Kind == kind).Index;

    private static ReportText Written(string name) => ReportText.Decode(name, File.ReadAllBytes(ExpectedReport.Of("written").First(r => r.Expected.Name == name).Path));
}
