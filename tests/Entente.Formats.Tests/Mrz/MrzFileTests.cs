using Entente.Formats.Mrz;
using Entente.Formats.Reading;
using Entente.Screening.Subjects;

namespace Entente.Formats.Tests.Mrz;

public sealed class MrzFileTests
{
    private readonly Journal _journal = new();

    [Fact]
    public void Reads_the_bearer_of_a_document()
    {
        var bearer = Read(Zones.PassportOf(personal: "AB123456").Replace("UTO", "MAR", StringComparison.Ordinal)).ShouldHaveSingleItem();

        bearer.Id.ShouldBe("1");
        bearer.Subject.Names.ShouldBe([new SubjectName("ERIKSSON ANNA MARIA") { Family = "ERIKSSON", Given = "ANNA MARIA" }]);
        bearer.Subject.BirthDates.ShouldBe([BirthDate.Of(1974, 8, 12).ShouldNotBeNull()]);
        bearer.Subject.Nationalities.ShouldBe([new Country("MAR")]);
        bearer.Subject.Documents.ShouldBe(
        [
            new IdentityDocument("L898902C3") { Kind = "passport", Issuer = new Country("MAR") },
            new IdentityDocument("AB123456") { Kind = "personal number", Issuer = new Country("MAR") },
        ]);
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n\r\n\r\n")]
    public void Documents_of_all_sizes_may_follow_each_other_with_or_without_blank_lines(string between)
    {
        var glued = Zones.Passport.Replace("\n", "", StringComparison.Ordinal);

        Read(string.Join(between, Zones.Passport, Zones.Card, glued, Zones.Passport)).Select(bearer => bearer.Id).ShouldBe(["1", "2", "3", "4"]);
        _journal.Refused.ShouldBe(0);
    }

    [Fact]
    public void Blank_lines_between_the_lines_of_a_document_part_nothing()
    {
        Read(string.Join("\n\n", $"{Zones.Card}\n{Zones.Passport}".Split('\n'))).Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("P<UTODOE<<JANE<<\nL898902C36UTO7408122F120")]
    [InlineData("P<UTODOE<<JANE<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<\n")]
    [InlineData("scanned by hand")]
    [InlineData("L898902C36UTO7408122F1204159ZE184226B<<<<<10")]
    public void A_damaged_document_costs_no_other(string damaged)
    {
        Read($"{Zones.Passport}\n\n{damaged}\n\n{Zones.Card}\n{Zones.Passport}").Select(bearer => bearer.Subject.Names[0].Given).ShouldBe(["ANNA MARIA", "ANNA MARIA", "ANNA MARIA"]);
        _journal.Counts.ShouldBe([new("mrz-unreadable", 1)]);
        (_journal.Read, _journal.Refused).ShouldBe((4, 1));
    }

    [Fact]
    public void A_document_without_a_name_is_refused()
    {
        Read(Zones.PassportOf(name: "")).ShouldBeEmpty();
        _journal.Refused.ShouldBe(1);
    }

    [Fact]
    public void A_personal_number_counts_only_under_its_own_right_digit()
    {
        var zone = Zones.PassportOf(personal: "AB123456").Replace("AB123456", "AB123457", StringComparison.Ordinal);

        Read(zone)[0].Subject.Documents.ShouldHaveSingleItem().Kind.ShouldBe("passport");
        _journal.Counts["check-digit-wrong"].ShouldBe(2);
    }

    private List<Traveller> Read(string content) => [.. MrzFile.Read(Input.Stream(content), _journal, new DateOnly(2026, 3, 1))];
}
