using Entente.Node.Configuration;
using Microsoft.Extensions.Options;

namespace Entente.Node.Storage;

/// <summary>The section Storage of the configuration.</summary>
internal sealed class StorageOptions
{
    /// <summary>The folder that holds the database and the published log; relative to the configuration. Made where it is missing.</summary>
    public string Folder { get; init; } = "data";

    /// <summary>The folder that holds every key; relative to the configuration. Another one than <see cref="Folder"/>, and backed up apart from it.</summary>
    public string KeyFolder { get; init; } = "keys";

    /// <summary>Connection string of a PostgreSQL database; blank for the embedded one.</summary>
    public string Postgres { get; init; } = "";
}

/// <summary>Refuses a wrong section.</summary>
internal sealed class StorageOptionsValidator(IConfiguration configuration) : IValidateOptions<StorageOptions>
{
    public ValidateOptionsResult Validate(string? name, StorageOptions options)
    {
        var folders = new DataFolder(Options.Create(options), configuration);
        var faults = new List<string>();
        if ((folders.Keys + "/").StartsWith(folders.Root + "/", StringComparison.Ordinal))
        {
            faults.Add("Storage:KeyFolder lies in Storage:Folder; whoever takes the data must not get the keys with it, so give it a folder of its own.");
        }

        if (options.Postgres.Length > 0 && !PostgresDatabase.IsConnectionString(options.Postgres))
        {
            faults.Add("Storage:Postgres is no connection string; give one such as Host=/run/postgresql;Database=entente;Username=entente, or leave it blank for the embedded database.");
        }

        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}

/// <summary>The folders and files of a node's data, as full paths.</summary>
internal sealed class DataFolder
{
    public DataFolder(IOptions<StorageOptions> options, IConfiguration configuration)
        : this(Absolute(options.Value.Folder, configuration), Absolute(options.Value.KeyFolder, configuration))
    {
    }

    public DataFolder(string root, string keys) => (Root, Keys) = (root, keys);

    /// <summary>The folder of the data.</summary>
    public string Root { get; }

    /// <summary>The folder of the keys.</summary>
    public string Keys { get; }

    /// <summary>The embedded database.</summary>
    public string Database => Path.Combine(Root, "entente.db");

    /// <summary>The file by which one node takes the folder.</summary>
    public string Lock => Path.Combine(Root, "node.lock");

    /// <summary>Notes of what another process did to the data, until the node has recorded them.</summary>
    public string ToRecord => Path.Combine(Root, "to-record");

    /// <summary>Tiles and the newest checkpoint of the log; all of it can be made again from the database and the key.</summary>
    public string Log => Path.Combine(Root, "log");

    /// <summary>The seed of the key that signs checkpoints, 32 bytes, readable by its owner alone.</summary>
    public string LogKey => Path.Combine(Keys, "log.seed");

    /// <summary>The key under which the keys of people and manifests are wrapped, 32 bytes, readable by its owner alone.</summary>
    public string MasterKey => Path.Combine(Keys, "master.key");

    /// <summary>The store of the keys of people and manifests.</summary>
    public string KeyStore => Path.Combine(Keys, "keys.db");

    private static string Absolute(string folder, IConfiguration configuration) =>
        Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder, configuration[ConfigurationFile.FolderKey] ?? Environment.CurrentDirectory));
}
