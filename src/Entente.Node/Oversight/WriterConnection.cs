using System.Data.Common;
using System.Security.Cryptography;
using Dapper;
using Entente.Node.Storage;

namespace Entente.Node.Oversight;

/// <summary>The writer's connection, the right to write alone, and the number of the next entry.</summary>
internal sealed class WriterConnection : IDisposable
{
    // As much as a work of middling size writes, so that a disk on which works fail is not called sound.
    private const int FillerLength = 1 << 16;

    private readonly IDisposable? _alone;

    public WriterConnection(Database database)
    {
        Connection = database.Open();
        try
        {
            _alone = database.TakeForOneWriter(Connection);
            Next = Connection.ExecuteScalar<long>("SELECT coalesce(max(sequence) + 1, 0) FROM ledger_entry");
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The connection.</summary>
    public DbConnection Connection { get; }

    /// <summary>The number of the next entry.</summary>
    public long Next { get; set; }

    /// <summary>Writes something, to learn whether it can be written.</summary>
    /// <exception cref="DbException">It cannot.</exception>
    public void Pulse(Database database, DateTimeOffset now, bool afterFailure)
    {
        using var transaction = database.Begin(Connection);
        Connection.Execute(
            "INSERT INTO pulse (id, at, filler) VALUES (1, @now, @filler) ON CONFLICT (id) DO UPDATE SET at = excluded.at, filler = excluded.filler",
            new { now, filler = RandomNumberGenerator.GetBytes(afterFailure ? FillerLength : 1) },
            transaction);
        transaction.Commit();
    }

    /// <inheritdoc />
    public void Dispose()
    {
        try
        {
            _alone?.Dispose();
        }
        finally
        {
            Connection.Dispose();
        }
    }
}
