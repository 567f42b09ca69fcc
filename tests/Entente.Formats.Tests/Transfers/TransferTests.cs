using Entente.Formats.Regions;
using Entente.Formats.Tests.DataSets;
using Entente.Formats.Transfers;
using FsCheck;
using FsCheck.Fluent;

namespace Entente.Formats.Tests.Transfers;

public sealed class TransferTests
{
    private const string Older = "Transfers of major weapons: Deals with deliveries or orders made for 2010 to 2020\n"
        + "Recipient,Supplier,Year of order,,Number ordered,,Weapon designation,Weapon description,Number delivered,,Year(s) of delivery,status,Comments,SIPRI TIV per unit,SIPRI TIV for total order,SIPRI TIV of delivered weapons\n";

    private const string Newer = "Deal ID,Supplier,Recipient,Designation,Order date,Order date is estimate,Numbers delivered,Numbers delivered is estimate,Delivery year,Delivery year is estimate,TIV delivery values\n";

    private static readonly Gen<TransferRecord> Records =
        from supplier in Gen.Elements("Arvenia", "Nemora", "Valdoria")
        from recipient in Gen.Elements("Utopia", "Farland", "Norrland")
        from deal in Gen.Choose(0, 6)
        from first in Gen.Choose(2000, 2010)
        from length in Gen.Choose(0, 3)
        from tiv in Gen.Choose(-1, 50)
        select new TransferRecord(deal == 0 ? "" : $"{supplier}-{recipient}-{deal}", new(supplier, ""), new(recipient, ""), "X", [.. Enumerable.Range(first, length)], tiv < 0 ? null : tiv / 4m);

    [Fact]
    public void Reads_the_layout_with_a_row_for_each_deal()
    {
        var contents = Sets.Read(Older + "Mali,France,2015,?,4,,Mistral,portable SAM,2,?,2016; 2017,Second hand,\"For police; partly aid\",0.09,0.36,0.18\nunknown recipient(s)**,Libya?,,,,,X,gun,,,,New,,,,\n");

        contents.Format.ShouldBe("sipri-register-old");
        var deal = contents.Transfers[0];
        (deal.Recipient.Code, deal.Supplier.Code, deal.OrderYear, deal.NumberOrdered, deal.NumberDelivered, deal.Tiv, deal.TivUnit).ShouldBe(("MLI", "FRA", 2015, 4m, 2m, 0.18m, 0.09m));
        deal.DeliveryYears.ShouldBe([2016, 2017]);
        deal.Doubts.ShouldBe(TransferDoubts.OrderYear | TransferDoubts.Number);
        (deal.Status, deal.Description, deal.Comment).ShouldBe(("Second hand", "portable SAM", "For police; partly aid"));
        contents.Transfers[1].ShouldSatisfyAllConditions(
            t => t.Recipient.ShouldBe(new Party("unknown recipient(s)", "")), t => t.Supplier.Code.ShouldBe("LBY"), t => t.Doubts.ShouldBe(TransferDoubts.Party), t => t.Tiv.ShouldBeNull());
    }

    [Theory]
    [InlineData("Yes", TransferDoubts.DeliveryYear)]
    [InlineData("No", TransferDoubts.None)]
    [InlineData("", TransferDoubts.NotSaid)]
    [InlineData("maybe", TransferDoubts.NotSaid)]
    public void A_mark_is_a_doubt_no_doubt_or_left_open(string mark, TransferDoubts doubts) =>
        Sets.Read($"{Newer}1,France,Mali,X,2015,No,2,No,2016,{mark},3\n").Transfers.ShouldHaveSingleItem().Doubts.ShouldBe(doubts);

    [Theory]
    [InlineData("1,,Mali,X,2015,No,2,No,2016,No,3", "party-missing", true)]
    [InlineData("1,France,Mali,X,2015,No,2,No,2016,No,some", "tiv-unreadable", true)]
    [InlineData("1,France,Mali,X,2015,No,2,No,later,No,3", "delivery-year-unreadable", false)]
    [InlineData("1,France,Mali,X,2015,No,2,No,,No,3", "delivery-year-missing", false)]
    [InlineData("1,France,Mali,X,soon,No,2,No,2016,No,3", "order-year-unreadable", false)]
    [InlineData("1,France,Mali,X,2015,No,a few,No,2016,No,3", "number-unreadable", false)]
    [InlineData("1,France,Mali,X,2015,No,2,so so,2016,No,3", "estimate-mark-unknown", false)]
    [InlineData("9,France,Chad,X,2015,No,2,No,2016,No,3", "transfer-twice", false)]
    public void What_cannot_be_read_is_a_finding_with_its_place(string row, string code, bool refused)
    {
        var journal = Sets.Read($"{Newer}9,France,Chad,X,2015,No,2,No,2016,No,3\n{row}\n").Journal;

        var finding = journal.Findings.ShouldHaveSingleItem();
        (finding.Code, finding.Refused).ShouldBe((code, refused));
        finding.Place.ShouldStartWith("line 3");
    }

    [Theory]
    [InlineData("2016", "2016")]
    [InlineData("2017; 2016", "2016 2017")]
    [InlineData("2016-2018", "2016 2017 2018")]
    [InlineData("2016?", "2016")]
    public void Years_of_delivery_are_read_however_many_there_are(string text, string years) =>
        string.Join(' ', Sets.Read($"supplier,recipient,delivery_year,tiv\nFrance,Mali,{text},3\n").Transfers[0].DeliveryYears).ShouldBe(years);

    [Fact]
    public void Ranks_recipients_and_gives_equal_ones_the_same_place()
    {
        var ranking = TransferRanking.Of([Of("a", "Utopia", 10, 2001), Of("b", "Farland", 10, 2002), Of("c", "Norrland", 20, 2003), Of("c", "Norrland", 1, 2009)],
            TransferSide.Recipient, RankedBy.Volume, 2001, 2005);

        ranking.Rows.Select(r => $"{r.Rank} {r.Party.Name} {r.Tiv} {r.Share:0}").ShouldBe(["1 Norrland 20 50", "2 Farland 10 25", "2 Utopia 10 25"]);
    }

    [Fact]
    public void A_deal_counts_once_however_many_deliveries_it_has() =>
        TransferRanking.Of([Of("a", "Utopia", 10, 2001), Of("a", "Utopia", 5, 2002), Of("", "Utopia", 1, 2002), Of("", "Utopia", 1, 2002)], TransferSide.Recipient, RankedBy.Deals, 2000, 2005)
            .Rows.ShouldHaveSingleItem().Deals.ShouldBe(3);

    [Fact]
    public void Deliveries_that_lie_in_the_period_only_in_part_are_shown_beside_and_not_split()
    {
        var row = TransferRanking.Of([Of("a", "Utopia", 10, 2001, 2002), Of("b", "Utopia", 4, 2002)], TransferSide.Recipient, RankedBy.Volume, 2002, 2005).Rows.ShouldHaveSingleItem();

        (row.Tiv, row.NotAllotted, row.Deals).ShouldBe((4m, 10m, 2));
    }

    [Fact]
    public void Over_all_years_nothing_is_lost_whichever_side_is_ranked()
    {
        var records = Records.ListOf().ToArbitrary();
        Prop.ForAll(records, list =>
        {
            var dated = list.Where(t => t.DeliveryYears.Count > 0).ToList();
            foreach (var side in Enum.GetValues<TransferSide>())
            {
                var ranking = TransferRanking.Of(list, side, RankedBy.Volume, 2000, 2020);
                ranking.Total.ShouldBe(dated.Sum(t => t.Tiv ?? 0));
                ranking.Rows.Sum(r => r.Deliveries).ShouldBe(dated.Count);
                ranking.Rows.Sum(r => r.WithoutVolume).ShouldBe(dated.Count(t => t.Tiv is null));
            }
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void In_any_period_what_counts_and_what_does_not_is_all_there_is_and_the_order_of_the_file_changes_nothing()
    {
        var cases = Records.ListOf().Zip(Gen.Choose(2000, 2010)).ToArbitrary();
        Prop.ForAll(cases, c =>
        {
            var (list, from) = (c.Item1, c.Item2);
            var touched = list.Where(t => t.DeliveryYears.Any(y => y >= from && y <= from + 2)).ToList();
            var ranking = TransferRanking.Of(list, TransferSide.Supplier, RankedBy.Volume, from, from + 2);

            ranking.Rows.Sum(r => r.Tiv + r.NotAllotted).ShouldBe(touched.Sum(t => t.Tiv ?? 0));
            ranking.Rows.Select(r => r.Tiv).ShouldBeInOrder(SortDirection.Descending);
            TransferRanking.Of(Enumerable.Reverse(list), TransferSide.Supplier, RankedBy.Volume, from, from + 2).Rows.ShouldBe(ranking.Rows);
        }).QuickCheckThrowOnFailure();
    }

    private static TransferRecord Of(string deal, string recipient, decimal tiv, params int[] years) => new(deal, new("Arvenia", ""), new(recipient, ""), "X", years, tiv);
}
