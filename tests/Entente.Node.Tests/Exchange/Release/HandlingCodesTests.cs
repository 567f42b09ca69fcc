using Entente.Node.Oversight.Purposes;

namespace Entente.Node.Tests.Exchange.Release;

public sealed class HandlingCodesTests
{
    [Theory]
    [InlineData("TLP:CLEAR", "Clear")]
    [InlineData("TLP:GREEN", "Green")]
    [InlineData("TLP:AMBER", "Amber")]
    [InlineData("TLP:AMBER+STRICT", "AmberStrict")]
    [InlineData("H1//TLP:RED", "Red")]
    public void Labels_of_the_traffic_light_protocol_are_read(string text, string label) => HandlingCodes.Read(text).Tlp.ToString().ShouldBe(label);

    [Fact]
    public void Each_code_obliges_to_what_its_scheme_says()
    {
        HandlingCodes.Read("H1").NotInProceedings.ShouldBeTrue();
        HandlingCodes.Read("H2").NotOnward.ShouldBeTrue();
        HandlingCodes.Read("ORCON").NotOnward.ShouldBeTrue();
        HandlingCodes.Read("H3").OtherRestrictions.ShouldBeTrue();
        HandlingCodes.Read("NOFORN").NotAbroad.ShouldBeTrue();
        HandlingCodes.Read("REL TO USA, MAR,NER").States.ShouldBe(["USA", "MAR", "NER"]);
        HandlingCodes.Read("H0").ShouldBe(HandlingCodes.Read(""));
    }

    [Theory]
    [InlineData("TLP:WHITE")]
    [InlineData("tlp:amber")]
    [InlineData("H4")]
    [InlineData("TLP:RED//TLP:GREEN")]
    [InlineData("NOFORN//REL TO USA")]
    [InlineData("REL TO USA//NOFORN")]
    [InlineData("REL TO US")]
    [InlineData("REL TO USA//REL TO MAR")]
    [InlineData("TLP:AMBER H2")]
    public void What_is_not_known_or_contradicts_itself_is_unknown(string text) => HandlingCodes.Read(text).HasUnknown.ShouldBeTrue();

    [Theory]
    [InlineData("", true)]
    [InlineData("4x4:B2", true)]
    [InlineData("4x4:X4", true)]
    [InlineData("4x4:D2", false)]
    [InlineData("5x5x5:B21", true)]
    [InlineData("5x5x5:B2", false)]
    [InlineData("3x5x2:1AP", true)]
    [InlineData("3x5x2:1AX", false)]
    [InlineData("admiralty:F6", true)]
    [InlineData("B2", false)]
    public void A_grading_is_kept_in_the_scheme_in_which_somebody_made_it(string text, bool isOne) => Grading.IsOne(text).ShouldBe(isOne);
}
