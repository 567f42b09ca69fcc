using System.Data.Common;
using Dapper;

namespace Entente.Node.Storage;

/// <summary>What must stay the same for as long as a database lives.</summary>
internal static class NodeFacts
{
    /// <summary>The verifier key of the log.</summary>
    public const string LogKey = "log-key";

    /// <summary>The id of the key store that belongs to the database.</summary>
    public const string KeyStore = "key-store";

    /// <summary>The code under which the service exchanges messages.</summary>
    public const string ExchangeService = "exchange-service";

    /// <summary>The ids of the keys with which it does.</summary>
    public const string ExchangeKeys = "exchange-keys";

    /// <summary>The epoch in which messages are sent; a restore begins a later one.</summary>
    public const string ExchangeEpoch = "exchange-epoch";

    /// <summary>Writes a fact down where it is not known yet, and gives the one that is.</summary>
    public static string Keep(DbConnection connection, string name, string value)
    {
        connection.Execute("INSERT INTO node_fact (name, value) VALUES (@name, @value) ON CONFLICT (name) DO NOTHING", new { name, value });
        return Find(connection, name) ?? value;
    }

    /// <summary>A fact; null where it is not known.</summary>
    public static string? Find(DbConnection connection, string name) =>
        connection.ExecuteScalar<string?>("SELECT value FROM node_fact WHERE name = @name", new { name });
}
