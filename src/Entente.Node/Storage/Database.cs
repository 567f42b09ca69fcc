using System.Reflection;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Entente.Node.Storage;

/// <summary>The node's SQLite database. Opening it runs the numbered migrations that it has not seen yet.</summary>
internal sealed class Database
{
    private readonly string _connection;

    /// <summary>Opens or makes the database of a folder.</summary>
    public Database(DataFolder folder)
    {
        Directory.CreateDirectory(folder.Root);
        _connection = new SqliteConnectionStringBuilder { DataSource = folder.Database, Pooling = true }.ToString();
        using var connection = Open();
        connection.Execute("PRAGMA journal_mode = WAL");
        Migrate(connection);
    }

    /// <summary>A connection on which a commit has reached the disk when it returns.</summary>
    public SqliteConnection Open()
    {
        var connection = new SqliteConnection(_connection);
        connection.Open();
        connection.Execute("PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA busy_timeout = 5000");
        return connection;
    }

    /// <summary>A connection to a database of which nothing is changed, as an inspector opens one.</summary>
    /// <exception cref="SqliteException">The file is not there, or no database.</exception>
    public static SqliteConnection OpenToRead(string file)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }

    private static void Migrate(SqliteConnection connection)
    {
        using var transaction = connection.BeginTransaction(deferred: false);
        var done = connection.ExecuteScalar<int>("PRAGMA user_version", transaction: transaction);
        foreach (var (number, sql) in Migrations().Where(m => m.Number > done))
        {
            connection.Execute(sql, transaction: transaction);
            connection.Execute($"PRAGMA user_version = {number}", transaction: transaction);
        }

        transaction.Commit();
    }

    private static IEnumerable<(int Number, string Sql)> Migrations()
    {
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var name in assembly.GetManifestResourceNames().Where(n => n.Length > 4 && n[..4].All(char.IsAsciiDigit)).Order(StringComparer.Ordinal))
        {
            using var stream = assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"The migration {name} is not in the program.");
            using var reader = new StreamReader(stream);
            yield return (int.Parse(name[..4]), reader.ReadToEnd());
        }
    }
}
