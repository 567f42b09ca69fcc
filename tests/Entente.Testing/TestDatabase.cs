using System.Data.Common;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dapper;
using Entente.Node.Storage;
using Npgsql;

namespace Entente.Testing;

/// <summary>
/// The databases of the nodes under test: a file in the node's folder, or, where ENTENTE_TEST_POSTGRES is a connection string, a database for each
/// node on that server. `./test` runs everything once each way.
/// </summary>
internal static class TestDatabase
{
    private const string Section = "Storage", Key = "Postgres", Prefix = "node_";

    private static readonly string? Server = Environment.GetEnvironmentVariable("ENTENTE_TEST_POSTGRES") is { Length: > 0 } server ? server : null;

    /// <summary>Whether the nodes of this run store on PostgreSQL.</summary>
    public static bool IsPostgres => Server is not null;

    /// <summary>Gives a configuration a new database of its own, where the run is on PostgreSQL and it names none.</summary>
    public static void AddTo(JsonObject configuration)
    {
        if (Server is null || configuration[Section]?[Key] is not null)
        {
            return;
        }

        if (configuration[Section] is not JsonObject storage)
        {
            configuration[Section] = storage = [];
        }

        storage[Key] = New();
    }

    /// <summary>Makes an empty database and gives its connection string.</summary>
    public static string New()
    {
        var name = $"{Prefix}{Guid.NewGuid():N}";
        Do($"CREATE DATABASE {name}");
        return new NpgsqlConnectionStringBuilder(Server) { Database = name, MaxPoolSize = 20 }.ToString();
    }

    /// <summary>Drops the database that the configuration in a folder names.</summary>
    public static void DropOf(string folder)
    {
        if (Server is not null && ConnectionOf(folder) is { } connection && new NpgsqlConnectionStringBuilder(connection).Database?.StartsWith(Prefix, StringComparison.Ordinal) == true)
        {
            Drop(connection);
        }
    }

    /// <summary>Drops a database, whoever is connected to it.</summary>
    public static void Drop(string connection) => Do($"DROP DATABASE IF EXISTS {new NpgsqlConnectionStringBuilder(connection).Database} WITH (FORCE)");

    /// <summary>Opens the database of a node's folder past the node, as its owner could.</summary>
    public static DbConnection Open(string folder)
    {
        DbConnection connection = ConnectionOf(folder) is { } postgres
            ? new NpgsqlConnection(postgres)
            : new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={new DataFolder(Path.Combine(folder, "data"), "").Database};Pooling=False");
        connection.Open();
        return connection;
    }

    /// <summary>What `entente verify` is told to prove.</summary>
    public static string[] Proven(string folder) => ConnectionOf(folder) is { } postgres ? ["--database", postgres] : ["--data", Path.Combine(folder, "data")];

    /// <summary>The connection string that the configuration in a folder names; null for the embedded database.</summary>
    public static string? ConnectionOf(string folder)
    {
        var file = Path.Combine(folder, "entente.json");
        var read = File.Exists(file) ? JsonNode.Parse(File.ReadAllText(file), documentOptions: new() { CommentHandling = JsonCommentHandling.Skip }) : null;
        return read?[Section]?[Key]?.GetValue<string>() is { Length: > 0 } connection ? connection : null;
    }

    private static void Do(string sql)
    {
        using var connection = new NpgsqlConnection(Server + ";Pooling=false");
        connection.Open();
        connection.Execute(sql);
    }
}
