using Entente.Names.Comparing;
using Entente.Names.Comparing.Hot;
using Entente.Names.Reading;
using FsCheck;
using FsCheck.Fluent;

namespace Entente.Names.Tests.Comparing.Hot;

public sealed class SpellingTableTests
{
    public static TheoryData<Script> Tables => [Script.Latin, Script.Arabic, Script.Cyrillic, Script.Hebrew];

    [Theory]
    [MemberData(nameof(Tables))]
    public void Costs_the_same_as_one_comparison_after_the_other(Script script)
    {
        var costs = LetterCosts.From(script);
        var table = new SpellingTable();
        Sample.Holds(Cases(Alphabet.Of(script).ShouldNotBeNull()), c =>
        {
            table.Begin(c.Source, costs);
            return c.Targets.All(target => table.Of(target, c.Limit) == SpellingCost.Of(c.Source, target, costs, c.Limit));
        }, times: 2_000);
    }

    [Fact]
    public void Refuses_a_source_of_more_letters_than_it_has_lanes() =>
        Should.Throw<ArgumentOutOfRangeException>(() => new SpellingTable().Begin(new byte[SpellingTable.MostSource + 1], LetterCosts.Latin));

    [Fact]
    public void Several_sources_do_not_disturb_each_other()
    {
        var tables = new SpellingTables();
        var sources = Enumerable.Range(1, 6).Select(i => Enumerable.Repeat((byte)i, 3 * i).ToArray()).ToArray();
        foreach (var source in sources.Concat(sources.Reverse()))
        {
            tables.Of(source, [1, 2, 3], LetterCosts.Latin, 200).ShouldBe(SpellingCost.Of(source, [1, 2, 3], LetterCosts.Latin, 200));
        }
    }

    // Sorted targets of few letters begin alike, unsorted ones of all letters do not.
    private static Gen<(byte[] Source, byte[][] Targets, int Limit)> Cases(Alphabet alphabet) =>
        from source in Words(alphabet.Letters.Length, SpellingTable.MostSource)
        from targets in Gen.OneOf(Words(26, 30).ArrayOf(5), Words(4, 12).ArrayOf(30).Select(Sorted))
        from limit in Gen.OneOf(Gen.Choose(0, 60), Gen.Choose(0, SpellingTable.MostLimit))
        select (source, targets, limit);

    private static byte[][] Sorted(byte[][] words) => [.. words.OrderBy(w => Convert.ToHexString(w), StringComparer.Ordinal)];

    private static Gen<byte[]> Words(int letters, int longest) =>
        Gen.Choose(0, longest).SelectMany(length => Gen.Choose(0, letters - 1).Select(letter => (byte)letter).ArrayOf(length));
}
