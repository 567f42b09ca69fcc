using System.Data.Common;
using System.Globalization;
using Dapper;
using Entente.Node.Oversight;
using Microsoft.Extensions.Options;

namespace Entente.Node.Storage.Backup;

/// <summary>
/// `entente backup`: copies data and keys of a node, which goes on working, into two files. The keys are copied after the data, so that they are
/// those of everything in it. 0, or 1 where something is in the way.
/// </summary>
internal static class BackupCommand
{
    private const string DataTo = "--data-to", KeysTo = "--keys-to", KeysValid = "--keys-valid";
    private const int UsualDays = 7;

    /// <summary>Reads the words, copies, and says what was copied.</summary>
    public static int Run(IReadOnlyList<string> arguments, TextWriter output, TextWriter error, TimeProvider time)
    {
        var words = new CommandWords(arguments, [DataTo, KeysTo, KeysValid], []);
        try
        {
            return FaultOf(words) is { } fault ? Refuse(error, fault) : Make(words, NodePlaces.Read(words.Rest), output, time);
        }
        catch (Exception exception) when (exception is OptionsValidationException || StorageFault.IsOne(exception))
        {
            return Refuse(error, $"no backup was made: {exception.Message}");
        }
    }

    private static string? FaultOf(CommandWords words)
    {
        var (data, keys) = (words.Path(DataTo), words.Path(KeysTo));
        return data is null && keys is null ? $"give {DataTo} FILE, {KeysTo} FILE or both; data and keys go to two places, best to two people."
            : data is not null && keys is not null && Path.GetDirectoryName(data) == Path.GetDirectoryName(keys) ? $"{DataTo} and {KeysTo} are in one folder; whoever takes it has everything, so give two places."
            : new[] { data, keys }.FirstOrDefault(f => f is not null && File.Exists(f)) is { } there ? $"{there} is there already; a backup overwrites nothing, so give another name."
            : words[KeysValid] is { } days && DaysOf(days) is null ? $"{KeysValid} is {days}; allowed is 1 to {DestroyedKeys.LongestKeysBackup.TotalDays} days, for a key that was destroyed must not come back from an old copy."
            : null;
    }

    private static int? DaysOf(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days >= 1 && days <= DestroyedKeys.LongestKeysBackup.TotalDays ? days : null;

    private static int Make(CommandWords words, NodePlaces places, TextWriter output, TimeProvider time)
    {
        if (words.Path(DataTo) is { } data)
        {
            var made = CopyData(places, data, time.GetUtcNow());
            OutsideActs.Leave(places.Data, ActionCode.DataCopied, new { made.Holds, made.Entries });
            output.WriteLine($"Data: {data}, {made.Entries} entries of the record.");
        }

        if (words.Path(KeysTo) is { } keys)
        {
            var valid = TimeSpan.FromDays(DaysOf(words[KeysValid] ?? "") ?? UsualDays);
            var made = CopyKeys(places, keys, time.GetUtcNow(), valid);
            OutsideActs.Leave(places.Data, ActionCode.DataCopied, new { made.Holds, made.RestorableUntil });
            output.WriteLine($"Keys: {keys}, to be restored until {made.RestorableUntil:yyyy-MM-ddTHH:mm:ssZ}; destroy the file then.");
        }

        return 0;
    }

    private static BackupManifest CopyData(NodePlaces places, string file, DateTimeOffset now)
    {
        // The checkpoint comes first: the copy then has at least what it attests.
        var manifest = new BackupManifest
        {
            Holds = BackupManifest.Data,
            Node = places.LogName,
            MadeAt = now,
            Store = places.Postgres.Length > 0 ? BackupManifest.Postgres : BackupManifest.Sqlite,
            Checkpoint = TextOf(Path.Combine(places.Data.Log, "checkpoint")),
            VerifierKey = TextOf(Path.Combine(places.Data.Log, "vkey"))?.Trim(),
        };
        var copy = file + ".copy";
        SecretFile.Create(copy).Dispose();
        try
        {
            if (places.Postgres.Length > 0)
            {
                manifest = PostgresCopy.Dump(places.Postgres, copy, connection => WithFacts(manifest, connection));
            }
            else
            {
                SqliteCopy.Make(places.Data.Database, copy);
                using var connection = SqliteDatabase.OpenToRead(copy);
                manifest = WithFacts(manifest, connection);
            }

            return BackupFile.Write(file, manifest, [(RestoreCommand.DatabasePart, copy)]);
        }
        finally
        {
            SqliteCopy.Delete(copy);
        }
    }

    private static BackupManifest WithFacts(BackupManifest manifest, DbConnection connection) => manifest with
    {
        Entries = connection.ExecuteScalar<long>("SELECT count(*) FROM ledger_entry"),
        KeyStore = NodeFacts.Find(connection, NodeFacts.KeyStore),
    };

    private static BackupManifest CopyKeys(NodePlaces places, string file, DateTimeOffset now, TimeSpan valid)
    {
        var (folder, store) = (places.Data.Keys, places.Data.KeyStore);
        var copy = file + ".copy";
        SecretFile.Create(copy).Dispose();
        try
        {
            SqliteCopy.Make(store, copy);
            var others = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
                .Where(f => !f.StartsWith(store, StringComparison.Ordinal) && !f.EndsWith(".new", StringComparison.Ordinal));
            var manifest = new BackupManifest
            {
                Holds = BackupManifest.Keys,
                Node = places.LogName,
                MadeAt = now,
                RestorableUntil = now + valid,
                KeyStore = KeyStore.IdOf(copy),
            };
            return BackupFile.Write(file, manifest, [(Path.GetFileName(store), copy), .. others.Select(f => (Path.GetRelativePath(folder, f), f))]);
        }
        finally
        {
            SqliteCopy.Delete(copy);
        }
    }

    private static string? TextOf(string file) => File.Exists(file) ? File.ReadAllText(file) : null;

    private static int Refuse(TextWriter error, string why)
    {
        error.WriteLine($"entente: {why}");
        return 1;
    }
}
