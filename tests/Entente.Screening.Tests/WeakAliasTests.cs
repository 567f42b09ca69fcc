using Entente.Screening.Subjects;
using FsCheck;
using FsCheck.Fluent;

namespace Entente.Screening.Tests;

/// <summary>A name that the list itself calls weak never alerts alone: "Haji Mudir" is many people.</summary>
public sealed class WeakAliasTests
{
    [Fact]
    public void Never_alerts_without_the_birth_date_to_the_day_or_a_document()
    {
        var cases = from name in Gen.Elements("Haji Mudir", "Kakolele Bwambale Zerhouni Qatanani", "Abu Omar", "المدير", "X")
                    from birth in Gen.Elements<BirthDate?>(null, People.Born(1971), People.Born(1971, 5), People.Born(1971, 1, 1), People.Born(1972, 5, 17), People.Born(1971, 12, 5))
                    from listedBirth in Gen.Elements(People.Born(1971), People.Born(1971, 5), People.Born(1971, 1, 1), People.Born(1971, 5, 12))
                    from country in Gen.Elements("AFG", "MAR")
                    from sex in Gen.Elements(Sex.Male, Sex.Female, Sex.NotStated)
                    select (name, birth, listedBirth, country, sex);
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(1_000), Prop.ForAll(cases.ToArbitrary(), c =>
        {
            var traveller = People.Named(c.name).With(c.sex).From(c.country);
            traveller = c.birth is null ? traveller : traveller.With(c.birth);
            var listed = People.Named(c.name, NameKind.WeakAlias).With(Sex.Male).From("AFG").With(c.listedBirth);
            return People.Score(traveller, listed) < ScreeningPolicy.Default.AlertThreshold;
        }));
    }

    [Fact]
    public void Alerts_with_the_birth_date_to_the_day()
    {
        var listed = People.Named("Qatanani Zerhouni", NameKind.WeakAlias).With(People.Born(1971, 5, 17));
        People.Score(People.Named("Qatanani Zerhouni").With(People.Born(1971, 5, 17)), listed).ShouldBeGreaterThanOrEqualTo(ScreeningPolicy.Default.AlertThreshold);
    }

    [Fact]
    public void Alerts_with_a_document()
    {
        var listed = People.Named("Haji Mudir", NameKind.WeakAlias).Holding("OB1234567");
        People.Score(People.Named("Haji Mudir").Holding("OB1234567"), listed).ShouldBeGreaterThanOrEqualTo(ScreeningPolicy.Default.AlertThreshold);
    }

    [Fact]
    public void Says_in_the_evidence_that_it_is_one() =>
        new Comparer(ScreeningPolicy.Default).Compare(People.Named("Haji Mudir"), People.Named("Haji Mudir", NameKind.WeakAlias)).Evidence
            .ShouldContain(line => line.Field == EvidenceField.Name && line.Words.Contains("weak"));
}
