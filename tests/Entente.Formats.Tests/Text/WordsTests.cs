using Entente.Formats.Text;
using Entente.Screening.Subjects;
using FsCheck;
using FsCheck.Fluent;

namespace Entente.Formats.Tests.Text;

public sealed class WordsTests
{
    [Theory]
    [InlineData("  Ada \r\n\t Fictive ", "Ada Fictive")]
    [InlineData("\u0001Ada\u0002", "Ada")]
    [InlineData("Ada Fictive", "Ada Fictive")]
    [InlineData(" ", "")]
    public void Tidies_blanks_and_line_breaks(string text, string tidy) => Words.Tidy(text).ShouldBe(tidy);

    [Fact]
    public void Tidies_any_text_into_one_that_is_tidy() =>
        Prop.ForAll<string>(text => Words.Tidy(text) is var tidy && Words.Tidy(tidy) == tidy).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("na", true)]
    [InlineData("N/A", true)]
    [InlineData("-0- ", true)]
    [InlineData("", true)]
    [InlineData("...", true)]
    [InlineData("Na Li", false)]
    [InlineData("40", false)]
    [InlineData("محمد", false)]
    public void Knows_what_says_nothing(string text, bool placeholder) => Words.IsPlaceholder(text).ShouldBe(placeholder);

    [Theory]
    [InlineData("M", Sex.Male)]
    [InlineData("male", Sex.Male)]
    [InlineData("Féminin", Sex.Female)]
    [InlineData("F", Sex.Female)]
    [InlineData("X", Sex.NotStated)]
    [InlineData("<", Sex.NotStated)]
    public void Reads_a_sex(string text, Sex sex) => SexText.Read(text).ShouldBe(sex);

    [Fact]
    public void Does_not_guess_a_sex() => SexText.Read("Q").ShouldBeNull();
}
