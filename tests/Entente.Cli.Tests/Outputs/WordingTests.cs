using Entente.Cli.Outputs;

namespace Entente.Cli.Tests.Outputs;

public sealed class WordingTests
{
    [Theory]
    [InlineData(null, "No part of the name agrees")]
    [InlineData(0.0001, "fewer than one traveller in a billion")]
    [InlineData(0.04, "about one traveller in 25 million")]
    [InlineData(1.0, "about one traveller in a million")]
    [InlineData(2.44, "about 2.4 of every million travellers")]
    [InlineData(12345.0, "about 12,000 of every million travellers")]
    public void Namesakes_are_told_as_people_not_as_a_share(double? perMillion, string words) =>
        Wording.Namesakes(perMillion).ShouldContain(words);

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("شكري", "شكري")]
    [InlineData("a\u001b[31mb", "a\uFFFD[31mb")]
    [InlineData("a\u202Eb", "a\uFFFDb")]
    [InlineData("tab\there", "tab\uFFFDhere")]
    public void What_could_drive_a_terminal_or_turn_a_line_around_is_made_visible(string text, string shown) =>
        Wording.Shown(text).ShouldBe(shown);
}
