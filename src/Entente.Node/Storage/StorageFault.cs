using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Entente.Node.Storage;

/// <summary>Says why the storage failed in words that anybody may read: no path, no address, nothing of what was stored. The log has the rest.</summary>
internal static class StorageFault
{
    // Codes of SQLite (https://sqlite.org/rescode.html) and of errno.
    private const int Busy = 5, Locked = 6, ReadOnly = 8, InputOutput = 10, Corrupt = 11, Full = 13, CannotOpen = 14, NotADatabase = 26, NoSpace = 28;

    /// <summary>Whether an exception is the storage's, and not a defect.</summary>
    public static bool IsOne(Exception exception) => exception is DbException or IOException or UnauthorizedAccessException or TimeoutException or InvalidDataException;

    /// <summary>The words.</summary>
    public static string Words(Exception exception) => exception switch
    {
        SqliteException sqlite => Words(sqlite.SqliteErrorCode),
        PostgresException { SqlState: PostgresErrorCodes.DiskFull } => "the disk of the database server is full",
        PostgresException { SqlState: PostgresErrorCodes.ReadOnlySqlTransaction } => "the database server takes no changes",
        PostgresException { SqlState: var state } => $"the database server refuses it (code {state})",
        NpgsqlException or TimeoutException => "the database does not answer",
        NotDurableException or InvalidDataException => exception.Message,
        IOException { HResult: var code } when (code & 0xFFFF) == NoSpace => "the disk is full",
        IOException or UnauthorizedAccessException => "the data folder cannot be written to",
        _ => "the connection to the database broke",
    };

    private static string Words(int code) => code switch
    {
        Full => "the disk is full",
        ReadOnly => "the data folder cannot be written to",
        CannotOpen => "the database file cannot be opened",
        InputOutput => "the disk failed",
        Busy or Locked => "another program holds the database",
        Corrupt or NotADatabase => "the database file is damaged; restore it from a backup",
        _ => $"the database refuses it (code {code})",
    };
}

/// <summary>Something is not durable, so nothing that it stands for has any effect.</summary>
internal sealed class NotDurableException(string message, Exception inner) : DbException(message, inner);
