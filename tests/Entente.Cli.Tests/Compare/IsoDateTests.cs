using Entente.Cli.Compare;

namespace Entente.Cli.Tests.Compare;

public sealed class IsoDateTests
{
    [Theory]
    [InlineData("1975", "1975")]
    [InlineData("1975-04", "1975-04")]
    [InlineData(" 1975-04-21 ", "1975-04-21")]
    [InlineData("1975-13", null)]
    [InlineData("1975-4-21", null)]
    [InlineData("21.04.1975", null)]
    [InlineData("-975", null)]
    [InlineData("", null)]
    public void Reads_as_much_of_a_date_as_is_known(string text, string? date) => (IsoDate.Read(text)?.ToString()).ShouldBe(date);
}
