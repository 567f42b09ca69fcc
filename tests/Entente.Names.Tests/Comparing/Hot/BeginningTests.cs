using Entente.Names.Comparing.Hot;
using FsCheck.Fluent;

namespace Entente.Names.Tests.Comparing.Hot;

public sealed class BeginningTests
{
    [Fact]
    public void Counts_the_same_first_letters_as_one_by_one() =>
        Sample.Holds(Sample.Latin.SelectMany(a => Sample.Latin.Select(b => (a, b))), pair => Fast(pair.a, pair.b) == Plain(pair.a, pair.b), times: 2_000);

    [Theory]
    [InlineData("akhund", "akhundzada", 1)]
    [InlineData("jafari", "jabari", 2 / 6.0)]
    [InlineData("", "jabari", 0)]
    [InlineData("abdulrahmanovich", "abdulrahmanzada", 11 / 12.0)]
    public void Is_a_share_of_the_shorter_one(string a, string b, double share) => Fast(a, b).ShouldBe(share);

    private static double Fast(string a, string b) => Beginning.Shared(Beginning.Of(Numbers(a)), Beginning.Of(Numbers(b)));

    private static double Plain(string a, string b)
    {
        var (x, y) = (Numbers(a).Take(12).ToArray(), Numbers(b).Take(12).ToArray());
        var shorter = Math.Min(x.Length, y.Length);
        return shorter == 0 ? 0 : (double)x.Zip(y).TakeWhile(p => p.First == p.Second).Count() / shorter;
    }

    private static byte[] Numbers(string letters) => [.. letters.ToLowerInvariant().Where(char.IsAsciiLetter).Select(c => (byte)(c - 'a'))];
}
