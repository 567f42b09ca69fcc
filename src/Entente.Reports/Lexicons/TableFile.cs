namespace Entente.Reports.Lexicons;

/// <summary>Reads the tables beside this file: fields between tabs, a remark after #, several words between semicolons.</summary>
internal static class TableFile
{
    /// <summary>The rows of a table, in their order.</summary>
    public static IEnumerable<string[]> Rows(string name)
    {
        using var stream = typeof(TableFile).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"The table {name} is not in the assembly.");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#')
            {
                yield return line.Split('\t');
            }
        }
    }

    /// <summary>The words of a field.</summary>
    public static string[] Words(string field) => field.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
