using Entente.Node.Configuration;
using Microsoft.Extensions.Options;

namespace Entente.Node.Storage;

/// <summary>The section Storage of the configuration.</summary>
internal sealed class StorageOptions
{
    /// <summary>The folder that holds the database, the log and its key; relative to the configuration. Made where it is missing.</summary>
    public string Folder { get; init; } = "data";
}

/// <summary>The folders and files of a node's data, as full paths.</summary>
internal sealed class DataFolder
{
    public DataFolder(IOptions<StorageOptions> options, IConfiguration configuration)
        : this(Path.GetFullPath(options.Value.Folder, configuration[ConfigurationFile.FolderKey] ?? Environment.CurrentDirectory))
    {
    }

    public DataFolder(string root) => Root = root;

    /// <summary>The folder itself.</summary>
    public string Root { get; }

    /// <summary>The database.</summary>
    public string Database => Path.Combine(Root, "entente.db");

    /// <summary>Tiles and the newest checkpoint of the log; all of it can be made again from the database and the key.</summary>
    public string Log => Path.Combine(Root, "log");

    /// <summary>The seed of the key that signs checkpoints, 32 bytes, readable by its owner alone.</summary>
    public string LogKey => Path.Combine(Root, "keys", "log.seed");
}
