using Entente.Names.Reading;
using FsCheck;
using FsCheck.Fluent;

namespace Entente.Names.Tests.Reading;

/// <summary>Whatever text arrives is read, in bounded work, and what was left out is said.</summary>
public sealed class BoundsTests
{
    [Fact]
    public void Two_hundred_words_are_cut_and_say_so()
    {
        var name = Name.Read(string.Join(' ', Enumerable.Repeat("Mohamed", 200)));
        name.Cut.ShouldBeTrue();
        name.Parts.Count.ShouldBe(Name.MostParts);
    }

    [Fact]
    public void Ten_thousand_letters_are_cut_and_say_so()
    {
        var name = Name.Read(new string('m', 5_000) + string.Concat(Enumerable.Repeat("ab", 2_500)));
        name.Cut.ShouldBeTrue();
        name.Parts.Sum(part => part.Letters.Length).ShouldBeLessThanOrEqualTo(Name.MostLetters);
    }

    [Fact]
    public void The_longest_names_of_public_lists_are_not_cut() =>
        Name.Read("Aa Bb Cc Dd Ee Ff Gg Hh Ii Jj bin al Kk").Cut.ShouldBeFalse();

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("🙂🙂")]
    [InlineData("'- . ,")]
    [InlineData("\0")]
    [InlineData("\u200E\u200F\u202B")]
    public void What_has_no_letter_has_no_part(string text) => Name.Read(text).Parts.ShouldBeEmpty();

    [Theory]
    [InlineData("Mohamed 🙂", "mohamed")]
    [InlineData("\u202BMohamed\u202C", "mohamed")]
    [InlineData("Moha\u200Dmed", "mohamed")]
    [InlineData("Moha\0med", "moha med")]
    public void Signs_that_are_no_letters_do_not_hide_those_that_are(string text, string comparable) => ReadAs.Comparable(text).ShouldBe(comparable);

    /// <summary>Stated apart, because attributes are stored as UTF-8, which has no half a pair.</summary>
    [Fact]
    public void Half_a_surrogate_pair_does_not_hide_the_letters_around_it() => ReadAs.Comparable("Moha\uD800med").ShouldBe("mohamed");

    [Fact]
    public void Any_text_is_read_within_the_bounds() => Sample.Holds(ArbMap.Default.GeneratorFor<string>().Select(text => text ?? ""), text =>
        Name.Read(text).Parts is { Count: <= Name.MostParts } parts && parts.All(part => part.Letters.Length > 0 && part.Skeletons.Count <= Skeleton.Most), times: 3_000);

    [Fact]
    public void Any_sequence_of_words_that_mean_something_is_read() =>
        Sample.Holds(Gen.Elements("al el bin abd abu عبد ال الله eddine din ullah , - ' dr haji j. 1 Sechin а é ⵎ 王".Split(' ')).ListOf().Select(words => string.Join(' ', words)), text =>
            Name.Read(text).Parts.All(part => part.Letters.Length > 0 && part.Written.Length > 0), times: 3_000);
}
