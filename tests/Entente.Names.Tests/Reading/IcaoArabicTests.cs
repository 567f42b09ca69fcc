using Entente.Names.Reading;

namespace Entente.Names.Tests.Reading;

public sealed class IcaoArabicTests
{
    /// <summary>ICAO Doc 9303-3 section 6 C.</summary>
    [Theory]
    [InlineData("XSHKRY", "شكري")]
    [InlineData("XHSYN", "حسين")]
    [InlineData("XKHALD", "خالد")]
    [InlineData("ELAXE", "علاء")]
    [InlineData("XTTARQ", "طارق")]
    [InlineData("FAXTTMXTA", "فاطمة")]
    public void Decodes_the_reversible_transliteration(string zone, string arabic) => IcaoArabic.Decode(zone).ShouldBe(arabic);

    [Theory]
    [InlineData("ALEXEI")]
    [InlineData("ALEXEY ALEXEEV")]
    [InlineData("XENIA")]
    [InlineData("MAXENCE")]
    [InlineData("HOXHA")]
    [InlineData("XHAFERI")]
    [InlineData("XHEVDET")]
    [InlineData("XAVIER")]
    [InlineData("FELIX")]
    [InlineData("ALEXANDRA")]
    [InlineData("XU XIAOPING")]
    [InlineData("Xhaka")]
    [InlineData("MOHAMED")]
    public void Leaves_names_of_other_spellings_alone(string name) => IcaoArabic.Decode(name).ShouldBe(name);

    [Fact]
    public void A_decoded_name_compares_with_every_spelling() =>
        Name.Read("XSHKRY").Parts[0].Skeletons[0].ShouldBe(Name.Read("Choukri").Parts[0].Skeletons[0]);
}
