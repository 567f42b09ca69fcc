using System.Data.Common;

namespace Entente.Node.Storage;

/// <summary>
/// The node's database: SQLite in its own folder, or PostgreSQL where the configuration names one. Opening it runs the numbered migrations that it
/// has not seen yet. The SQL of the capabilities is what both understand.
/// </summary>
internal abstract class Database
{
    /// <summary>A connection on which a commit has reached the disk when it returns.</summary>
    public abstract DbConnection Open();

    /// <summary>Begins the transaction of the one writer.</summary>
    public abstract DbTransaction Begin(DbConnection connection);

    /// <summary>Takes the database for the writer of a connection alone, for as long as the result and the connection live.</summary>
    /// <exception cref="InvalidDataException">Another node has it.</exception>
    public abstract IDisposable TakeForOneWriter(DbConnection connection);
}
