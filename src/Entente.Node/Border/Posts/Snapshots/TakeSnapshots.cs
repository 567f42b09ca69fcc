using System.Data.Common;
using System.Net;
using System.Net.Http.Headers;
using Dapper;
using Entente.Node.Accounts;
using Entente.Node.Border.Encounters;
using Entente.Node.Oversight;
using Entente.Node.Oversight.Purposes;
using Entente.Node.Storage;
using Entente.Node.Watchlist;
using Entente.Node.Watchlist.Sources;
using Entente.Screening;
using Microsoft.Extensions.Options;

namespace Entente.Node.Border.Posts.Snapshots;

/// <summary>
/// At a post: looks whether a newer snapshot has arrived, or can be fetched, and puts it in force. One that is forged, cut, another post's, older than the one
/// in force or past its last day is refused and said; the one in force stays.
/// </summary>
internal sealed partial class TakeSnapshots(
    PostSide post, MainNode main, CurrentLists lists, ClearedTravellers cleared, SnapshotAge age, Database database, LedgerWriter ledger, IOptions<ListOptions> options, TimeProvider time,
    ILogger<TakeSnapshots> logger) : BackgroundService
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim _one = new(1);
    private IReadOnlyList<ClearedTravellers.Cleared> _clearedByMain = [];
    private string? _stat;
    private string? _inForce;
    private string? _tag;
    private string? _arrivedTag;
    private string? _said;
    private DateTimeOffset _dueAt = DateTimeOffset.MinValue;

    /// <summary>Looks once.</summary>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            if (lists.Snapshot is null && File.Exists(post.Accepted))
            {
                await TryAsync("kept snapshot", () => TakeAsync(post.Accepted, cancellationToken));
            }

            await TryAsync("snapshot", async () => await ArrivedAsync(cancellationToken) && await TakeAsync(post.Incoming, cancellationToken));
        }
        finally
        {
            File.Delete(post.Incoming);
            _one.Release();
        }
    }

    /// <summary>What went wrong is said until something of its kind goes right.</summary>
    private async Task TryAsync(string what, Func<Task<bool>> take)
    {
        try
        {
            if (await take())
            {
                lists.Say("kept snapshot", null);
                lists.Say("snapshot", null);
                _tag = _arrivedTag;
            }
        }
        catch (Exception exception) when (exception is InvalidDataException or HttpRequestException or IOException or UnauthorizedAccessException)
        {
            lists.Say(what, exception switch
            {
                InvalidDataException => exception.Message,
                HttpRequestException { HttpRequestError: var error } => $"no newer snapshot can be fetched: connection failed ({error})",
                _ => $"no newer snapshot can be read: {exception.GetType().Name}",
            });
        }
    }

    /// <inheritdoc />
    public override void Dispose()
    {
        _one.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        MakeFolder();
        var every = options.Value.Refresh < Tick ? options.Value.Refresh : Tick;
        using var timer = new PeriodicTimer(every, time);
        do
        {
            try
            {
                await LookAsync(stoppingToken);
                age.KeepMark();
            }
            catch (Exception exception) when (StorageFault.IsOne(exception))
            {
                // The next look tries again.
                lists.Say("snapshot", $"no snapshot can be taken: {StorageFault.Words(exception)}");
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task<bool> TakeAsync(string file, CancellationToken cancellationToken)
    {
        SnapshotContents contents;
        try
        {
            contents = SnapshotReader.Read(file, post.Key, post.Verifier);
            ThrowIfNotNewer(contents, isKept: file == post.Accepted);
        }
        catch (InvalidDataException exception)
        {
            await RefuseAsync(exception.Message, cancellationToken);
            throw new InvalidDataException($"a snapshot was refused: {exception.Message}", exception);
        }

        if (contents.Sha256 == _inForce)
        {
            return true;
        }

        if (file != post.Accepted)
        {
            File.Move(file, post.Accepted, overwrite: true);
        }

        await ledger.WriteAsync(work => Keep(work, contents), cancellationToken);
        Use(contents, cancellationToken);
        _inForce = contents.Sha256;
        return true;
    }

    private void ThrowIfNotNewer(SnapshotContents contents, bool isKept)
    {
        using var connection = database.Open();
        var newest = connection.ExecuteScalar<long?>("SELECT max(made_at) FROM post_snapshot");
        var known = connection.ExecuteScalar<long>("SELECT count(*) FROM post_snapshot WHERE sha256 = @Sha256", new { contents.Sha256 }) > 0;
        if (newest is { } at && (contents.MadeAt.ToUnixTimeMilliseconds() < at || (!isKept && !known && contents.MadeAt.ToUnixTimeMilliseconds() == at)))
        {
            throw new InvalidDataException($"it was made {contents.MadeAt:yyyy-MM-ddTHH:mm:ssZ}, before the one in force");
        }

        // One that has grown old here stays in force, and says so; one that arrives so old is of no use.
        if (!isKept && age.IsPast(contents.NotAfter))
        {
            throw new InvalidDataException($"it was to be used until {contents.NotAfter:yyyy-MM-ddTHH:mm:ssZ}, which is past");
        }
    }

    private static bool Keep(Work work, SnapshotContents contents)
    {
        if (work.Execute(
            "INSERT INTO post_snapshot (sha256, made_at, not_after, taken_at) VALUES (@Sha256, @MadeAt, @NotAfter, @Now) ON CONFLICT DO NOTHING",
            new { contents.Sha256, contents.MadeAt, contents.NotAfter, work.Now }) == 1)
        {
            work.Record(Act.Of("node", ActionCode.SnapshotTaken, Ground.OfTheNode, null, new { contents.Sha256, contents.MadeAt, contents.NotAfter, contents.Facts?.Lists }));
        }
        else
        {
            work.Record(Act.Of("node", ActionCode.SnapshotTaken, Ground.OfTheNode, null, new { contents.Sha256, Again = true }));
        }

        return true;
    }

    private void Use(SnapshotContents contents, CancellationToken cancellationToken)
    {
        foreach (var before in _clearedByMain)
        {
            cleared.Replace(before.EncounterId, before.Until, []);
        }

        foreach (var one in contents.Cleared)
        {
            cleared.Replace(one.EncounterId, one.Until, one.Clearances);
        }

        _clearedByMain = contents.Cleared;
        var policy = contents.Facts?.Policy == ScreeningPolicy.Default.Version ? null : $"the main node screens by policy {contents.Facts?.Policy}, this post by {ScreeningPolicy.Default.Version}; bring both to one version";
        var note = string.Join("; ", new[] { contents.Facts?.Stale, policy }.OfType<string>());
        age.Use(new SnapshotAge.Limits(contents.MadeAt, contents.NotAfter, note.Length > 0 ? note : null));
        contents.Use(lists, cancellationToken);
        InForce(contents.MadeAt, contents.NotAfter);
    }

    /// <summary>Whether something new lies in <see cref="PostSide.Incoming"/>.</summary>
    private async Task<bool> ArrivedAsync(CancellationToken cancellationToken)
    {
        if (post.Url is { } url)
        {
            return await FetchedAsync(url, cancellationToken);
        }

        if (post.File is not { } path || new FileInfo(path) is not { Exists: true } file)
        {
            return lists.Snapshot is not null ? false : throw new InvalidDataException("no snapshot has arrived yet");
        }

        var stat = $"{file.Length} {file.LastWriteTimeUtc.Ticks}";
        if (stat == _stat)
        {
            return false;
        }

        await using (var from = File.OpenRead(path))
        {
            await SourceFetch.CopyAsync(from, post.Incoming, options.Value.MostBytes, cancellationToken);
        }

        _stat = stat;
        return true;
    }

    private async Task<bool> FetchedAsync(Uri url, CancellationToken cancellationToken)
    {
        if (time.GetUtcNow() < _dueAt)
        {
            return false;
        }

        _dueAt = time.GetUtcNow() + options.Value.Refresh;
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        if (lists.Snapshot is not null && _tag is not null)
        {
            request.Headers.IfNoneMatch.Add(EntityTagHeaderValue.Parse(_tag));
        }

        using var response = await main.SendAsync(request, cancellationToken);
        if (response.StatusCode == HttpStatusCode.NotModified)
        {
            lists.Say("snapshot", null);
            return false;
        }

        await using (var from = await response.Content.ReadAsStreamAsync(cancellationToken))
        {
            await SourceFetch.CopyAsync(from, post.Incoming, options.Value.MostBytes, cancellationToken);
        }

        _arrivedTag = response.Headers.ETag?.ToString();
        return true;
    }

    private async Task RefuseAsync(string why, CancellationToken cancellationToken)
    {
        if (why != _said)
        {
            await ledger.RecordAsync(Act.Of("node", ActionCode.SnapshotRefused, Ground.OfTheNode, null, new { Why = why }), cancellationToken);
            Refused(why);
            _said = why;
        }
    }

    private void MakeFolder()
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(post.Folder);
        }
        else
        {
            Directory.CreateDirectory(post.Folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "A snapshot of the lists is in force, made {MadeAt}, to be used until {NotAfter}")]
    private partial void InForce(DateTimeOffset madeAt, DateTimeOffset notAfter);

    [LoggerMessage(Level = LogLevel.Error, Message = "A snapshot of the lists was refused, what was in force stays so: {Why}")]
    private partial void Refused(string why);
}
