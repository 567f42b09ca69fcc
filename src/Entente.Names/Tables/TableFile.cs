using System.Text;

namespace Entente.Names.Tables;

/// <summary>The tables that are part of this library: tab-separated text, "#" begins a comment line.</summary>
internal static class TableFile
{
    /// <summary>The rows of one table, cut into their columns.</summary>
    /// <exception cref="InvalidOperationException">There is no such table in the library.</exception>
    public static IEnumerable<string[]> Rows(string name)
    {
        using var stream = typeof(TableFile).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The table {name} is not part of the library; it belongs into src/Entente.Names/Tables.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#')
            {
                yield return line.Split('\t');
            }
        }
    }
}
