using Entente.Screening.Subjects;
using FsCheck;
using FsCheck.Fluent;

namespace Entente.Screening.Tests;

/// <summary>What each piece of evidence does to a score.</summary>
public sealed class EvidenceTests
{
    private static readonly Subject Listed = People.Named("Frank Kakolele Bwambale").With(People.Born(1971, 5, 17)).With(Sex.Male).From("COD").Holding("OB1234567");

    /// <summary>A subject of any data, with names that share something with <see cref="Listed"/> more often than not.</summary>
    private static Gen<Subject> Subjects { get; } =
        from name in Gen.Elements("Frank Kakolele Bwambale", "Frank Kakolele", "Francis Kakolele", "Frank Bwambale Omari", "Mohamed Ali", "فرانك كاكوليلي", "F. Kakolele", "王")
        from birth in Gen.Elements<BirthDate?>(null, People.Born(1971), People.Born(1971, 5, 17), People.Born(1971, 1, 1), People.Born(1972, 5, 17), People.Born(1990, 2, 3))
        from sex in Gen.Elements(Sex.NotStated, Sex.Male, Sex.Female)
        from country in Gen.Elements(null, "COD", "MAR", "XXB", "XXX")
        from document in Gen.Elements(null, "OB1234567", "0B1234567", "X99")
        select new Subject
        {
            Names = [new SubjectName(name)],
            BirthDates = birth is null ? [] : [birth],
            Sex = sex,
            Nationalities = country is null ? [] : [new Country(country)],
            Documents = document is null ? [] : [new IdentityDocument(document)],
        };

    public static TheoryData<string, string, string> Stronger => new()
    {
        { "born 1971-05-17", "born 1971-05", "the day agrees, not the month alone" },
        { "born 1971-05", "born 1990", "the month agrees, not nothing" },
        { "born 1971-05-17", "born 1972-05-17", "the year agrees, not one off" },
        { "born 1972-05-17", "", "one year off is still evidence for" },
        { "born 1971", "", "the year alone is evidence for" },
        { "", "born 1990", "another date is evidence against" },
        { "from COD", "", "a nationality in common is evidence for" },
        { "", "from MAR", "none in common is evidence against" },
        { "sex Male", "", "the same sex is evidence for" },
        { "", "sex Female", "another sex is evidence against" },
        { "holds OB1234567", "holds 0B1234567", "the same number, not one misread" },
        { "holds 0B1234567", "", "a misread number is evidence for" },
    };

    [Theory]
    [MemberData(nameof(Stronger))]
    public void More_and_better_evidence_gives_a_higher_score(string with, string without, string why) =>
        People.Score(Make(with), Listed).ShouldBeGreaterThan(People.Score(Make(without), Listed), why);

    [Fact]
    public void A_document_that_differs_says_nothing() => People.Score(Make("holds ZZ7654321"), Listed).ShouldBe(People.Score(Make(""), Listed));

    [Fact]
    public void A_number_too_short_to_mean_anything_says_nothing() =>
        People.Score(People.Named("Frank Kakolele").Holding("1234"), People.Named("Frank Kakolele").Holding("1234")).ShouldBe(People.Score(People.Named("Frank Kakolele"), People.Named("Frank Kakolele")));

    [Theory]
    [InlineData("XXA", "a stateless person may have had a nationality when listed")]
    [InlineData("XXB", "a refugee has one, which the document does not state")]
    [InlineData("XXC", "likewise")]
    [InlineData("XXX", "unspecified")]
    [InlineData("UNO", "whoever travels for an organisation has a nationality beside it")]
    public void A_code_that_is_no_nationality_says_nothing_against_one(string code, string why)
    {
        var traveller = People.Named("Frank Kakolele");

        People.Score(traveller.From(code), Listed).ShouldBe(People.Score(traveller, Listed), why);
        new Comparer(ScreeningPolicy.Default).Compare(traveller.From(code), Listed).Evidence.ShouldContain(line =>
            line.Field == EvidenceField.Nationality && line.Agreement == Agreement.Missing && line.Traveller == code);
    }

    [Fact]
    public void Two_unspecified_nationalities_are_none_in_common()
    {
        var someone = People.Named("Frank Kakolele");

        People.Score(someone.From("XXX"), someone.From("XXX")).ShouldBe(People.Score(someone, someone));
    }

    [Fact]
    public void Two_refugees_have_that_in_common()
    {
        var someone = People.Named("Frank Kakolele");

        People.Score(someone.From("XXB"), someone.From("XXB")).ShouldBeGreaterThan(People.Score(someone, someone));
    }

    [Fact]
    public void The_kinds_of_British_nationality_do_not_contradict_each_other()
    {
        var someone = People.Named("Frank Kakolele");

        People.Score(someone.From("GBO"), someone.From("GBR")).ShouldBe(People.Score(someone.From("GBR"), someone.From("GBR")));
    }

    [Fact]
    public void A_score_lies_between_nought_and_one_and_reaches_neither_certainty() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(1_000), Prop.ForAll(Subjects.Two().ToArbitrary(), pair => People.Score(pair.Item1, pair.Item2) is >= 0 and < 1));

    [Fact]
    public void A_date_to_the_day_in_common_raises_every_score() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(500), Prop.ForAll(Subjects.Two().ToArbitrary(), pair =>
            People.Score(pair.Item1.With(People.Born(1971, 5, 17)), pair.Item2.With(People.Born(1971, 5, 17)))
            > People.Score(pair.Item1 with { BirthDates = [] }, pair.Item2 with { BirthDates = [] })));

    [Fact]
    public void A_contradicting_name_keeps_every_score_below_the_line_unless_a_document_agrees() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(1_000), Prop.ForAll(Subjects.Two().ToArbitrary(), pair =>
            new Comparer(ScreeningPolicy.Default).Compare(pair.Item1 with { Documents = [] }, pair.Item2) is var comparison
            && (comparison.Evidence.All(line => line is not { Field: EvidenceField.NamePart, Agreement: Agreement.Contradicts }) || comparison.Score < 0.5)));

    [Fact]
    public void The_score_alone_is_the_score_of_the_comparison() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(500), Prop.ForAll(Subjects.Two().ToArbitrary(), pair =>
            new Comparer(ScreeningPolicy.Default) is var comparer
            && comparer.Score(pair.Item1, pair.Item2).Equals(comparer.Compare(pair.Item1, pair.Item2).Score)));

    [Fact]
    public void A_document_in_common_lifts_the_cap_of_a_contradicting_name() =>
        People.Score(People.Named("Frank Qatanani").Holding("OB1234567"), People.Named("Frank Bwambale").Holding("OB1234567")).ShouldBeGreaterThan(0.5);

    [Fact]
    public void The_weights_of_the_evidence_say_which_way_it_counts() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(1_000), Prop.ForAll(Subjects.Two().ToArbitrary(), pair =>
            new Comparer(ScreeningPolicy.Default).Compare(pair.Item1, pair.Item2).Evidence.All(line => line.Agreement switch
            {
                Agreement.Agrees => line.Weight > 0,
                Agreement.Contradicts => line.Weight < 0,
                Agreement.Missing => line.Weight <= 0,
                _ => line.Weight >= 0,
            })));

    [Fact]
    public void Every_field_that_a_side_states_has_its_line()
    {
        var evidence = new Comparer(ScreeningPolicy.Default).Compare(People.Named("Frank Kakolele"), Listed).Evidence;
        evidence.Select(line => line.Field).Distinct().ShouldBe([EvidenceField.NamePart, EvidenceField.Document, EvidenceField.BirthDate, EvidenceField.Nationality, EvidenceField.Sex], ignoreOrder: true);
        evidence.ShouldContain(line => line.Field == EvidenceField.NamePart && line.Agreement == Agreement.Missing && line.Listing == "Bwambale");
    }

    [Fact]
    public void Namesakes_are_many_for_common_names_and_few_for_rare_ones()
    {
        double Namesakes(string name) => new Comparer(ScreeningPolicy.Default).Compare(People.Named(name), People.Named(name)).NamesakesPerMillion ?? 0;
        Namesakes("Mohamed").ShouldBeGreaterThan(1_000);
        Namesakes("Frank Kakolele Bwambale").ShouldBeLessThan(1);
        new Comparer(ScreeningPolicy.Default).Compare(People.Named("Kakolele"), People.Named("Mohamed")).NamesakesPerMillion.ShouldBeNull();
    }

    [Fact]
    public void A_subject_without_a_name_is_a_mistake_of_the_caller() =>
        Should.Throw<ArgumentException>(() => People.Score(new Subject { Names = [] }, Listed));

    private static Subject Make(string data)
    {
        var subject = People.Named("Frank Kakolele Bwambale");
        return data.Split(' ') switch
        {
            ["born", var date] => subject.With(date.Split('-').Select(int.Parse).ToArray() is var n ? People.Born(n[0], n.Length > 1 ? n[1] : null, n.Length > 2 ? n[2] : null) : null!),
            ["from", var country] => subject.From(country),
            ["sex", var sex] => subject.With(Enum.Parse<Sex>(sex)),
            ["holds", var document] => subject.Holding(document),
            _ => subject,
        };
    }
}
