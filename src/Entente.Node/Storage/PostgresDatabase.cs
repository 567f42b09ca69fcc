using System.Data;
using System.Data.Common;
using Dapper;
using Npgsql;

namespace Entente.Node.Storage;

/// <summary>A PostgreSQL database, for services that run one. One node writes to it.</summary>
internal sealed class PostgresDatabase : Database, IDisposable
{
    private const int MostTries = 20;

    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(50);

    // "entente" in ASCII, so that no other program's lock is meant.
    private const long WriterLock = 0x656E74656E7465;

    private readonly NpgsqlDataSource _source;

    /// <summary>Opens the database that a connection string names.</summary>
    /// <exception cref="InvalidDataException">It cannot be opened.</exception>
    public PostgresDatabase(string connection)
    {
        _source = NpgsqlDataSource.Create(connection);
        try
        {
            using var opened = _source.OpenConnection();
            Migrate(opened);
        }
        catch (NpgsqlException exception)
        {
            _source.Dispose();
            throw new InvalidDataException($"the database cannot be opened: {StorageFault.Words(exception)} (Storage:Postgres; {exception.Message})", exception);
        }
    }

    /// <inheritdoc />
    public override DbConnection Open() => _source.OpenConnection();

    /// <inheritdoc />
    public override DbTransaction Begin(DbConnection connection) => connection.BeginTransaction(IsolationLevel.ReadCommitted);

    /// <inheritdoc />
    public override IDisposable TakeForOneWriter(DbConnection connection) => Take(connection);

    /// <summary>Takes a database for the holder of a connection; the server lets go of it when the connection ends, however it ends.</summary>
    /// <exception cref="InvalidDataException">A node has it.</exception>
    public static IDisposable Take(DbConnection connection)
    {
        // A connection that has just broken is gone here before the server has ended what it held.
        for (var tries = 0; !connection.ExecuteScalar<bool>("SELECT pg_try_advisory_lock(@WriterLock)", new { WriterLock }); tries++)
        {
            if (tries == MostTries)
            {
                throw new InvalidDataException("another node writes to this database; stop it, or give this one a database of its own (Storage:Postgres).");
            }

            Thread.Sleep(BetweenTries);
        }

        return new Taken(connection);
    }

    /// <summary>Whether a text is a connection string that names a server and a database.</summary>
    public static bool IsConnectionString(string text)
    {
        try
        {
            var builder = new NpgsqlConnectionStringBuilder(text);
            return !string.IsNullOrWhiteSpace(builder.Host) && !string.IsNullOrWhiteSpace(builder.Database);
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException)
        {
            return false;
        }
    }

    /// <summary>A connection to a database of which nothing is changed, as an inspector opens one.</summary>
    /// <exception cref="NpgsqlException">The server is not there, or has no such database.</exception>
    public static NpgsqlConnection OpenToRead(string connection)
    {
        var opened = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connection) { Pooling = false, Options = "-c default_transaction_read_only=on" }.ToString());
        opened.Open();
        return opened;
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

    /// <summary>A connection that goes back to its pool would keep the lock.</summary>
    private sealed class Taken(DbConnection connection) : IDisposable
    {
        public void Dispose()
        {
            try
            {
                if (connection.State == ConnectionState.Open)
                {
                    connection.Execute("SELECT pg_advisory_unlock(@WriterLock)", new { WriterLock });
                }
            }
            catch (NpgsqlException)
            {
                // The connection is gone, and the lock with it.
            }
        }
    }
}
