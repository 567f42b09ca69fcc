using Dapper;
using Microsoft.Data.Sqlite;

namespace Entente.Node.Storage.Backup;

/// <summary>A copy of an SQLite database that another process goes on writing to (https://sqlite.org/backup.html): one state of it, in one file.</summary>
internal static class SqliteCopy
{
    /// <summary>Copies a database into an empty file.</summary>
    /// <exception cref="SqliteException">It is not there, or cannot be read.</exception>
    public static void Make(string source, string copy)
    {
        using var from = SqliteDatabase.OpenToRead(source);
        using var to = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = copy, Pooling = false }.ToString());
        to.Open();
        from.BackupDatabase(to);

        // Without a log beside it, it is one file.
        to.Execute("PRAGMA journal_mode = DELETE");
    }

    /// <summary>Deletes a database with what lies beside it.</summary>
    public static void Delete(string file)
    {
        foreach (var one in (string[])[file, file + "-wal", file + "-shm", file + "-journal"])
        {
            File.Delete(one);
        }
    }
}
