using Entente.Formats.Mrz;
using Entente.Formats.Reading;
using Entente.Screening.Subjects;
using FsCheck;
using FsCheck.Fluent;

namespace Entente.Formats.Tests.Mrz;

public sealed class MrzReaderTests
{
    private static readonly DateOnly Today = new(2026, 3, 1);

    [Fact]
    public void Reads_every_field_of_a_passport()
    {
        var document = MrzReader.Read(Zones.Passport, Today);

        document.Format.ShouldBe(MrzFormat.Td3);
        (document.DocumentCode, document.Issuer, document.Number, document.Nationality).ShouldBe(("P", "UTO", "L898902C3", "UTO"));
        document.Name.ShouldBe(new MrzName("ERIKSSON", "ANNA MARIA", Truncated: false));
        document.BirthDate.ShouldBe(BirthDate.Of(1974, 8, 12));
        document.Sex.ShouldBe(Sex.Female);
        document.ExpiryDate.ShouldBe(new DateOnly(2012, 4, 15));
        document.OptionalData.ShouldBe("ZE184226B");
        document.Checks.AllPassed.ShouldBeTrue();
        document.Findings.ShouldBeEmpty();
        string.Join('\n', document.Lines).ShouldBe(Zones.Passport);
    }

    [Fact]
    public void Reads_a_card_whose_name_stands_on_the_third_line()
    {
        var document = MrzReader.Read(Zones.Card, Today);

        document.Format.ShouldBe(MrzFormat.Td1);
        document.Number.ShouldBe("D23145890");
        document.Name.Primary.ShouldBe("ERIKSSON");
        document.Checks.ShouldBe(new(MrzCheck.Passed, MrzCheck.Passed, MrzCheck.Passed, MrzCheck.Absent, MrzCheck.Passed));
    }

    [Theory]
    [InlineData("V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL8988901C4XXX4009078F96121096ZE184226B<<<<<<", MrzFormat.MrvA, "6ZE184226B")]
    [InlineData("V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<\nL8988901C4XXX4009078F9612109<<<<<<<<", MrzFormat.MrvB, "")]
    public void A_visa_has_no_composite_digit(string zone, MrzFormat format, string optional)
    {
        var document = MrzReader.Read(zone, Today);

        document.Format.ShouldBe(format);
        document.OptionalData.ShouldBe(optional);
        document.Checks.Composite.ShouldBe(MrzCheck.Absent);
        document.Checks.AllPassed.ShouldBeTrue();
    }

    [Fact]
    public void The_old_French_card_has_its_given_names_on_the_second_line()
    {
        var document = MrzReader.Read("IDFRAMARTIN<<<<<<<<<<<<<<<<<<<952042\n0509952018746JEANNE<<ROSE<<8206152F3", Today);

        document.Format.ShouldBe(MrzFormat.FrenchIdentityCard);
        document.Name.ShouldBe(new MrzName("MARTIN", "JEANNE ROSE", Truncated: false));
        (document.BirthDate, document.Sex, document.Number).ShouldBe((BirthDate.Of(1982, 6, 15), Sex.Female, "050995201874"));
    }

    [Theory]
    [InlineData("D23145890")]
    [InlineData("D2314589073")]
    [InlineData("D2314589073400000000")]
    public void A_long_card_number_goes_on_in_the_optional_data(string number)
    {
        var document = MrzReader.Read(Zones.CardOf(number), Today);

        document.Number.ShouldBe(number);
        document.OptionalData.ShouldBe("");
        document.Checks.AllPassed.ShouldBeTrue();
    }

    [Theory]
    [InlineData('<')]
    [InlineData('0')]
    public void An_empty_personal_number_may_have_a_filler_or_a_zero_for_its_digit(char digit)
    {
        var zone = Zones.PassportOf();
        var document = MrzReader.Read(zone[..^2] + digit + zone[^1], Today);

        document.Checks.PersonalNumber.ShouldBe(digit == '<' ? MrzCheck.Absent : MrzCheck.Passed);
        document.Checks.Composite.ShouldBe(MrzCheck.Passed);
    }

    [Fact]
    public void Letters_in_a_date_are_read_as_the_digits_they_resemble_and_reported_while_the_lines_stay_as_read()
    {
        var zone = Zones.PassportOf(birth: "850112").Replace("850112", "8SOII2", StringComparison.Ordinal);
        var document = MrzReader.Read(zone, Today);

        document.BirthDate.ShouldBe(BirthDate.Of(1985, 1, 12));
        document.Checks.BirthDate.ShouldBe(MrzCheck.PassedAfterRepair);
        document.Checks.Number.ShouldBe(MrzCheck.Passed);
        document.Findings.Count(finding => finding.Code == "mrz-digit-repaired").ShouldBe(4);
        document.Lines[1].ShouldContain("8SOII2");
    }

    [Fact]
    public void Characters_are_checked_before_the_digit_because_BB0911_and_880911_have_the_same_one()
    {
        CheckDigit.Of("BB0911").ShouldBe(CheckDigit.Of("880911"));

        var zone = Zones.PassportOf(birth: "880911").Replace("880911", "BB0911", StringComparison.Ordinal);
        MrzReader.Read(zone, Today).Checks.BirthDate.ShouldBe(MrzCheck.PassedAfterRepair);
    }

    [Fact]
    public void A_letter_that_resembles_no_digit_fails_the_date_whatever_its_check_digit_says()
    {
        // K is 20, which is 0 modulo 10 like the zero it stands for, so the arithmetic alone would pass.
        var zone = Zones.PassportOf(birth: "740810").Replace("740810", "74081K", StringComparison.Ordinal);
        var document = MrzReader.Read(zone, Today);

        CheckDigit.Of("74081K").ShouldBe(CheckDigit.Of("740810"));
        document.Checks.BirthDate.ShouldBe(MrzCheck.Failed);
        document.BirthDate.ShouldBeNull();
        document.Findings.ShouldContain(finding => finding.Code == "birth-date-unreadable");
    }

    [Fact]
    public void Letters_in_the_document_number_are_never_repaired()
    {
        MrzReader.Read(Zones.PassportOf(number: "OISZB0000"), Today).Number.ShouldBe("OISZB0000");
    }

    [Theory]
    [InlineData("850112", "1985-01-12")]
    [InlineData("260228", "2026-02-28")]
    [InlineData("260302", "1926-03-02")]
    [InlineData("7808<<", "1978-08")]
    [InlineData("78<<<<", "1978")]
    [InlineData("780000", "1978")]
    [InlineData("00<<<<", "2000")]
    [InlineData("000000", null)]
    [InlineData("<<<<<<", null)]
    [InlineData("990229", null)]
    [InlineData("851301", null)]
    public void A_birth_date_is_read_as_far_as_it_is_stated_and_never_in_the_future(string printed, string? expected)
    {
        MrzReader.Read(Zones.PassportOf(birth: printed), Today).BirthDate?.ToString().ShouldBe(expected);
    }

    [Theory]
    [InlineData("160101", 2016)]
    [InlineData("751231", 2075)]
    [InlineData("771231", 1977)]
    public void An_expiry_date_lies_at_most_fifty_years_ahead(string printed, int year)
    {
        MrzReader.Read(Zones.PassportOf(expiry: printed), Today).ExpiryDate?.Year.ShouldBe(year);
    }

    [Theory]
    [InlineData("ARKFREITH", "ARKFREITH", "", false)]
    [InlineData("SATRIYA<SUDARPA", "SATRIYA SUDARPA", "", false)]
    [InlineData("<<ANNA", "", "ANNA", false)]
    [InlineData("NILAVADHANANANDA<<CHAYAPA<DEJTHAMRONG<K", "NILAVADHANANANDA", "CHAYAPA DEJTHAMRONG K", true)]
    [InlineData("PAPANDROPOULOUS<<JONATHON<WARREN<TREVOR", "PAPANDROPOULOUS", "JONATHON WARREN TREVOR", true)]
    public void Two_fillers_divide_a_name_and_a_letter_in_the_last_place_means_that_it_may_be_cut(
        string field, string primary, string secondary, bool truncated)
    {
        MrzReader.Read(Zones.PassportOf(name: field), Today).Name.ShouldBe(new MrzName(primary, secondary, truncated));
    }

    [Theory]
    [InlineData("mrz-lower-case")]
    [InlineData("mrz-blanks")]
    [InlineData("mrz-lines-glued")]
    [InlineData("mrz-fillers-missing")]
    public void What_scanners_and_people_do_to_a_zone_is_undone_and_reported(string code)
    {
        var damaged = code switch
        {
            "mrz-lower-case" => Zones.Passport.ToLowerInvariant(),
            "mrz-blanks" => Zones.Passport.Replace("<", " ", StringComparison.Ordinal).Replace("\n", " \r\n\r\n  ", StringComparison.Ordinal),
            "mrz-lines-glued" => Zones.Passport.Replace("\n", "", StringComparison.Ordinal),
            _ => Zones.Passport.Replace("<<<<<<<<<<<<<<<<<<<\n", "\r\n", StringComparison.Ordinal),
        };
        var document = MrzReader.Read(damaged, Today);

        string.Join('\n', document.Lines).ShouldBe(Zones.Passport);
        document.Findings.ShouldContain(finding => finding.Code == code);
    }

    [Fact]
    public void Blanks_between_characters_are_left_out_where_that_gives_the_width()
    {
        MrzReader.Read(string.Join(' ', Zones.Passport.Select(character => $"{character}")), Today).Checks.AllPassed.ShouldBeTrue();
    }

    [Theory]
    [InlineData("")]
    [InlineData("P<UTOERIKSSON<<ANNA\nL898902C36UTO7408122F120")]
    [InlineData("P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<")]
    public void A_wrong_length_is_an_error_that_says_what_is_allowed_and_repeats_nothing_of_the_person(string zone)
    {
        var fault = Should.Throw<UnreadableInputException>(() => MrzReader.Read(zone, Today));

        fault.Message.ShouldContain("allowed are 2 lines of 44");
        fault.Message.ShouldNotContain("ERIKSSON");
    }

    [Fact]
    public void Whatever_is_printed_by_the_rules_reads_back_as_it_was()
    {
        var letters = Gen.Elements("ABCDEFGHIJKLMNOPQRSTUVWXYZ".ToCharArray());
        var word = letters.NonEmptyListOf().Select(all => new string([.. all.Take(12)]));
        var number = Gen.Elements("ABCXYZ0123456789".ToCharArray()).ListOf(9).Select(all => new string([.. all]));
        var day = Gen.Choose(0, 36_000).Select(days => new DateOnly(1927, 5, 1).AddDays(days));
        var holders = from primary in word from secondary in word from document in number from birth in day select (primary, secondary, document, birth);
        Check.QuickThrowOnFailure(Prop.ForAll(holders.ToArbitrary(), holder =>
        {
            var read = MrzReader.Read(Zones.PassportOf($"{holder.primary}<<{holder.secondary}", holder.document, $"{holder.birth:yyMMdd}"), Today);
            return read.Checks.AllPassed && read.Findings.Count == 0 && read.Number == holder.document
                && read.Name == new MrzName(holder.primary, holder.secondary, Truncated: false)
                && read.BirthDate == BirthDate.Of(holder.birth.Year, holder.birth.Month, holder.birth.Day);
        }));
    }

    [Fact]
    public void No_finding_repeats_anything_of_the_person()
    {
        var document = MrzReader.Read("P<UT0ER1KSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C3XUTO74O81G2Q1204159ZE184226B<<<<<9?", Today);

        document.Findings.Count.ShouldBeGreaterThan(4);
        document.Findings.ShouldAllBe(finding => !finding.Message.Contains("ER1KSSON") && !finding.Message.Contains("L898902C3"));
    }
}
