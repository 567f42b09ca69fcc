using Entente.Names.Reading;
using Entente.Names.Tables;

namespace Entente.Names.Frequency;

/// <summary>
/// How common name parts are among travellers, and so how much it says when two people share one. Two tables: counts of
/// Wikidata (CC0 1.0), gathered by tools/Entente.Tables, and a list written by hand of the names that most people of the Maghreb,
/// the Sahel, the Middle East, South and East Asia share, whom Wikidata counts too seldom.
/// </summary>
public static class PartFrequency
{
    /// <summary>The rarest a part may count as, in bits: one traveller in 65,536.</summary>
    public const double MostBits = 16;

    private static readonly Dictionary<string, double> ByKey = Load();
    private static readonly Dictionary<string, double> ByConsonants = ByKey
        .GroupBy(p => SoundKey.WithoutVowels(p.Key), StringComparer.Ordinal)
        .ToDictionary(g => g.Key, g => g.Sum(p => p.Value), StringComparer.Ordinal);

    /// <summary>How much one shared part says, in bits: minus the binary logarithm of the share of travellers who have it. 1 to <see cref="MostBits"/>.</summary>
    public static double Bits(NamePart part)
    {
        if (part.Role == PartRole.Initial)
        {
            return 4;
        }

        var abjad = part.Script is Script.Arabic or Script.Hebrew;
        var (table, sought) = (abjad ? ByConsonants : ByKey, part.Sound);
        var counted = table.TryGetValue(sought, out var perMillion) ? -Math.Log2(perMillion / 1e6) : MostBits;
        return Math.Clamp(Math.Min(counted, ByLength(part, abjad)), 1, MostBits);
    }

    /// <summary>A part of few letters is shared by chance more often than one of many, whatever the tables know of it.</summary>
    private static double ByLength(NamePart part, bool abjad) =>
        part.Script == Script.Other ? 5.5 * part.Letters.Length : 2.5 + ((abjad ? 2.7 : 2.2) * part.Letters.Length);

    private static Dictionary<string, double> Load()
    {
        var frequency = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var row in TableFile.Rows("frequency"))
        {
            frequency[row[0]] = double.Parse(row[1]);
        }

        foreach (var row in TableFile.Rows("common-names"))
        {
            foreach (var name in row[1].Split(' '))
            {
                var key = SoundKey.Of(Name.Read(name).Parts[0].Comparable);
                frequency[key] = Math.Max(frequency.GetValueOrDefault(key), double.Parse(row[0]));
            }
        }

        return frequency;
    }
}
