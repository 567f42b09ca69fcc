using Entente.Names;
using Entente.Names.Frequency;

namespace Entente.Tables;

/// <summary>Counts, under one key for all its spellings, how many of a million names of Wikidata a name part is.</summary>
internal static class FrequencyTable
{
    private const double FewestPerMillion = 12;

    public static IEnumerable<string> Lines(params IReadOnlyList<(string Latin, string Other, int Count)>[] sets)
    {
        var shares = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var set in sets)
        {
            foreach (var (key, perMillion) in PerMillion(set))
            {
                shares[key] = Math.Max(shares.GetValueOrDefault(key), perMillion);
            }
        }

        yield return "# Name parts by the sound of their consonants (a dot for vowels), and how many of a million names they are.";
        yield return "# Counted in the Wikidata transliteration sets (CC0 1.0). Written by tools/Entente.Tables; do not edit.";
        foreach (var (key, perMillion) in shares.Where(s => s.Value >= FewestPerMillion).OrderByDescending(s => s.Value).ThenBy(s => s.Key, StringComparer.Ordinal))
        {
            yield return $"{key}\t{perMillion:0}";
        }
    }

    /// <summary>A person has about two counted parts, so a share of parts is doubled to be a share of people.</summary>
    private static IEnumerable<(string Key, double PerMillion)> PerMillion(IReadOnlyList<(string Latin, string Other, int Count)> set)
    {
        var spellings = set.GroupBy(p => p.Latin, StringComparer.Ordinal).Select(g => (Latin: g.Key, Count: g.Max(p => p.Count))).ToList();
        var total = (double)spellings.Sum(s => s.Count);
        return spellings
            .GroupBy(s => Name.Read(s.Latin).Parts is [var part, ..] ? SoundKey.Of(part.Comparable) : "", StringComparer.Ordinal)
            .Where(g => g.Key.Length > 0)
            .Select(g => (g.Key, g.Sum(s => s.Count) * 2e6 / total));
    }
}
