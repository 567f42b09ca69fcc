using Entente.Node.Oversight;
using Microsoft.Extensions.Options;

namespace Entente.Node.Storage.Backup;

/// <summary>
/// `entente restore`: puts data and keys of a backup where the configuration of a node wants them, proves the record against the checkpoint that was
/// backed up with it, and destroys the keys that were destroyed since. 0; 1 where something is in the way; 2 where the record does not agree.
/// </summary>
internal static class RestoreCommand
{
    /// <summary>The part of a backup of data that is the database.</summary>
    public const string DatabasePart = "database";

    private const string DataFrom = "--data-from", KeysFrom = "--keys-from", Replace = "--replace";

    /// <summary>Reads the words, restores, and says what was restored.</summary>
    public static int Run(IReadOnlyList<string> arguments, TextWriter output, TextWriter error, TimeProvider time)
    {
        var words = new CommandWords(arguments, [DataFrom, KeysFrom], [Replace]);
        if (words[DataFrom] is null && words[KeysFrom] is null)
        {
            error.WriteLine($"entente: give {DataFrom} FILE, {KeysFrom} FILE or both.");
            return 1;
        }

        try
        {
            var places = NodePlaces.Read(words.Rest);
            using var data = words[DataFrom] is { } dataFile ? BackupFile.Open(dataFile, BackupManifest.Data) : null;
            using var keys = words[KeysFrom] is { } keysFile ? BackupFile.Open(keysFile, BackupManifest.Keys) : null;
            Check(places, data?.Manifest, keys?.Manifest, time.GetUtcNow());
            return Restore(new Restoring(places, words.Has(Replace), output, error, time), data, keys);
        }
        catch (Exception exception) when (exception is OptionsValidationException || StorageFault.IsOne(exception))
        {
            error.WriteLine($"entente: nothing was restored, or not all of it: {exception.Message}");
            return 1;
        }
    }

    private static void Check(NodePlaces places, BackupManifest? data, BackupManifest? keys, DateTimeOffset now)
    {
        if (keys?.RestorableUntil < now)
        {
            throw new InvalidDataException($"the keys were to be restored until {keys.RestorableUntil:yyyy-MM-ddTHH:mm:ssZ}; since then keys may have been destroyed that must not come back, so make backups of keys more often, and destroy this one.");
        }

        if ((data ?? keys)?.Node is { } node && node != places.LogName)
        {
            throw new InvalidDataException($"the backup is of the node {node}, and Oversight:LogName of this configuration is {places.LogName}; restore it with its own configuration.");
        }

        if (data?.KeyStore is { } wanted && keys?.KeyStore is { } given && wanted != given)
        {
            throw new InvalidDataException("data and keys are of two different nodes; give two files of one node.");
        }

        if (data is not null && (data.Store == BackupManifest.Postgres) != (places.Postgres.Length > 0))
        {
            throw new InvalidDataException($"the data was stored in {data.Store}, and Storage:Postgres of this configuration says otherwise; restore it where it came from.");
        }
    }

    private static int Restore(Restoring restoring, BackupFile? data, BackupFile? keys)
    {
        // The acts that are still to be recorded stand in the folder, and one is added: the restored node records it first.
        using var target = restoring.OpenTarget();
        target.ThrowIfOccupied(data is not null, keys is not null);
        if (data is not null)
        {
            target.PutData(data);
            OutsideActs.Leave(restoring.Places.Data, ActionCode.DataRestored, new { data.Manifest.Holds, data.Manifest.MadeAt, data.Manifest.Entries });
            restoring.Output.WriteLine($"Data of {data.Manifest.MadeAt:yyyy-MM-ddTHH:mm:ssZ} restored: {data.Manifest.Entries} entries of the record.");
        }

        if (keys is not null)
        {
            restoring.PutKeys(keys);
            OutsideActs.Leave(restoring.Places.Data, ActionCode.DataRestored, new { keys.Manifest.Holds, keys.Manifest.MadeAt });
            restoring.Output.WriteLine($"Keys of {keys.Manifest.MadeAt:yyyy-MM-ddTHH:mm:ssZ} restored.");
        }

        target.DestroyAgain();
        if (data is not null && keys is not null && keys.Manifest.MadeAt < data.Manifest.MadeAt)
        {
            restoring.Output.WriteLine("The keys are older than the data: what was stored between the two cannot be read.");
        }

        return data is null ? 0 : target.Prove(data.Manifest);
    }
}
