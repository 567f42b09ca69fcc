using Entente.Names.Tables;

namespace Entente.Names.Reading;

/// <summary>
/// Turns a letter into the plain lower-case letters of its own script that it stands for: é is e, ß is ss, ﷲ is الله.
/// The table is data because the runtime normalises nothing where no ICU library is installed.
/// </summary>
internal static class Folding
{
    private static readonly string?[] Table = Load();

    /// <summary>The plain letters of a letter or digit; empty where the character is no part of a name (marks, signs, tatweel, vowel points).</summary>
    public static ReadOnlySpan<char> Of(char c, Span<char> room)
    {
        if (Table[c] is { } folded)
        {
            return folded;
        }

        // Tatweel is a letter to Unicode, but only stretches the line.
        if (c == '\u0640' || !char.IsLetterOrDigit(c))
        {
            return default;
        }

        room[0] = char.ToLowerInvariant(c);
        return room[..1];
    }

    private static string?[] Load()
    {
        var table = new string?[char.MaxValue + 1];
        foreach (var row in TableFile.Rows("folding"))
        {
            table[row[0][0]] = row[1];
        }

        return table;
    }
}
