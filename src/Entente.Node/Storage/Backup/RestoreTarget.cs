using System.Data.Common;
using System.Text;
using Entente.Ledger.Checkpoints;
using Entente.Ledger.Notes;
using Entente.Node.Exchange.Sending;
using Entente.Node.Oversight;

namespace Entente.Node.Storage.Backup;

/// <summary>Where data is restored, taken for the restore alone.</summary>
internal abstract class RestoreTarget(Restoring restoring) : IDisposable
{
    private IReadOnlyList<DestroyedKey> _destroyed = [];

    /// <summary>What the restore is about.</summary>
    protected Restoring Restoring { get; } = restoring;

    /// <summary>Refuses to go on where something would be overwritten; remembers which keys the data that is there knows to be destroyed.</summary>
    /// <exception cref="InvalidDataException">Something is there and may not be replaced.</exception>
    public void ThrowIfOccupied(bool data, bool keys)
    {
        var folder = Restoring.Places.Data.Keys;
        var (hasData, hasKeys) = (HasData(), Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any());
        if (!Restoring.Replace && ((data && hasData) || (keys && hasKeys)))
        {
            throw new InvalidDataException($"there is a node's {(data && hasData ? "data" : "keys")} already; give --replace to lose what is there, or a configuration with other places.");
        }

        if (hasData)
        {
            _destroyed = DestroyedOrNone();
        }
    }

    /// <summary>Puts the data there, in place of what is.</summary>
    public void PutData(BackupFile data)
    {
        Put(data);

        // The published log may attest more than the restored record has; it is made again from that.
        if (Directory.Exists(Restoring.Places.Data.Log))
        {
            Directory.Delete(Restoring.Places.Data.Log, recursive: true);
        }

        using var connection = Open();
        DestroyedKeys.Add(connection, _destroyed);
        SendingEpoch.BeginAnew(connection, Restoring.Time.GetUtcNow());
    }

    /// <summary>Destroys the keys that the data knows to be destroyed, in case that an older copy of the key store has them.</summary>
    public void DestroyAgain()
    {
        var folder = Restoring.Places.Data;
        if (!HasData() || !File.Exists(folder.KeyStore))
        {
            Restoring.Output.WriteLine(HasData() ? "The keys are not there; restore them too, or what is sealed cannot be read." : "The data is not there; restore it too.");
            return;
        }

        using var connection = Open();
        var keys = new KeyStore(folder, Restoring.Time);
        var wanted = NodeFacts.Find(connection, NodeFacts.KeyStore);
        if (wanted is not null && wanted != keys.Id)
        {
            throw new InvalidDataException("the keys that are there belong to another node's data; restore data and keys of one node.");
        }

        keys.Destroy([.. DestroyedKeys.In(connection).Select(k => k.Id)]);
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
    }

    /// <summary>Proves the restored record against the checkpoint of the backup, as `entente verify` would.</summary>
    public int Prove(BackupManifest manifest)
    {
        if (manifest.Checkpoint is null || !VerifierKey.TryParse(manifest.VerifierKey ?? "", out var verifier, out _))
        {
            Restoring.Output.WriteLine("The backup has no checkpoint; prove the record with `entente verify` against one that was kept elsewhere.");
            return 0;
        }

        using var connection = Open();
        return Verify.Prove(connection, SignedCheckpoint.Open(Encoding.UTF8.GetBytes(manifest.Checkpoint), verifier), Restoring.Output, Restoring.Error);
    }

    /// <inheritdoc />
    public abstract void Dispose();

    /// <summary>Whether there is data.</summary>
    protected abstract bool HasData();

    /// <summary>Opens the data.</summary>
    protected abstract DbConnection Open();

    /// <summary>Replaces the data.</summary>
    protected abstract void Put(BackupFile data);

    /// <summary>Data that is replaced because it is damaged has nothing to say.</summary>
    private IReadOnlyList<DestroyedKey> DestroyedOrNone()
    {
        try
        {
            using var connection = Open();
            return DestroyedKeys.In(connection);
        }
        catch (DbException) when (Restoring.Replace)
        {
            Restoring.Output.WriteLine("The data that was there could not be read; keys that it knew to be destroyed may come back until their records' time runs out.");
            return [];
        }
    }
}

/// <summary>A folder.</summary>
internal sealed class SqliteTarget : RestoreTarget
{
    private readonly IDisposable _taken;

    public SqliteTarget(Restoring restoring)
        : base(restoring)
    {
        Directory.CreateDirectory(restoring.Places.Data.Root);
        _taken = SqliteDatabase.Take(restoring.Places.Data.Lock);
    }

    public override void Dispose() => _taken.Dispose();

    protected override bool HasData() => File.Exists(Restoring.Places.Data.Database);

    protected override DbConnection Open()
    {
        var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Restoring.Places.Data.Database};Pooling=False");
        connection.Open();
        return connection;
    }

    protected override void Put(BackupFile data)
    {
        var file = Restoring.Places.Data.Database;
        data.Extract(data.Manifest.Parts.Single(p => p.Name == RestoreCommand.DatabasePart), file + ".new");
        SqliteCopy.Delete(file);
        File.Move(file + ".new", file);
    }
}

/// <summary>A PostgreSQL database.</summary>
internal sealed class PostgresTarget : RestoreTarget
{
    private readonly Npgsql.NpgsqlConnection _connection;
    private readonly IDisposable _taken;

    public PostgresTarget(Restoring restoring)
        : base(restoring)
    {
        Directory.CreateDirectory(restoring.Places.Data.Root);
        _connection = Opened();
        try
        {
            _taken = PostgresDatabase.Take(_connection);
        }
        catch
        {
            _connection.Dispose();
            throw;
        }
    }

    public override void Dispose()
    {
        _taken.Dispose();
        _connection.Dispose();
    }

    protected override bool HasData() => PostgresCopy.Tables(_connection).Count > 0;

    protected override DbConnection Open() => Opened();

    protected override void Put(BackupFile data)
    {
        var dump = Path.Combine(Restoring.Places.Data.Root, "restore.dump");
        try
        {
            data.Extract(data.Manifest.Parts.Single(p => p.Name == RestoreCommand.DatabasePart), dump);
            PostgresCopy.Empty(_connection);
            PostgresCopy.Restore(Restoring.Places.Postgres, dump);
        }
        finally
        {
            File.Delete(dump);
        }
    }

    private Npgsql.NpgsqlConnection Opened()
    {
        var connection = new Npgsql.NpgsqlConnection(Restoring.Places.Postgres + ";Pooling=false");
        connection.Open();
        return connection;
    }
}
