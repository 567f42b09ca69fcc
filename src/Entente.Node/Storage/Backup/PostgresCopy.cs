using System.Diagnostics;
using System.Globalization;
using Dapper;
using Npgsql;

namespace Entente.Node.Storage.Backup;

/// <summary>Copies a PostgreSQL database with the server's own programs, pg_dump and pg_restore, which must be as new as the server.</summary>
internal static class PostgresCopy
{
    /// <summary>Dumps one state of the database into a file.</summary>
    /// <param name="connection">Connection string.</param>
    /// <param name="file">Where the dump goes.</param>
    /// <param name="read">Reads the same state.</param>
    public static T Dump<T>(string connection, string file, Func<NpgsqlConnection, T> read)
    {
        using var opened = PostgresDatabase.OpenToRead(connection);
        using var transaction = opened.BeginTransaction(System.Data.IsolationLevel.RepeatableRead);
        var snapshot = opened.ExecuteScalar<string>("SELECT pg_export_snapshot()", transaction: transaction);
        var result = read(opened);
        Run("pg_dump", connection, "--format=custom", "--no-owner", "--no-privileges", "--no-comments", $"--snapshot={snapshot}", $"--file={file}");
        return result;
    }

    /// <summary>Fills an empty database from a dump, whole or not at all.</summary>
    public static void Restore(string connection, string file) =>
        Run("pg_restore", connection, "--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction", $"--dbname={new NpgsqlConnectionStringBuilder(connection).Database}", file);

    /// <summary>The tables that a database has.</summary>
    public static IReadOnlyList<string> Tables(NpgsqlConnection connection) =>
        [.. connection.Query<string>("SELECT quote_ident(table_name) FROM information_schema.tables WHERE table_schema = current_schema() ORDER BY 1")];

    /// <summary>Drops the tables of a database.</summary>
    public static void Empty(NpgsqlConnection connection)
    {
        foreach (var table in Tables(connection))
        {
            connection.Execute($"DROP TABLE IF EXISTS {table} CASCADE");
        }
    }

    private static void Run(string program, string connection, params string[] arguments)
    {
        var where = new NpgsqlConnectionStringBuilder(connection);
        var start = new ProcessStartInfo(Find(program)) { RedirectStandardError = true, RedirectStandardOutput = true, UseShellExecute = false };
        Set("PGHOST", where.Host);
        Set("PGPORT", where.Port.ToString(CultureInfo.InvariantCulture));
        Set("PGUSER", where.Username);
        Set("PGDATABASE", where.Database);
        Set("PGPASSWORD", where.Password);
        Set("PGPASSFILE", where.Passfile);
        Set("PGSSLROOTCERT", where.RootCertificate);
        Set("PGSSLMODE", where.SslMode switch { SslMode.VerifyCA => "verify-ca", SslMode.VerifyFull => "verify-full", var mode => mode.ToString().ToLowerInvariant() });
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start) ?? throw new IOException($"{program} could not be started.");
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        var said = process.StandardError.ReadToEnd().Trim();
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new IOException($"{program} failed: {said}");
        }

        void Set(string name, string? value)
        {
            if (!string.IsNullOrEmpty(value))
            {
                start.Environment[name] = value;
            }
        }
    }

    private static string Find(string program)
    {
        const string Debian = "/usr/lib/postgresql";
        string[] versions = Directory.Exists(Debian) ? Directory.GetDirectories(Debian) : [];
        var folders = versions.OrderByDescending(d => int.TryParse(Path.GetFileName(d), out var version) ? version : 0).Select(v => Path.Combine(v, "bin")).Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator));
        return folders.Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists)
            ?? throw new IOException($"{program} is not on this machine; install the client programs of PostgreSQL (Debian: apt-get install postgresql-client), as new as the server.");
    }
}
