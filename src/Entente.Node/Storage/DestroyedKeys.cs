using System.Data.Common;
using Dapper;
using Entente.Node.Oversight;

namespace Entente.Node.Storage;

/// <summary>
/// Which keys were destroyed. Deletion has two steps: the work that deletes rows marks their keys here, and once it is durable
/// <see cref="KeyStore.Destroy"/> destroys them. A node that died between the two destroys them at its start, and so does a restore, where a copy
/// of the key store from before has them again.
/// </summary>
internal static class DestroyedKeys
{
    /// <summary>The longest time for which a backup of keys may be restored.</summary>
    public static readonly TimeSpan LongestKeysBackup = TimeSpan.FromDays(31);

    // Twice as long as any copy could bring a key back.
    private static readonly TimeSpan Remembered = 2 * LongestKeysBackup;

    /// <summary>Marks keys as destroyed, in the work that deletes what was sealed under them.</summary>
    public static void Mark(Work work, IEnumerable<string> keys)
    {
        work.Execute("DELETE FROM destroyed_key WHERE at < @before", new { before = work.Now - Remembered });
        foreach (var id in keys)
        {
            work.Execute("INSERT INTO destroyed_key (id, at) VALUES (@id, @at) ON CONFLICT (id) DO NOTHING", new { id, at = work.Now });
        }
    }

    /// <summary>All that are remembered.</summary>
    public static IReadOnlyList<DestroyedKey> In(DbConnection connection) => [.. connection.Query<DestroyedKey>("SELECT id, at FROM destroyed_key")];

    /// <summary>Adds what another database remembered.</summary>
    public static void Add(DbConnection connection, IEnumerable<DestroyedKey> keys)
    {
        using var transaction = connection.BeginTransaction();
        connection.Execute("INSERT INTO destroyed_key (id, at) VALUES (@Id, @At) ON CONFLICT (id) DO NOTHING", keys, transaction);
        transaction.Commit();
    }
}

/// <summary>A key that was destroyed.</summary>
internal sealed class DestroyedKey
{
    /// <summary>Its id.</summary>
    public string Id { get; init; } = "";

    /// <summary>When.</summary>
    public DateTimeOffset At { get; init; }
}
