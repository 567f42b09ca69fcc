using System.Text;
using Entente.Formats.Reading;
using FsCheck;
using FsCheck.Fluent;

namespace Entente.Formats.Tests.DataSets;

public sealed class DataSetFilesTests
{
    private const string Table = "country,year,measure,value\nMorocco,2020,current_usd_m,10.5\n";

    [Theory]
    [InlineData("country,year,measure,value\nMorocco,2020,share_of_gdp,4\n", "spending-csv")]
    [InlineData("Year;Country;Share of GDP\n2020;Morocco;4,2\n", "spending-csv")]
    [InlineData("Military expenditure by country as percentage of gross domestic product\nCountry,Notes,2019,2020\nMorocco,,1%,2%\n", "sipri-milex-wide")]
    [InlineData("supplier,recipient,delivery_year,tiv\nFrance,Mali,2020,3\n", "transfers-csv")]
    [InlineData("Deal ID,Seller,Buyer,Designation,Order date,Delivery year,TIV delivery values\n1,France,Mali,X,2019,2020,3\n", "sipri-register")]
    [InlineData("Recipient,Supplier,Year of order,,Number ordered,,Weapon designation,Weapon description,Number delivered,,Year(s) of delivery,status,Comments,SIPRI TIV per unit,SIPRI TIV for total order,SIPRI TIV of delivered weapons\nMali,France,2019,?,2,,X,y,2,?,2019; 2020,New,,1,2,2\n", "sipri-register-old")]
    public void Knows_a_file_by_its_header(string text, string format)
    {
        var contents = Sets.Read(text);

        contents.Format.ShouldBe(format);
        (contents.Spending.Count + contents.Transfers.Count).ShouldBeGreaterThan(0);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\n\n")]
    [InlineData("name,age\nAda,3\n")]
    [InlineData("country,capital\nMorocco,Rabat\n")]
    [InlineData("{\"country\": \"Morocco\"}")]
    public void Says_which_headers_are_known_where_it_finds_none(string text) =>
        Should.Throw<UnreadableInputException>(() => Sets.Read(text)).Message.ShouldContain("country, year, measure, value");

    [Fact]
    public void Says_of_a_workbook_what_to_do_with_it() =>
        Should.Throw<UnreadableInputException>(() => Sets.Read("PK\u0003\u0004 and so on")).Message.ShouldContain("CSV");

    [Fact]
    public void Reads_the_same_from_every_encoding_and_says_where_one_had_to_be_guessed()
    {
        var text = Table.Replace("Morocco", "Côte d'Ivoire", StringComparison.Ordinal);
        var expected = Sets.Read(text).Spending;

        Sets.Read([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text)]).Spending.ShouldBe(expected);
        Sets.Read([.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(text)]).Spending.ShouldBe(expected);
        var windows = Sets.Read(Encoding.Latin1.GetBytes(text));
        windows.Spending.ShouldBe(expected);
        windows.Codes().ShouldBe(["encoding-not-utf-8"]);
        expected[0].Country.Code.ShouldBe("CIV");
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public void Numbers_its_lines_as_an_editor_does_whatever_stands_above_the_table(string lineEnd)
    {
        var text = "Title; of it;\n\nFigures in \"US$ m.\", as of 2024\n" + "country,year,measure,value\nMorocco,2020,current_usd_m,10\nMorocco,twenty,current_usd_m,10\n";

        Sets.Read(text.Replace("\n", lineEnd, StringComparison.Ordinal)).Journal.Findings.Single().Place.ShouldBe("line 6");
    }

    [Fact]
    public void A_semicolon_that_ends_each_line_belongs_to_no_cell()
    {
        var contents = Sets.Read("A title;\n;\nsupplier,recipient,delivery_year,tiv;\nFrance,Mali,2020,3.5;\n");

        contents.Transfers.ShouldHaveSingleItem().Tiv.ShouldBe(3.5m);
        contents.Codes().ShouldBeEmpty();
    }

    [Fact]
    public void A_row_with_text_beyond_the_last_column_is_refused_with_its_place()
    {
        var contents = Sets.Read(Table + "Gambia, The,2020,current_usd_m,3\n");

        contents.Journal.Findings.Single().ShouldSatisfyAllConditions(f => f.Code.ShouldBe("more-fields-than-columns"), f => f.Place.ShouldBe("line 3"));
        contents.Spending.Count.ShouldBe(1);
    }

    [Fact]
    public void A_file_that_breaks_off_says_so()
    {
        var contents = Sets.Read(Table + "Morocco,20");

        contents.Journal.Incomplete.ShouldBeTrue();
        contents.Codes().ShouldContain("file-cut-off");
    }

    [Theory]
    [InlineData("country,year,year,measure,value\nMorocco,2020,2020,current_usd_m,1\n", "year")]
    [InlineData("country,year,value\nMorocco,2020,1\n", "measure")]
    [InlineData("country,year,measure,value\n2020,Morocco,1,current_usd_m\n", "moved")]
    [InlineData("supplier,recipient,delivery_year,tiv\nFrance,Mali,New,3\n", "moved")]
    [InlineData("Some figures\nCountry,2019,2020\nMorocco,1,2\n", "measured")]
    [InlineData("Share of GDP\nCountry,2019,2020,2020\nMorocco,1,2,3\n", "2020")]
    public void Refuses_a_table_of_which_nobody_knows_what_stands_where(string text, string says) =>
        Should.Throw<UnreadableInputException>(() => Sets.Read(text)).Message.ShouldContain(says);

    [Fact]
    public void Whatever_the_bytes_are_it_reads_them_or_says_that_it_cannot()
    {
        var pieces = Gen.Elements("country", "year", "measure", "value", ",", ";", "\n", "\r\n", "\"", "2020", "current_usd_m", "...", "xxx", "[", "]", "(", "?", "1,5", "1.5", "1.234",
            "%", "Morocco", "supplier,recipient,delivery_year,tiv\n", "country,year,measure,value\n", "Share of GDP\nCountry,2019,2020\n", "-", "\0", "é", " ");
        var texts = pieces.ArrayOf().Select(parts => string.Concat(parts)).ToArbitrary();

        Prop.ForAll(texts, text =>
        {
            try
            {
                var contents = Sets.Read(text);
                contents.Journal.Accepted.ShouldBe(contents.Spending.Count + contents.Transfers.Count);
                contents.Spending.ShouldAllBe(f => (f.Value == null) == (f.Standing >= Formats.Spending.Standing.NotAvailable) && !(f.Value < 0));
            }
            catch (UnreadableInputException)
            {
                // That is the other answer there is.
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));
    }
}
