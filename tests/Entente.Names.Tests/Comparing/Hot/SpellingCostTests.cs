using Entente.Names.Comparing;
using Entente.Names.Comparing.Hot;
using Entente.Names.Reading;
using FsCheck;
using FsCheck.Fluent;

namespace Entente.Names.Tests.Comparing.Hot;

public sealed class SpellingCostTests
{
    public static TheoryData<Script> Tables => [Script.Latin, Script.Arabic, Script.Cyrillic, Script.Hebrew];

    [Theory]
    [MemberData(nameof(Tables))]
    public void Costs_what_the_plain_twin_costs(Script script)
    {
        var (costs, alphabet) = (LetterCosts.From(script), Alphabet.Of(script).ShouldNotBeNull());
        Sample.Holds(Cases(alphabet), c => SpellingCost.Of(Numbers(c.Source, alphabet), Numbers(c.Target, Alphabet.Latin), costs, c.Limit, c.Prefix)
            == Twin.Cost(Numbers(c.Source, alphabet), Numbers(c.Target, Alphabet.Latin), costs, c.Limit, c.Prefix), times: 3_000);
    }

    [Theory]
    [InlineData(Script.Latin, "choukri", "shukri")]
    [InlineData(Script.Latin, "jamal", "djamel")]
    [InlineData(Script.Arabic, "شكري", "choukri")]
    [InlineData(Script.Arabic, "محمد", "mohamed")]
    [InlineData(Script.Cyrillic, "юрий", "yuri")]
    [InlineData(Script.Hebrew, "יעקב", "yaakov")]
    public void Spellings_of_one_name_cost_less_than_names_that_differ(Script script, string source, string target)
    {
        var alphabet = Alphabet.Of(script).ShouldNotBeNull();
        var cost = SpellingCost.Of(Numbers(source, alphabet), Numbers(target, Alphabet.Latin), LetterCosts.From(script), SpellingCost.TooMuch);
        var other = SpellingCost.Of(Numbers(source, alphabet), Numbers("benkiran", Alphabet.Latin), LetterCosts.From(script), SpellingCost.TooMuch);
        cost.ShouldBeLessThan(other / 2);
    }

    [Fact]
    public void A_name_written_the_same_costs_nothing() =>
        Sample.Holds(Sample.Word, word => SpellingCost.Of(Numbers(word, Alphabet.Latin), Numbers(word, Alphabet.Latin), LetterCosts.Latin, 0) == 0);

    [Fact]
    public void What_lies_behind_the_last_letter_compared_costs_nothing()
    {
        var (a, b) = (new string('a', 500), new string('a', SpellingCost.MostLetters) + new string('b', 500));
        SpellingCost.Of(Numbers(a, Alphabet.Latin), Numbers(b, Alphabet.Latin), LetterCosts.Latin, 0).ShouldBe(0);
    }

    private static Gen<(string Source, string Target, int Limit, bool Prefix)> Cases(Alphabet alphabet)
    {
        var source = Words(alphabet.Letters);
        var target = Words(Alphabet.Latin.Letters);
        var rendered = source.Select(word => (word, string.Concat(word.Select(c => alphabet == Alphabet.Latin ? c.ToString() : Romanisation.Of(c)))));
        return from words in Gen.OneOf(source.SelectMany(s => target.Select(t => (s, t))), rendered, rendered.SelectMany(r => Words(Alphabet.Latin.Letters[..6]).Select(t => (r.word, r.Item2 + t))))
               from limit in Gen.OneOf(Gen.Choose(0, 60), Gen.Choose(0, 600))
               from prefix in Gen.Elements(true, false)
               select (words.Item1, words.Item2, limit, prefix);
    }

    private static Gen<string> Words(string letters) => Gen.Choose(0, 9).SelectMany(length => Gen.Elements(letters.ToCharArray()).ArrayOf(length)).Select(word => new string(word));

    private static byte[] Numbers(string word, Alphabet alphabet) => [.. word.Select(alphabet.IndexOf)];

    /// <summary>
    /// The definition, letter by letter and without any haste: the cheapest sequence of pieces that writes the source as the
    /// target. No early end, no skipping of pairs known to be absent.
    /// </summary>
    private static class Twin
    {
        public static int Cost(byte[] source, byte[] target, LetterCosts costs, int limit, bool prefix)
        {
            (source, target) = ([.. source.Take(SpellingCost.MostLetters)], [.. target.Take(SpellingCost.MostLetters)]);
            var best = new int[source.Length + 1, target.Length + 1];
            for (var i = 0; i <= source.Length; i++)
            {
                for (var j = 0; j <= target.Length; j++)
                {
                    best[i, j] = i + j == 0 ? 0 : Ways(best, source[..i], target[..j], costs).Min();
                }
            }

            var ends = Enumerable.Range(0, target.Length + 1).Select(j => best[source.Length, j]);
            var cost = prefix ? ends.Min() : best[source.Length, target.Length];
            return cost <= limit ? cost : SpellingCost.TooMuch;
        }

        /// <summary>What each last piece costs that could end here.</summary>
        private static IEnumerable<int> Ways(int[,] best, byte[] s, byte[] t, LetterCosts costs)
        {
            var (i, j) = (s.Length, t.Length);
            if (i >= 1)
            {
                yield return best[i - 1, j] + costs.OneToNone[s[^1]];
            }

            if (j >= 1)
            {
                yield return best[i, j - 1] + costs.NoneToOne[t[^1]];
            }

            if (i >= 1 && j >= 1)
            {
                yield return best[i - 1, j - 1] + costs.OneToOne[(s[^1] * 32) + t[^1]];
            }

            if (i >= 1 && j >= 2)
            {
                yield return best[i - 1, j - 2] + costs.OneToTwo[(s[^1] * 1024) + (t[^2] * 32) + t[^1]];
            }

            if (i >= 2 && j >= 1)
            {
                yield return best[i - 2, j - 1] + costs.TwoToOne[(s[^2] * 1024) + (s[^1] * 32) + t[^1]];
            }

            if (i >= 2 && j >= 2 && s[^1] == t[^2] && s[^2] == t[^1])
            {
                yield return best[i - 2, j - 2] + costs.Swapped;
            }

            foreach (var piece in costs.Rare.Where(pieces => pieces is not null).SelectMany(pieces => pieces!))
            {
                if (s.AsSpan().EndsWith(piece.Source) && t.AsSpan().EndsWith(piece.Target))
                {
                    yield return best[i - piece.Source.Length, j - piece.Target.Length] + piece.Cost;
                }
            }
        }
    }
}
