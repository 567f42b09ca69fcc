using Entente.Names.Comparing;
using FsCheck.Fluent;

namespace Entente.Names.Tests.Comparing;

public sealed class EditDistanceTests
{
    [Fact]
    public void Within_says_the_same_as_the_full_matrix()
    {
        var letters = Gen.Elements("abc".ToCharArray());
        var words = Gen.Choose(0, 7).SelectMany(length => letters.ArrayOf(length)).Select(word => new string(word));
        Sample.Holds(
            words.SelectMany(a => words.SelectMany(b => Gen.Choose(0, 2).Select(most => (a, b, most)))),
            pair => EditDistance.Within<char>(pair.a, pair.b, pair.most) == Levenshtein(pair.a, pair.b) <= pair.most,
            times: 5_000);
    }

    [Theory]
    [InlineData("", "", 0, true)]
    [InlineData("", "ab", 2, true)]
    [InlineData("", "abc", 2, false)]
    [InlineData("ab", "ba", 1, false)]
    [InlineData("ab", "ba", 2, true)]
    [InlineData("kaddour", "qaddur", 2, true)]
    [InlineData("gadafi", "kazafi", 2, true)]
    [InlineData("gadafi", "kazaf", 2, false)]
    public void Counts_insertions_deletions_and_substitutions(string a, string b, int most, bool within) => EditDistance.Within<char>(a, b, most).ShouldBe(within);

    private static int Levenshtein(string a, string b)
    {
        var table = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            for (var j = 0; j <= b.Length; j++)
            {
                table[i, j] = i == 0 ? j : j == 0 ? i
                    : Math.Min(table[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1), 1 + Math.Min(table[i - 1, j], table[i, j - 1]));
            }
        }

        return table[a.Length, b.Length];
    }
}
