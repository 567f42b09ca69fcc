using System.Reflection;
using System.Text.RegularExpressions;

namespace Entente.Node.Storage;

/// <summary>
/// A numbered change of the tables, from Migrations/NNNN-what.sql. Each is written once, in the SQL of SQLite; three words are another in
/// PostgreSQL. A migration that has been released is never changed.
/// </summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="Sql">As SQLite takes it.</param>
internal sealed partial record Migration(int Number, string Sql)
{
    /// <summary>As PostgreSQL takes it: INTEGER is 64 bits wide, BLOB is BYTEA, and tables are strict anyway.</summary>
    public string SqlOfPostgres => Integer().Replace(Blob().Replace(Strict().Replace(Sql, ")"), "BYTEA"), "BIGINT");

    /// <summary>All of them in their order.</summary>
    public static IEnumerable<Migration> All()
    {
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var name in assembly.GetManifestResourceNames().Where(n => n.Length > 4 && n[..4].All(char.IsAsciiDigit)).Order(StringComparer.Ordinal))
        {
            using var stream = assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"The migration {name} is not in the program.");
            using var reader = new StreamReader(stream);
            yield return new Migration(int.Parse(name[..4]), reader.ReadToEnd());
        }
    }

    [GeneratedRegex(@"\)\s*STRICT\b", RegexOptions.None, 1000)]
    private static partial Regex Strict();

    [GeneratedRegex(@"\bBLOB\b", RegexOptions.None, 1000)]
    private static partial Regex Blob();

    [GeneratedRegex(@"\bINTEGER\b", RegexOptions.None, 1000)]
    private static partial Regex Integer();
}
