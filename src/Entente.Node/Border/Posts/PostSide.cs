using Entente.Ledger.Notes;
using Entente.Node.Configuration;
using Entente.Node.Storage;
using Entente.Node.Watchlist;
using Microsoft.Extensions.Options;

namespace Entente.Node.Border.Posts;

/// <summary>What a post knows of its main node: the key that they share, the key that signs there, and where its own files lie.</summary>
internal sealed class PostSide
{
    /// <summary>Reads the key.</summary>
    /// <exception cref="InvalidDataException">The key file is not there, or another.</exception>
    public PostSide(IOptions<ListOptions> lists, IOptions<OfflinePostOptions> options, DataFolder data, IConfiguration configuration)
    {
        var (snapshot, folder) = (lists.Value.Snapshot, configuration[ConfigurationFile.FolderKey] ?? Environment.CurrentDirectory);
        Key = PostKey.Read(Path.GetFullPath(snapshot.KeyFile, folder), options.Value.Name);
        Verifier = VerifierKey.TryParse(snapshot.VerifierKey, out var verifier, out _) ? verifier : throw new InvalidDataException("Lists:Snapshot:VerifierKey is no verifier key.");
        File = snapshot.File.Length > 0 ? Path.GetFullPath(snapshot.File, folder) : null;
        Url = snapshot.Url.Length > 0 ? new Uri($"{snapshot.Url}?post={Key.Post}") : null;
        Folder = Path.Combine(data.Root, "snapshot");
    }

    /// <summary>The key that post and main node share.</summary>
    public PostKey Key { get; }

    /// <summary>The key with which the main node signs.</summary>
    public VerifierKey Verifier { get; }

    /// <summary>The file in which snapshots arrive; null where they are fetched.</summary>
    public string? File { get; }

    /// <summary>The address from which they are fetched; null where they arrive in a file.</summary>
    public Uri? Url { get; }

    /// <summary>Where the post keeps the snapshot in force, as it came: signed and encrypted.</summary>
    public string Folder { get; }

    /// <summary>The snapshot in force.</summary>
    public string Accepted => Path.Combine(Folder, "accepted");

    /// <summary>One that has arrived and is looked at.</summary>
    public string Incoming => Path.Combine(Folder, "incoming");
}
