using System.Data;
using System.Data.Common;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Entente.Node.Storage;

/// <summary>The embedded database: one file, nothing to install.</summary>
internal sealed class SqliteDatabase : Database
{
    // EWOULDBLOCK of flock.
    private const int WouldBlock = 11;

    private readonly string _connection;
    private readonly string _lock;

    /// <summary>Opens or makes the database of a folder.</summary>
    /// <exception cref="InvalidDataException">It cannot be opened or written to.</exception>
    public SqliteDatabase(DataFolder folder)
    {
        _lock = folder.Lock;
        _connection = new SqliteConnectionStringBuilder { DataSource = folder.Database, Pooling = true }.ToString();
        try
        {
            Directory.CreateDirectory(folder.Root);
            using var connection = (SqliteConnection)Open();
            connection.Execute("PRAGMA journal_mode = WAL");
            Migrate(connection);
        }
        catch (Exception exception) when (StorageFault.IsOne(exception))
        {
            throw new InvalidDataException($"the database in the folder {folder.Root} cannot be opened: {StorageFault.Words(exception)} (Storage:Folder; {exception.Message})", exception);
        }
    }

    /// <inheritdoc />
    public override DbConnection Open()
    {
        var connection = new SqliteConnection(_connection);
        connection.Open();

        // What is deleted is overwritten, so that retention does not end in free pages.
        connection.Execute("PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA busy_timeout = 5000; PRAGMA secure_delete = ON");
        return connection;
    }

    /// <inheritdoc />
    public override DbTransaction Begin(DbConnection connection) => ((SqliteConnection)connection).BeginTransaction(IsolationLevel.Serializable, deferred: false);

    /// <inheritdoc />
    public override IDisposable TakeForOneWriter(DbConnection connection) => Take(_lock);

    /// <summary>Takes a data folder by its lock file.</summary>
    /// <exception cref="InvalidDataException">A node has it.</exception>
    public static IDisposable Take(string file)
    {
        try
        {
            return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException exception) when ((exception.HResult & 0xFFFF) is WouldBlock)
        {
            throw new InvalidDataException("another node runs on this data folder; stop it, or give this one a folder of its own (Storage:Folder).", exception);
        }
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
        foreach (var migration in Migration.All().Where(m => m.Number > done))
        {
            connection.Execute(migration.Sql, transaction: transaction);
            connection.Execute($"PRAGMA user_version = {migration.Number}", transaction: transaction);
        }

        transaction.Commit();
    }
}
