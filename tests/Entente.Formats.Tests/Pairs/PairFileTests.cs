using Entente.Formats.Pairs;
using Entente.Formats.Reading;

namespace Entente.Formats.Tests.Pairs;

public sealed class PairFileTests
{
    [Fact]
    public void Reads_several_names_dates_and_nationalities_and_ignores_further_columns()
    {
        var (pairs, journal) = Read(""""
            pair_id,name_a,name_b,birth_date_a,birth_date_b,nationality_a,nationality_b,expected
            p1,"Nadia Choukri|Umm ""Y""",نادية شكري,1991-03-06|1991,1990-02,ma|Spain,,1
            """");

        var pair = pairs.ShouldHaveSingleItem();
        pair.Id.ShouldBe("p1");
        pair.A.Names.Select(n => n.Text).ShouldBe(["Nadia Choukri", "Umm \"Y\""]);
        pair.A.BirthDates.Select(d => d.ToString()).ShouldBe(["1991-03-06", "1991"]);
        pair.B.BirthDates.Select(d => d.ToString()).ShouldBe(["1990-02"]);
        pair.A.Nationalities.Select(c => c.Code).ShouldBe(["MAR", "ESP"]);
        pair.B.Nationalities.ShouldBeEmpty();
        journal.Accepted.ShouldBe(1);
    }

    [Fact]
    public void Columns_may_stand_in_any_order_and_dates_may_be_absent() =>
        Read("name_b,pair_id,name_a\nB,1,A\n").Pairs.ShouldHaveSingleItem().A.Names[0].Text.ShouldBe("A");

    [Fact]
    public void A_pair_without_a_name_is_refused_and_the_rest_goes_on()
    {
        var (pairs, journal) = Read("pair_id,name_a,name_b\n1,,B\n2,A,B\n");

        pairs.ShouldHaveSingleItem().Id.ShouldBe("2");
        journal.Refused.ShouldBe(1);
        journal.Findings[0].Place.ShouldBe("line 2");
    }

    [Fact]
    public void A_date_or_nationality_that_cannot_be_read_is_noted()
    {
        var (_, journal) = Read("pair_id,name_a,name_b,birth_date_a,nationality_b\n1,A,B,yesterday,Atlantis\n");

        journal.Counts.Keys.ShouldBe(["birth-date-unreadable", "nationality-unreadable"]);
        journal.Accepted.ShouldBe(1);
    }

    [Fact]
    public void A_header_without_the_columns_is_unreadable() =>
        Should.Throw<UnreadableInputException>(() => Read("a,b\n1,2\n")).Message.ShouldContain("pair_id, name_a, name_b");

    [Fact]
    public void An_unclosed_quote_costs_one_pair()
    {
        var (pairs, journal) = Read("pair_id,name_a,name_b\n1,\"A,B\n2,A,B\n");

        pairs.ShouldHaveSingleItem().Id.ShouldBe("2");
        journal.Counts.Keys.ShouldBe(["quote-not-closed"]);
    }

    private static (List<Pair> Pairs, Journal Journal) Read(string csv)
    {
        var journal = new Journal();
        var file = new InputFile("pairs.csv", () => new MemoryStream(System.Text.Encoding.UTF8.GetBytes(csv)));
        return (PairFile.Read(file, journal).ToList(), journal);
    }
}
