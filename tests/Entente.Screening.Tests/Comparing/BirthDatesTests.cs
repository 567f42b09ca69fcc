using Entente.Screening.Comparing;
using Entente.Screening.Subjects;
using FsCheck;
using FsCheck.Fluent;

namespace Entente.Screening.Tests.Comparing;

public sealed class BirthDatesTests
{
    private static Gen<BirthDate> Dates { get; } =
        from year in Gen.OneOf(Gen.Choose(1940, 2010), Gen.Choose(1320, 1430))
        from to in Gen.Choose(0, 4)
        from detail in Gen.Choose(0, 3)
        from month in Gen.Choose(1, 12)
        from day in Gen.Choose(1, 28)
        from approximate in Gen.Elements(true, false)
        select (detail switch
        {
            0 => BirthDate.Of(year),
            1 => BirthDate.Of(year, month),
            2 => BirthDate.Of(year, month, day),
            _ => BirthDate.Between(year, year + to),
        } ?? throw new InvalidOperationException("The parts make a date.")) with
        { Approximate = approximate };

    [Theory]
    [InlineData("1975-04-21", "1975-04-21", nameof(BirthDateRelation.Exact), "the same day")]
    [InlineData("1975-04-05", "1975-05-04", nameof(BirthDateRelation.Swapped), "day and month in the other order")]
    [InlineData("1975-04-21", "1976-04-21", nameof(BirthDateRelation.YearOneOff), "one year off")]
    [InlineData("1975-04-21", "1977-04-21", nameof(BirthDateRelation.Contradicts), "two years off")]
    [InlineData("1975-04-21", "1975-04", nameof(BirthDateRelation.MonthAgrees), "no day known")]
    [InlineData("1975-04-21", "1975", nameof(BirthDateRelation.YearAgrees), "only a year known")]
    [InlineData("1975-04-21", "1975-01-01", nameof(BirthDateRelation.YearAgrees), "1 January stands for an unknown day")]
    [InlineData("1975-01-01", "1975-01-01", nameof(BirthDateRelation.YearAgrees), "twice unknown is not the same day")]
    [InlineData("1975-04-21", "1976", nameof(BirthDateRelation.YearNear), "only a year known, one off")]
    [InlineData("1975-04-21", "1977", nameof(BirthDateRelation.Contradicts), "only a year known, two off")]
    [InlineData("1975-04-21", "~1977", nameof(BirthDateRelation.YearNear), "two off what is approximate")]
    [InlineData("1975-04-21", "1960/1980", nameof(BirthDateRelation.YearAgrees), "within the span")]
    [InlineData("1975-04-21", "1976/1980", nameof(BirthDateRelation.YearNear), "beside the span")]
    [InlineData("1975-04-21", "1980/1985", nameof(BirthDateRelation.Contradicts), "outside the span")]
    [InlineData("1980", "1400", nameof(BirthDateRelation.HijriYear), "lunar: 1400 began in November 1979")]
    [InlineData("1979-12-03", "1400", nameof(BirthDateRelation.HijriYear), "lunar, its first weeks")]
    [InlineData("1981-06-01", "1360", nameof(BirthDateRelation.HijriYear), "solar: 1360 began in March 1981")]
    [InlineData("1970-06-01", "1400", nameof(BirthDateRelation.Contradicts), "neither lunar nor solar")]
    [InlineData("1400-05-06", "1400-05-06", nameof(BirthDateRelation.Exact), "both Hijri")]
    public void Two_dates_stand_to_each_other_as_far_as_both_are_known(string a, string b, string relation, string note) =>
        BirthDates.Compare(Date(a), Date(b)).ToString().ShouldBe(relation, note);

    [Fact]
    public void The_order_of_the_two_does_not_matter() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(3_000), Prop.ForAll(Dates.Two().ToArbitrary(), pair => BirthDates.Compare(pair.Item1, pair.Item2) == BirthDates.Compare(pair.Item2, pair.Item1)));

    [Fact]
    public void A_date_never_contradicts_itself() =>
        Check.QuickThrowOnFailure(Prop.ForAll(Dates.ToArbitrary(), date => BirthDates.Compare(date, date) >= BirthDateRelation.YearAgrees));

    [Fact]
    public void Of_several_dates_the_pair_that_fits_best_counts()
    {
        var (relation, a, b) = BirthDates.Compare([Date("1960"), Date("1975-04-21")], [Date("1981-01-02"), Date("1975-04-21")]);
        relation.ShouldBe(BirthDateRelation.Exact);
        (a, b).ShouldBe((Date("1975-04-21"), Date("1975-04-21")));
    }

    [Fact]
    public void Nothing_stated_is_nothing_compared() => BirthDates.Compare([], [Date("1975")]).Relation.ShouldBe(BirthDateRelation.Unknown);

    /// <summary>Reads what <see cref="BirthDate.ToString"/> writes.</summary>
    private static BirthDate Date(string text)
    {
        var plain = text.TrimStart('~');
        var numbers = plain.Split('-', '/').Select(int.Parse).ToArray();
        var date = plain.Contains('/') ? BirthDate.Between(numbers[0], numbers[1])
            : BirthDate.Of(numbers[0], numbers.Length > 1 ? numbers[1] : null, numbers.Length > 2 ? numbers[2] : null);
        return date.ShouldNotBeNull() with { Approximate = text[0] == '~' };
    }
}
