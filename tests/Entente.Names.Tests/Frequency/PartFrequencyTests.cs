using Entente.Names.Frequency;

namespace Entente.Names.Tests.Frequency;

public sealed class PartFrequencyTests
{
    [Theory]
    [InlineData("Mohamed")]
    [InlineData("محمد")]
    [InlineData("Мохамед")]
    [InlineData("Diallo")]
    [InlineData("Ali")]
    [InlineData("Garcia")]
    [InlineData("Wang")]
    [InlineData("Kim")]
    [InlineData("Maria")]
    [InlineData("Hajji")]
    [InlineData("Hafiz")]
    public void A_name_that_many_bear_says_little(string name) => Bits(name).ShouldBeLessThan(10);

    [Theory]
    [InlineData("Kakolele")]
    [InlineData("Zbigniewska")]
    [InlineData("Qwertzuiop")]
    public void A_name_that_few_bear_says_much(string name) => Bits(name).ShouldBeGreaterThan(12);

    [Fact]
    public void Spellings_of_a_common_name_are_about_as_common()
    {
        var mohamed = Bits("Mohamed");
        string[] others = ["Mohammed", "Muhammad", "Mohammad", "Muhamed", "محمد"];
        others.ShouldAllBe(name => Math.Abs(Bits(name) - mohamed) < 1.5);
        mohamed.ShouldBeLessThan(6.5);
    }

    [Fact]
    public void Short_parts_and_initials_never_say_much()
    {
        Bits("Xq").ShouldBeLessThan(8);
        PartFrequency.Bits(Name.Read("X. Sechin").Parts[0]).ShouldBe(4);
    }

    [Fact]
    public void Bits_lie_within_their_bounds() =>
        Sample.Holds(Sample.Name, name => Name.Read(name).Parts.All(part => PartFrequency.Bits(part) is >= 1 and <= PartFrequency.MostBits));

    private static double Bits(string name) => PartFrequency.Bits(Name.Read(name).Parts[0]);
}
