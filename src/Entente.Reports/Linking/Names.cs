using Entente.Reports.Lexicons;

namespace Entente.Reports.Linking;

/// <summary>Whether two reports mean the same by a name.</summary>
internal static class Names
{
    /// <summary>Names of exercises are alike without their years, unless both have one and they differ.</summary>
    public static bool AreAlike(string a, string b)
    {
        var (x, y) = (Words(a), Words(b));
        var (yearX, yearY) = (Year(a), Year(b));
        return x == y && x.Length > 0 && (yearX is null || yearY is null || yearX == yearY);
    }

    /// <summary>Whether two people's names end alike: family names are what reports have in common.</summary>
    public static bool ShareFamilyName(string a, string b) => Family(a) == Family(b) && Family(a).Length > 2;

    private static string Family(string name) => Folding.Of(name.Split(' ')[^1]);

    private static string Words(string name) => string.Join(' ', Folding.Of(name).Split(' ', '-', '\'').Where(w => w.Length > 0 && !w.All(char.IsAsciiDigit)));

    private static int? Year(string name) => name.Split(' ', '-', '\'').Where(w => w.Length is 2 or 4 && w.All(char.IsAsciiDigit)).Select(w => (int?)(int.Parse(w) % 100)).FirstOrDefault();
}
