using Entente.Node.Partnership.Import;

namespace Entente.Node.Tests.Partnership.Import;

public sealed class CellTests
{
    [Theory]
    [InlineData("2026-06-14", "2026-06-14")]
    [InlineData("2026-06-14 09:30", "2026-06-14")]
    [InlineData("2026-06-14T00:00:00", "2026-06-14")]
    [InlineData("2026/6/4", "2026-06-04")]
    [InlineData("14/06/2026", "2026-06-14")]
    [InlineData("04.06.26", "2026-06-04")]
    [InlineData("14-6-1999", "1999-06-14")]
    [InlineData("14 juin 2026", "2026-06-14")]
    [InlineData("1er août 2026", "2026-08-01")]
    [InlineData("lundi 9 février 2026", "2026-02-09")]
    [InlineData("14 de junio de 2026", "2026-06-14")]
    [InlineData("14 Jun 2026", "2026-06-14")]
    [InlineData("June 14, 2026", "2026-06-14")]
    [InlineData("Jun-26", "2026-06")]
    [InlineData("juin 2026", "2026-06")]
    [InlineData("06/2026", "2026-06")]
    [InlineData("2026", "2026")]
    [InlineData("2026-06", "2026-06")]
    [InlineData("١٤ يونيو ٢٠٢٦", "2026-06-14")]
    [InlineData("14 غشت 2026", "2026-08-14")]
    [InlineData("46187", "2026-06-14")]
    [InlineData("31/02/2026", null)]
    [InlineData("soon", null)]
    [InlineData("14 juin", null)]
    [InlineData("12", null)]
    public void Dates_are_read_as_people_write_them(string text, string? date) => CellDates.Read(SheetCell.Of(text), monthFirst: false).ShouldBe(date);

    [Fact]
    public void Month_first_is_read_where_it_was_chosen() => CellDates.Read(SheetCell.Of("06/14/2026"), monthFirst: true).ShouldBe("2026-06-14");

    [Fact]
    public void A_number_is_a_day_of_Excel_or_a_year()
    {
        CellDates.Read(SheetCell.Of(46187m), false).ShouldBe("2026-06-14");
        CellDates.Read(SheetCell.Of(2026m), false).ShouldBe("2026");
        CellDates.Read(SheetCell.Of(12m), false).ShouldBeNull();
    }

    [Theory]
    [InlineData("1 250 000,50 $", "1250000.5 USD")]
    [InlineData("1\u202F250\u202F000 €", "1250000 EUR")]
    [InlineData("USD 1.2m", "1200000 USD")]
    [InlineData("3,5 M€", "3500000 EUR")]
    [InlineData("$1,250,000.00", "1250000 USD")]
    [InlineData("1.250.000,00 EUR", "1250000 EUR")]
    [InlineData("1.250 €", "1250 EUR")]
    [InlineData("0.125 USD", "0.125 USD")]
    [InlineData("2 milliards de dirhams", "2000000000 MAD")]
    [InlineData("2,5 millions d'euros", "2500000 EUR")]
    [InlineData("45 bn USD", "45000000000 USD")]
    [InlineData("1250000", "1250000 MAD")]
    [InlineData("about a lot", null)]
    [InlineData("300 FCFA", null)]
    public void Amounts_are_read_as_people_write_them(string text, string? money) => CellAmounts.ReadMoney(SheetCell.Of(text), "MAD").ShouldBe(money);

    [Fact]
    public void An_amount_without_currency_is_none_where_the_file_has_none() => CellAmounts.ReadMoney(SheetCell.Of("1250000"), "").ShouldBeNull();

    [Theory]
    [InlineData("1 200", "1200")]
    [InlineData("1,200", "1200")]
    [InlineData("12.5", null)]
    [InlineData("-3", null)]
    public void Counts_are_whole(string text, string? number) => CellAmounts.ReadNumber(SheetCell.Of(text)).ShouldBe(number);

    [Theory]
    [InlineData("Maroc", "MAR")]
    [InlineData("المغرب", "MAR")]
    [InlineData("États-Unis", "USA")]
    [InlineData("mrt", "MRT")]
    [InlineData("Atlantis", null)]
    public void States_are_found_by_name_and_code(string text, string? code) => StateNames.Find(text).ShouldBe(code);

    [Theory]
    [InlineData("=1+2")]
    [InlineData("'=1+2")]
    [InlineData("''")]
    [InlineData("-")]
    [InlineData("@SUM")]
    [InlineData("plain")]
    [InlineData("")]
    public void What_is_guarded_is_read_back_as_it_was(string text)
    {
        Guarded.Read(Guarded.Write(text)).ShouldBe(text);
        (Guarded.Write(text).Length == 0 || !"=+-@".Contains(Guarded.Write(text)[0])).ShouldBeTrue();
    }
}
