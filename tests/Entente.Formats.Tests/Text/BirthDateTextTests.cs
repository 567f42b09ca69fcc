using Entente.Formats.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Entente.Formats.Tests.Text;

public sealed class BirthDateTextTests
{
    [Theory]
    [InlineData("1948-12-10", "1948-12-10")]
    [InlineData("1948-12-10T00:00:00Z", "1948-12-10")]
    [InlineData("1948-12", "1948-12")]
    [InlineData("1948", "1948")]
    [InlineData("1948-00-00", "1948")]
    [InlineData("1948-12-00", "1948-12")]
    [InlineData("19481210", "1948-12-10")]
    [InlineData("10 Dec 1948", "1948-12-10")]
    [InlineData("10 December 1948", "1948-12-10")]
    [InlineData("December 10, 1948", "1948-12-10")]
    [InlineData("1er août 1960", "1960-08-01")]
    [InlineData("Dec 1948", "1948-12")]
    [InlineData("Nov. 1973 ", "1973-11")]
    [InlineData("10/12/1948", "1948-12-10")]
    [InlineData("10.12.1948", "1948-12-10")]
    [InlineData("1948/12/10", "1948-12-10")]
    [InlineData("12/1948", "1948-12")]
    [InlineData("circa 1948", "~1948")]
    [InlineData("c. 1948", "~1948")]
    [InlineData("circa 1948-1950", "~1948/1950")]
    [InlineData("circa 01 Jan 1961", "~1961-01-01")]
    [InlineData("Approximately 1948", "~1948")]
    [InlineData("1948 to 1950", "1948/1950")]
    [InlineData("1948-1950", "1948/1950")]
    [InlineData("1948/1950", "1948/1950")]
    [InlineData("Between 1948 and 1950", "1948/1950")]
    [InlineData("01 Jan 1970 to 31 Dec 1972", "1970/1972")]
    [InlineData("Mar 1965 to Apr 1965", "1965")]
    [InlineData("Between Aug. and Sep. 1977", "1977")]
    [InlineData("24/06/1402 (Hijri Calendar)", "1402-06-24")]
    [InlineData("1353", "1353")]
    public void Reads_dates_as_lists_write_them(string text, string date) => (BirthDateText.Read(text)?.ToString()).ShouldBe(date);

    [Theory]
    [InlineData("")]
    [InlineData("unknown")]
    [InlineData("04/21/1975")]
    [InlineData("1948-13-01")]
    [InlineData("0000-00-00")]
    [InlineData("48")]
    [InlineData("30-35 years old")]
    [InlineData("1950 to 1948")]
    [InlineData("10 Dec 48")]
    [InlineData("circa")]
    [InlineData("(1948)")]
    public void Does_not_guess(string text) => BirthDateText.Read(text).ShouldBeNull();

    [Fact]
    public void Reads_back_every_date_it_can_write() =>
        Prop.ForAll(Gen.Choose(1250, 2200).SelectMany(_ => Gen.Choose(1, 12), (year, month) => (year, month)).SelectMany(_ => Gen.Choose(1, 28), (ym, day) => $"{ym.year:0000}-{ym.month:00}-{day:00}").ToArbitrary(),
            text => BirthDateText.Read(text)?.ToString() == text).QuickCheckThrowOnFailure();

    [Fact]
    public void Takes_any_text_whatever() =>
        Prop.ForAll<string>(text => BirthDateText.Read(text) is null or { YearFrom: >= 1250, YearTo: <= 2200 }).QuickCheckThrowOnFailure();
}
