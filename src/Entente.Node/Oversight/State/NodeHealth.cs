using Dapper;
using Entente.Node.Border;
using Entente.Node.Border.Posts;
using Entente.Node.Border.Posts.HandOver;
using Entente.Node.Configuration;
using Entente.Node.Storage;
using Entente.Node.Watchlist;
using Entente.Node.Watchlist.Sources;
using Microsoft.Extensions.Options;

namespace Entente.Node.Oversight.State;

/// <summary>How every part of the node is, for whoever runs it. There is no case in it.</summary>
internal sealed class NodeHealth(
    Database database, DataFolder data, LedgerWriter ledger, LedgerPublisher publisher, ClockWatch clock, CurrentLists lists, SourceRefreshes sources, TravellerScreening screening, SnapshotAge age,
    HandOverState handOver, IOptions<LedgerOptions> options, IOptions<OfflinePostOptions> posts, IConfiguration configuration, TimeProvider time)
{
    private const long Gibibyte = 1L << 30;

    // A day of a busy post fits into the first; the second is for whoever is not there at night.
    private const double Little = 0.5 * Gibibyte, GettingLittle = 3.0 * Gibibyte;

    /// <summary>All parts, what matters most first.</summary>
    public IReadOnlyList<HealthLine> Look() =>
        [.. new[] { Record(), Stored(), Clock(), Lists() }.Concat(sources.Looks.Select(Source)).Concat(Checkpoints()).Concat(Disks()).Concat(Posts()).OrderByDescending(line => line.Light)];

    private HealthLine Record() => ledger switch
    {
        { LastError: { } error } => new("record", Light.Bad, "record-fails") { Said = error },
        { Writes: false } => new("record", Light.Heed, "record-waits"),
        _ => new("record", Light.Good, "record-writes") { Values = [(long)ledger.Waiting] },
    };

    private HealthLine Stored()
    {
        try
        {
            using var connection = database.Open();
            var acts = connection.ExecuteScalar<long>("SELECT coalesce(max(sequence) + 1, 0) FROM ledger_entry");
            return new("database", Light.Good, database is PostgresDatabase ? "database-postgres" : "database-embedded") { Values = [acts] };
        }
        catch (Exception exception) when (StorageFault.IsOne(exception))
        {
            return new("database", Light.Bad, "database-fails") { Said = StorageFault.Words(exception) };
        }
    }

    /// <summary>Two folders on one disk are said once.</summary>
    private IEnumerable<HealthLine> Disks() => new[] { (Which: "data", Folder: data.Root), (Which: "keys", Folder: data.Keys) }
        .Where(f => Directory.Exists(f.Folder)).Select(f => (f.Which, Free: new DriveInfo(f.Folder).AvailableFreeSpace)).DistinctBy(f => f.Free / Gibibyte).Select(Disk);

    private static HealthLine Disk((string Which, long Free) disk)
    {
        var (light, state) = disk.Free < Little ? (Light.Bad, "disk-full") : disk.Free < GettingLittle ? (Light.Heed, "disk-filling") : (Light.Good, "disk-room");
        return new($"disk-{disk.Which}", light, state) { Values = [disk.Free / (Gibibyte >> 10)] };
    }

    private HealthLine Clock() => clock.Why() is { } why ? new("clock", Light.Bad, "clock-wrong") { Said = why } : new("clock", Light.Good, "clock-right") { At = time.GetUtcNow() };

    private IEnumerable<HealthLine> Checkpoints()
    {
        LatestCheckpoint? latest;
        string? forged = null;
        try
        {
            latest = LatestCheckpoint.Read(data);
        }
        catch (Exception exception) when (StorageFault.IsOne(exception))
        {
            (latest, forged) = (null, StorageFault.Words(exception));
        }

        yield return forged is not null ? new("checkpoint", Light.Bad, "checkpoint-forged") { Said = forged }
            : publisher.LastError is { } late ? new("checkpoint", Light.Heed, "checkpoint-late") { Said = late, At = latest?.At }
            : latest is null ? new("checkpoint", Light.Heed, "checkpoint-none")
            : new("checkpoint", Light.Good, "checkpoint-made") { Values = [latest.Checkpoint.Size], At = latest.At };
        if (string.IsNullOrWhiteSpace(options.Value.CheckpointCopies))
        {
            yield return new("copies", Light.Heed, "copies-none");
        }
        else if (latest is not null)
        {
            var folder = Path.GetFullPath(options.Value.CheckpointCopies, configuration[ConfigurationFile.FolderKey] ?? Environment.CurrentDirectory);
            yield return File.Exists(Path.Combine(folder, $"{latest.Checkpoint.Size:0000000000}.checkpoint")) ? new("copies", Light.Good, "copies-kept") { At = latest.At }
                : new("copies", Light.Heed, "copies-late");
        }
    }

    private HealthLine Lists() => lists switch
    {
        { Snapshot: null } => new("lists", Light.Bad, "lists-none") { Said = lists.LastError },
        _ when age.Expired() is { } expired => new("lists", Light.Bad, "lists-expired") { Said = expired },
        _ when !screening.CanTell(lists.Snapshot) => new("lists", Light.Bad, "lists-too-old") { Said = lists.LastError, At = lists.Snapshot?.ReadAt },
        { LastError: { } error } => new("lists", Light.Heed, "lists-error") { Said = error, At = lists.Snapshot?.ReadAt },
        { Stale: { } stale } => new("lists", Light.Heed, "lists-stale") { Said = stale },
        _ => new("lists", Light.Good, "lists-current") { Values = [(long)(lists.Snapshot?.Files.Sum(f => f.Journal.Accepted) ?? 0)], At = lists.Snapshot?.ReadAt },
    };

    private HealthLine Source(SourceLook look)
    {
        var (state, now) = (look.State, time.GetUtcNow());
        var old = state.ConfirmedAt is { } at ? now - at : TimeSpan.Zero;
        var line = look.Error is { } error ? new HealthLine("source", Light.Heed, "source-error") { Said = error }
            : state.Held is not null ? new("source", Light.Heed, "source-held")
            : state.ConfirmedAt is null || old > look.Source.StaleAfter ? new("source", Light.Heed, "source-stale")
            : new HealthLine("source", Light.Good, "source-confirmed");
        return line with { Which = look.Source.Name, At = state.ConfirmedAt };
    }

    private IEnumerable<HealthLine> Posts()
    {
        if (age.IsPost)
        {
            yield return handOver.Words is { } words ? new("hand-over", Light.Heed, "hand-over-waits") { Said = words } : new("hand-over", Light.Good, "hand-over-done");
            yield break;
        }

        using var connection = database.Open();
        foreach (var post in connection.Query<PostRow>("SELECT post, max(taken_at) AS taken_at FROM post_record GROUP BY post ORDER BY post"))
        {
            var silent = time.GetUtcNow() - post.TakenAt > posts.Value.SnapshotFor;
            yield return new HealthLine("post", silent ? Light.Heed : Light.Good, silent ? "post-silent" : "post-heard") { Which = post.Post, At = post.TakenAt };
        }
    }

    private sealed class PostRow
    {
        public string Post { get; init; } = "";

        public DateTimeOffset TakenAt { get; init; }
    }
}
