using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Entente.Node.Storage;

/// <summary>
/// The keys of people and manifests, in a file of their own, wrapped under the master key. Personal fields are stored as ciphertext under one
/// of them, so that its destruction deletes what was stored, in every copy and backup of the data at once. Safe for use by any number of threads.
/// </summary>
internal sealed class KeyStore
{
    private const int KeyLength = 32;
    private const int MarkLength = 16;
    private const int StockSize = 64;

    // Keys of whoever is at work; the rest are read again when they are needed.
    private const int MostRemembered = 20_000;

    private static readonly byte[] CheckPlace = "master_check"u8.ToArray();

    private readonly ConcurrentDictionary<string, byte[]> _remembered = new(StringComparer.Ordinal);
    private readonly ConcurrentBag<string> _stock = [];
    private readonly Lock _writing = new();
    private readonly byte[] _master;
    private readonly byte[] _marks;
    private readonly string _connection;
    private readonly TimeProvider _time;

    /// <summary>Opens the store, or makes it.</summary>
    /// <exception cref="InvalidDataException">The master key is missing, or not the one under which the store is sealed.</exception>
    public KeyStore(DataFolder folder, TimeProvider time)
    {
        _time = time;
        if (File.Exists(folder.KeyStore) && !File.Exists(folder.MasterKey))
        {
            throw new InvalidDataException($"the master key file {folder.MasterKey} is missing, and the key store beside it is sealed under it; put the file back, or restore the keys from a backup.");
        }

        _master = SecretFile.ReadOrMake(folder.MasterKey, KeyLength);
        _marks = HKDF.DeriveKey(HashAlgorithmName.SHA256, _master, KeyLength, info: "marks"u8.ToArray());
        _connection = new SqliteConnectionStringBuilder { DataSource = folder.KeyStore, Pooling = true }.ToString();
        using var connection = Open();
        connection.Execute("PRAGMA journal_mode = WAL");
        connection.Execute("CREATE TABLE IF NOT EXISTS data_key (id TEXT PRIMARY KEY, wrapped BLOB NOT NULL, made INTEGER NOT NULL) STRICT");
        connection.Execute("CREATE TABLE IF NOT EXISTS master_check (one INTEGER PRIMARY KEY CHECK (one = 1), id TEXT NOT NULL, sealed BLOB NOT NULL) STRICT");
        connection.Execute("CREATE TABLE IF NOT EXISTS own_secret (name TEXT PRIMARY KEY, sealed BLOB NOT NULL, made INTEGER NOT NULL) STRICT");
        Id = CheckMaster(connection, folder);
    }

    /// <summary>The id of the store, by which its database knows it; a copy of the store keeps it.</summary>
    public string Id { get; }

    /// <summary>The id of a store that is not opened for use.</summary>
    public static string IdOf(string file)
    {
        using var connection = SqliteDatabase.OpenToRead(file);
        return connection.ExecuteScalar<string>("SELECT id FROM master_check") ?? "";
    }

    /// <summary>Gives the id of a new key, which is durable.</summary>
    public string Make() => Make(1)[0];

    /// <summary>Gives the ids of several new keys. They are made in stock, so that not each costs a flush of the disk.</summary>
    public IReadOnlyList<string> Make(int count)
    {
        var taken = new List<string>(count);
        while (taken.Count < count)
        {
            if (_stock.TryTake(out var id))
            {
                taken.Add(id);
            }
            else
            {
                Stock(Math.Max(count - taken.Count, StockSize));
            }
        }

        return taken;
    }

    /// <summary>Takes back keys under which nothing was stored.</summary>
    public void GiveBack(IEnumerable<string> unused)
    {
        foreach (var id in unused)
        {
            _stock.Add(id);
        }
    }

    /// <summary>A secret of the node itself, sealed under the master key; made where there is none yet, and durable then.</summary>
    /// <param name="name">Which one.</param>
    /// <param name="make">Makes it; called only where there is none.</param>
    public byte[] KeepSecret(string name, Func<byte[]> make)
    {
        var place = Encoding.UTF8.GetBytes($"own_secret {name}");
        lock (_writing)
        {
            using var connection = Open();
            if (connection.ExecuteScalar<byte[]?>("SELECT sealed FROM own_secret WHERE name = @name", new { name }) is { } known)
            {
                return Sealing.Open(_master, known, place);
            }

            var secret = make();
            connection.Execute("INSERT INTO own_secret (name, sealed, made) VALUES (@name, @sealed, @made)",
                new { name, @sealed = Sealing.Seal(_master, secret, place), made = _time.GetUtcNow().ToUnixTimeMilliseconds() });
            return secret;
        }
    }

    /// <summary>Destroys secrets of the node itself, durably.</summary>
    public void DestroySecrets(IReadOnlyCollection<string> names)
    {
        lock (_writing)
        {
            using var connection = Open();
            connection.Execute("DELETE FROM own_secret WHERE name = @name", names.Select(name => new { name }));

            // As below.
            connection.Execute("PRAGMA wal_checkpoint(TRUNCATE)");
        }
    }

    private void Stock(int count)
    {
        var now = _time.GetUtcNow();
        var made = Enumerable.Range(0, count).Select(_ => (Id: Guid.CreateVersion7(now).ToString("N"), Key: RandomNumberGenerator.GetBytes(KeyLength))).ToList();
        Write(made, now);
        made.ForEach(m => Remember(m.Id, m.Key));
        GiveBack(made.Select(m => m.Id));
    }

    private void Write(List<(string Id, byte[] Key)> keys, DateTimeOffset now)
    {
        lock (_writing)
        {
            using var connection = Open();
            using var transaction = connection.BeginTransaction();
            connection.Execute(
                "INSERT INTO data_key (id, wrapped, made) VALUES (@Id, @wrapped, @made)",
                keys.Select(k => new { k.Id, wrapped = Sealing.Seal(_master, k.Key, Encoding.UTF8.GetBytes(k.Id)), made = now.ToUnixTimeMilliseconds() }),
                transaction);
            transaction.Commit();
        }
    }

    /// <summary>Makes ciphertext of a field.</summary>
    /// <param name="key">Id of the key.</param>
    /// <param name="place">Which field of which record it is; ciphertext that is moved to another place does not open.</param>
    /// <param name="plain">The field.</param>
    /// <exception cref="KeyDestroyedException">The key has been destroyed.</exception>
    public byte[] Seal(string key, string place, ReadOnlySpan<byte> plain) =>
        Sealing.Seal(Find(key) ?? throw new KeyDestroyedException(), plain, Encoding.UTF8.GetBytes(place));

    /// <summary>Opens ciphertext; null where its key has been destroyed.</summary>
    /// <exception cref="CryptographicException">The ciphertext was changed or moved, or is another key's.</exception>
    public byte[]? Open(string key, string place, byte[] ciphertext) =>
        Find(key) is { } found ? Sealing.Open(found, ciphertext, Encoding.UTF8.GetBytes(place)) : null;

    /// <summary>A keyed hash of a value, the same for the same value, by which a row is found that holds it sealed. 32 hexadecimal digits.</summary>
    /// <param name="what">What kind of value it is; another kind has other hashes.</param>
    /// <param name="value">The value.</param>
    public string MarkOf(string what, string value) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(_marks, Encoding.UTF8.GetBytes($"{what}\n{value}")).AsSpan(0, MarkLength));

    /// <summary>Destroys keys, durably, and with them whatever is sealed under them.</summary>
    public void Destroy(IReadOnlyCollection<string> keys)
    {
        lock (_writing)
        {
            using var connection = Open();
            using var transaction = connection.BeginTransaction();
            connection.Execute("DELETE FROM data_key WHERE id = @id", keys.Select(id => new { id }), transaction);
            transaction.Commit();

            // The write-ahead log would hold the wrapped key until it is overwritten by chance.
            connection.Execute("PRAGMA wal_checkpoint(TRUNCATE)");
        }

        foreach (var key in keys)
        {
            _remembered.TryRemove(key, out _);
        }
    }

    /// <summary>A wrong master key must be found at the start, not when the first record is read.</summary>
    private string CheckMaster(SqliteConnection connection, DataFolder folder)
    {
        var id = Guid.CreateVersion7(_time.GetUtcNow()).ToString("N");
        connection.Execute(
            "INSERT INTO master_check (one, id, sealed) VALUES (1, @id, @sealed) ON CONFLICT DO NOTHING",
            new { id, @sealed = Sealing.Seal(_master, Encoding.UTF8.GetBytes(id), CheckPlace) });
        var check = connection.QuerySingle<MasterCheck>("SELECT id, sealed FROM master_check");
        try
        {
            Sealing.Open(_master, check.Sealed, CheckPlace);
            return check.Id;
        }
        catch (CryptographicException exception)
        {
            throw new InvalidDataException($"the master key file {folder.MasterKey} is not the one under which the key store {folder.KeyStore} is sealed; put the right file back, or restore both from one backup.", exception);
        }
    }

    private byte[]? Find(string id)
    {
        if (_remembered.TryGetValue(id, out var key))
        {
            return key;
        }

        using var connection = Open();
        if (connection.ExecuteScalar<byte[]?>("SELECT wrapped FROM data_key WHERE id = @id", new { id }) is not { } wrapped)
        {
            return null;
        }

        key = Sealing.Open(_master, wrapped, Encoding.UTF8.GetBytes(id));
        Remember(id, key);
        return key;
    }

    private void Remember(string id, byte[] key)
    {
        if (_remembered.Count >= MostRemembered)
        {
            _remembered.Clear();
        }

        _remembered[id] = key;
    }

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection(_connection);
        connection.Open();
        connection.Execute("PRAGMA synchronous = FULL; PRAGMA busy_timeout = 5000; PRAGMA secure_delete = ON");
        return connection;
    }

    private sealed class MasterCheck
    {
        public string Id { get; init; } = "";

        public byte[] Sealed { get; init; } = [];
    }
}

/// <summary>Something was to be sealed under a key that has been destroyed: its record has reached the end of its retention.</summary>
internal sealed class KeyDestroyedException() : InvalidOperationException("The key of the record has been destroyed; the record is deleted and takes nothing more.");
