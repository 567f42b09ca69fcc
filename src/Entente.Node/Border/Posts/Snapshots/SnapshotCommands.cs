using System.Security.Cryptography;
using Entente.Node.Border.Encounters;
using Entente.Node.Oversight;
using Entente.Node.Storage;
using Entente.Node.Storage.Backup;
using Entente.Node.Watchlist;
using Entente.Node.Watchlist.Adoptions;
using Entente.Node.Watchlist.Documents;
using Entente.Node.Watchlist.Foreign;
using Entente.Node.Watchlist.Listings;
using Entente.Node.Watchlist.Sources;
using Microsoft.Extensions.Options;

namespace Entente.Node.Border.Posts.Snapshots;

/// <summary>
/// `entente snapshot-key NAME --config FILE`: makes the key that the main node shares with a post. `entente snapshot --config FILE [--post NAME] --to FILE`: writes
/// the lists in force into a file for a post, whether or not the node runs. 0, or 1 where something is in the way.
/// </summary>
internal static class SnapshotCommands
{
    private const string To = "--to", Post = "--post";

    /// <summary>Makes a key.</summary>
    public static int MakeKey(string[] arguments, TextWriter output, TextWriter error)
    {
        try
        {
            if (arguments is not [var name, .. var rest] || !PostKey.IsName(name))
            {
                return Refuse(error, "give the post a name of 1 to 40 lower-case letters, digits and hyphens, as in `entente snapshot-key tarfaya --config node.json`.");
            }

            var file = PostKey.FileOf(NodePlaces.Read(rest).Data, name);
            if (File.Exists(file))
            {
                return Refuse(error, $"{file} is there already. Whoever has a key of that post could no longer be told from the post; take the file away where you mean to replace it.");
            }

            SecretFile.ReadOrMake(file, PostKey.Length);
            output.WriteLine($"The key of the post {name}: {file}");
            output.WriteLine("Bring a copy to the post by hand, apart from any snapshot: whoever has both reads the lists.");
            return 0;
        }
        catch (Exception exception) when (exception is OptionsValidationException || StorageFault.IsOne(exception))
        {
            return Refuse(error, $"no key was made: {exception.Message}");
        }
    }

    /// <summary>Writes a snapshot.</summary>
    public static async Task<int> WriteAsync(IReadOnlyList<string> arguments, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        var words = new CommandWords(arguments, [To, Post], []);
        if (words.Path(To) is not { } to)
        {
            return Refuse(error, $"give {To} FILE, to which the snapshot goes.");
        }

        try
        {
            await using var node = NodeHost.Build([.. words.Rest, "--Logging:LogLevel:Default=None"]);
            return await WriteAsync(node.Services, words[Post], to, output, error, cancellationToken);
        }
        catch (Exception exception) when (exception is OptionsValidationException or CryptographicException || StorageFault.IsOne(exception))
        {
            return Refuse(error, $"no snapshot was made: {exception.Message}");
        }
    }

    private static async Task<int> WriteAsync(IServiceProvider services, string? named, string to, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        var data = services.GetRequiredService<DataFolder>();
        var posts = PostKey.All(data);
        var post = named ?? (posts is [var only] ? only : "");
        if (PostKey.Find(data, post) is not { } key)
        {
            return Refuse(error, posts.Count == 0 ? "there is no key of a post; make one with `entente snapshot-key NAME`." : $"give {Post} NAME, one of {string.Join(", ", posts)}.");
        }

        if (!File.Exists(data.LogKey) || await ReadListsAsync(services, cancellationToken) is not { } snapshot)
        {
            return Refuse(error, "this node has no lists yet; start it once, so that it reads them.");
        }

        var writer = services.GetRequiredService<SnapshotWriter>();
        var prepared = writer.Prepare(key, snapshot);
        OutsideActs.Leave(data, ActionCode.SnapshotMade, prepared.Details);
        await using (var file = SecretFile.Create(to + ".new"))
        {
            await writer.WriteAsync(prepared, file, cancellationToken);
            file.Flush(flushToDisk: true);
        }

        // A post that looks meanwhile sees the whole of it or the one before.
        File.Move(to + ".new", to, overwrite: true);
        await output.WriteLineAsync($"{to}: {snapshot.Sources.Listings.Count + snapshot.Foreign.Lists.Listings.Count + snapshot.Own.Lists.Listings.Count} listings for the post {post}, to be used until {prepared.NotAfter:yyyy-MM-ddTHH:mm:ssZ}.");
        return 0;
    }

    /// <summary>What the node has accepted and decided; no source is looked at.</summary>
    private static async Task<ListSnapshot?> ReadListsAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        if (services.GetRequiredService<SnapshotAge>().IsPost)
        {
            throw new InvalidDataException("this node is a post itself; snapshots are made at the main node.");
        }

        await services.GetRequiredService<SourceRefreshes>().ReadKeptAsync(cancellationToken);
        await services.GetRequiredService<OwnListings>().RefreshAsync(cancellationToken);
        await services.GetRequiredService<IForeignListings>().RefreshAsync(cancellationToken);
        await services.GetRequiredService<AdoptionBook>().RefreshAsync(cancellationToken);
        await services.GetRequiredService<DocumentBook>().RefreshAsync(cancellationToken);
        return services.GetRequiredService<CurrentLists>().Snapshot;
    }

    private static int Refuse(TextWriter error, string why)
    {
        error.WriteLine($"entente: {why}");
        return 1;
    }
}
