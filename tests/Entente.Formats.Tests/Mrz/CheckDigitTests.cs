using Entente.Formats.Mrz;
using FsCheck;
using FsCheck.Fluent;

namespace Entente.Formats.Tests.Mrz;

public sealed class CheckDigitTests
{
    private const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ<";

    /// <summary>ICAO Doc 9303-3 section 4.9, worked examples.</summary>
    [Theory]
    [InlineData("520727", 3)]
    [InlineData("AB2134<<<", 5)]
    [InlineData("HA672242<658022549601086<<<<<<<<<<<<<<0", 8)]
    public void Agrees_with_the_examples_of_the_standard(string field, int digit) => CheckDigit.Of(field).ShouldBe(digit);

    [Fact]
    public void Every_change_of_one_character_is_detected_unless_the_values_are_equal_modulo_ten()
    {
        var fields = Gen.Elements(Alphabet.ToCharArray()).NonEmptyListOf();
        var changes = fields.SelectMany(field => Gen.Choose(0, field.Count - 1).SelectMany(at => Gen.Elements(Alphabet.ToCharArray()).Select(to => (field, at, to))));
        Check.QuickThrowOnFailure(Prop.ForAll(changes.ToArbitrary(), change =>
        {
            var before = new string([.. change.field]);
            var after = before[..change.at] + change.to + before[(change.at + 1)..];
            var isHidden = Value(before[change.at]) % 10 == Value(change.to) % 10;
            return CheckDigit.Of(before) == CheckDigit.Of(after) == isHidden;
        }));
    }

    private static int Value(char character) => character == '<' ? 0 : Alphabet.IndexOf(character);
}
