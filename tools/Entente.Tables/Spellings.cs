using System.Text;
using Entente.Names.Reading;

namespace Entente.Tables;

/// <summary>Reads the pairs "latin TAB letters apart by blanks TAB count" of the Wikidata transliteration sets.</summary>
internal static class Spellings
{
    public static IReadOnlyList<(string Latin, string Other, int Count)> Read(string path, Alphabet alphabet)
    {
        var pairs = new List<(string, string, int)>();
        foreach (var line in File.ReadLines(path))
        {
            var row = line.Split('\t');
            var latin = Plain(row[0], Alphabet.Latin);
            var other = Plain(row[1].Replace(" ", "", StringComparison.Ordinal), alphabet);
            if (latin.Length is >= 2 and <= 20 && other.Length is >= 1 and <= 20)
            {
                pairs.Add((latin, other, int.Parse(row[2])));
            }
        }

        return pairs;
    }

    /// <summary>Spellings in Latin letters that one spelling in another script stands for, two by two and both ways.</summary>
    public static IEnumerable<(string A, string B, double Weight)> Together(IEnumerable<(string Latin, string Other, int Count)> pairs)
    {
        foreach (var group in pairs.GroupBy(p => p.Other, StringComparer.Ordinal).Where(g => g.Key.Length >= 4))
        {
            var spellings = group.OrderByDescending(p => p.Count).ThenBy(p => p.Latin, StringComparer.Ordinal).Take(8).ToList();
            foreach (var a in spellings)
            {
                foreach (var b in spellings.Where(b => b.Latin != a.Latin))
                {
                    yield return (a.Latin, b.Latin, 1.0 / spellings.Count);
                }
            }
        }
    }

    private static string Plain(string text, Alphabet alphabet)
    {
        Span<char> room = stackalloc char[1];
        var plain = new StringBuilder();
        foreach (var c in text)
        {
            foreach (var folded in Folding.Of(c, room))
            {
                foreach (var letter in alphabet.Spell(folded))
                {
                    if (plain.Length == 0 || plain[^1] != letter)
                    {
                        plain.Append(letter);
                    }
                }
            }
        }

        return plain.ToString();
    }
}
