using System.IO.Compression;
using Entente.Ledger.Signing;
using Entente.Node.Border.Encounters;
using Entente.Node.Oversight;
using Entente.Node.Storage;
using Entente.Node.Watchlist;
using Microsoft.Extensions.Options;

namespace Entente.Node.Border.Posts.Snapshots;

/// <summary>Seals the lists in force for a post and signs them: compressed, then encrypted under the post's key, then signed with the key of the log.</summary>
internal sealed class SnapshotWriter(DataFolder data, CurrentLists lists, ClearedTravellers cleared, IOptions<OfflinePostOptions> options, TimeProvider time)
{
    /// <summary>What a signature of the log's key under a snapshot is for.</summary>
    public const string SignatureContext = "entente post snapshot v1";

    // So many times in its life a snapshot is made anew though nothing has changed, so that a post with a link never comes near the end of one.
    private const int TimesInItsLife = 8;

    /// <summary>What a snapshot made now would hold.</summary>
    public PreparedSnapshot Prepare(PostKey key, ListSnapshot snapshot)
    {
        var now = DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds());
        var all = cleared.InForce();
        var turn = now.Ticks / (options.Value.SnapshotFor.Ticks / TimesInItsLife);
        var tag = CompiledLists.HashOf([key.Post, snapshot.Version, lists.Stale ?? "", $"{turn}", .. all.Select(c => $"{c.EncounterId} {c.Until.ToUnixTimeMilliseconds()}")]);
        return new PreparedSnapshot(key, snapshot, lists.Stale, all, now, now + options.Value.SnapshotFor, tag[..32]);
    }

    /// <summary>Writes a snapshot, in bounded memory.</summary>
    public async Task WriteAsync(PreparedSnapshot prepared, Stream to, CancellationToken cancellationToken)
    {
        await using var writer = await SealedWriter.BeginAsync(to, prepared.Key, SealedKind.Snapshot, prepared.MadeAt, prepared.NotAfter, cancellationToken);
        await using (var zip = new GZipStream(writer, CompressionLevel.Fastest, leaveOpen: true))
        {
            foreach (var line in SnapshotLine.Of(prepared.Lists, prepared.Stale, prepared.Cleared))
            {
                await zip.WriteAsync(SubjectJson.Write(line), cancellationToken);
                await zip.WriteAsync("\n"u8.ToArray(), cancellationToken);
            }
        }

        var hash = await writer.EndAsync(cancellationToken);
        using var key = new Ed25519PrivateKey(SecretFile.ReadOrMake(data.LogKey, Ed25519.SeedLength));
        await to.WriteAsync(ContextSignature.Sign(key, SignatureContext, hash), cancellationToken);
        await to.FlushAsync(cancellationToken);
    }
}

/// <summary>A snapshot to be written.</summary>
/// <param name="Key">For whom.</param>
/// <param name="Lists">The lists.</param>
/// <param name="Stale">Which of them could not be confirmed in time.</param>
/// <param name="Cleared">Who is cleared.</param>
/// <param name="MadeAt">When it was made.</param>
/// <param name="NotAfter">Until when it may be used.</param>
/// <param name="Tag">The same for what a post need not fetch again.</param>
internal sealed record PreparedSnapshot(
    PostKey Key, ListSnapshot Lists, string? Stale, IReadOnlyList<ClearedTravellers.Cleared> Cleared, DateTimeOffset MadeAt, DateTimeOffset NotAfter, string Tag)
{
    /// <summary>The details of the act.</summary>
    public object Details => new { Key.Post, MadeAt, NotAfter, Lists = Lists.Version, Others = Lists.Sources.Listings.Count, Foreign = Lists.Foreign.Lists.Listings.Count, Own = Lists.Own.Lists.Listings.Count, Documents = Lists.Documents.Count, Cleared = Cleared.Count };
}
