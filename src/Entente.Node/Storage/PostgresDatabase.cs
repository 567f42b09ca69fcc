using System.Data;
using System.Data.Common;
using Dapper;
using Npgsql;

namespace Entente.Node.Storage;

/// <summary>A PostgreSQL database, for services that run one. One node writes to it.</summary>
internal sealed class PostgresDatabase : Database, IDisposable
{
    // "entente" in ASCII, so that no other program's lock is meant.
    private const long WriterLock = 0x656E74656E7465;

    private readonly NpgsqlDataSource _source;

    /// <summary>Opens the database that a connection string names.</summary>
    public PostgresDatabase(string connection)
    {
        _source = NpgsqlDataSource.Create(connection);
        using var opened = _source.OpenConnection();
        Migrate(opened);
    }

    /// <inheritdoc />
    public override DbConnection Open() => _source.OpenConnection();

    /// <inheritdoc />
    public override DbTransaction Begin(DbConnection connection) => connection.BeginTransaction(IsolationLevel.ReadCommitted);

    /// <inheritdoc />
    public override IDisposable TakeForOneWriter()
    {
        var connection = _source.OpenConnection();
        if (connection.ExecuteScalar<bool>("SELECT pg_try_advisory_lock(@WriterLock)", new { WriterLock }))
        {
            return connection;
        }

        connection.Dispose();
        throw new InvalidDataException("another node writes to this database; stop it, or give this one a database of its own (Storage:Postgres).");
    }

    /// <inheritdoc />
    public void Dispose() => _source.Dispose();

    private static void Migrate(NpgsqlConnection connection)
    {
        using var transaction = connection.BeginTransaction();

        // Two nodes that start together must not migrate together.
        connection.Execute("SELECT pg_advisory_xact_lock(@WriterLock)", new { WriterLock = WriterLock + 1 }, transaction);
        connection.Execute("CREATE TABLE IF NOT EXISTS migration (number BIGINT PRIMARY KEY)", transaction: transaction);
        var done = connection.ExecuteScalar<long>("SELECT coalesce(max(number), 0) FROM migration", transaction: transaction);
        foreach (var migration in Migration.All().Where(m => m.Number > done))
        {
            connection.Execute(migration.SqlOfPostgres, transaction: transaction);
            connection.Execute("INSERT INTO migration (number) VALUES (@Number)", new { Number = (long)migration.Number }, transaction);
        }

        transaction.Commit();
    }
}
