using System.Data.Common;
using System.Security.Cryptography;
using Entente.Formats.Reading;
using Entente.Formats.Watchlists;
using Entente.Node.Accounts;
using Entente.Node.Storage;
using Entente.Node.Watchlist.Adoptions;
using Microsoft.Extensions.Options;

namespace Entente.Node.Watchlist.Sources;

/// <summary>
/// Looks at the lists of others on their schedule. A list that cannot be read, breaks off or changes too much at once leaves the state before in force: a
/// broken download must not empty a watchlist, and a strange one must not fill it, before a person has looked.
/// </summary>
internal sealed partial class SourceRefreshes : BackgroundService
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    // One looks at the sources; a person who decides waits for what is decided, never for a download.
    private readonly SemaphoreSlim _ticking = new(1);
    private readonly SemaphoreSlim _one = new(1);
    private readonly SourceFetch _fetch = new();
    private readonly CurrentLists _lists;
    private readonly RefreshRecord _record;
    private readonly AdoptionBook _adoptions;
    private readonly ListOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<SourceRefreshes> _logger;
    private readonly List<SourceLook> _looks;
    private CompiledLists? _inForce;
    private bool _changed;

    public SourceRefreshes(
        CurrentLists lists, RefreshRecord record, AdoptionBook adoptions, IOptions<ListOptions> options, DataFolder data, IConfiguration configuration, TimeProvider time, ILogger<SourceRefreshes> logger)
    {
        (_lists, _record, _adoptions, _options, _time, _logger) = (lists, record, adoptions, options.Value, time, logger);
        _looks = [.. Source.Of(options.Value, data, configuration).Select(source => new SourceLook(source, source.ReadState()))];
    }

    /// <summary>The sources and what is known of each.</summary>
    public IReadOnlyList<SourceLook> Looks => _looks;

    /// <summary>Looks at every source that is due, and puts in force what may be.</summary>
    public async Task TickAsync(CancellationToken cancellationToken)
    {
        await _ticking.WaitAsync(cancellationToken);
        try
        {
            if (_inForce is null)
            {
                await AloneAsync(() => CompileReadable(cancellationToken), cancellationToken);
            }

            foreach (var look in _looks.Where(look => _time.GetUtcNow() >= look.DueAt))
            {
                await LookAsync(look, cancellationToken);
            }

            if (_changed)
            {
                await AloneAsync(() => Compile(cancellationToken), cancellationToken);
            }

            await _adoptions.SettleAsync(cancellationToken);
            _lists.SayStale(Stale());
        }
        finally
        {
            _ticking.Release();
        }
    }

    /// <summary>Puts in force what was accepted before, and looks at no source.</summary>
    public Task ReadKeptAsync(CancellationToken cancellationToken) => AloneAsync(() => CompileReadable(cancellationToken), cancellationToken);

    /// <summary>How a held refresh differs from what is in force; null where none is held. A large list is compared once, however often somebody turns the page.</summary>
    public async Task<HeldRefresh?> HeldAsync(SourceLook look, CancellationToken cancellationToken)
    {
        HeldRefresh? held = null;
        await AloneAsync(() => held = look.State.Held is { } sha256 ? HeldOf(look, sha256, cancellationToken) : null, cancellationToken);
        return held;
    }

    /// <summary>A person puts a held refresh in force, or discards it. False where no refresh of that hash is held.</summary>
    public async Task<bool> DecideAsync(SourceLook look, string sha256, bool release, Caller caller, CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            if (look.State.Held != sha256)
            {
                return false;
            }

            var held = HeldOf(look, sha256, cancellationToken);
            await _record.DecidedAsync(look.Source.Name, release, held.Report, held.Changes, caller, cancellationToken);
            if (release)
            {
                File.Move(look.Source.Held, look.Source.Accepted, overwrite: true);
                Keep(look, look.State with { Accepted = sha256, Held = null, ConfirmedAt = _time.GetUtcNow() });
                Compile(cancellationToken);
                await _adoptions.SettleAsync(cancellationToken);
            }
            else
            {
                File.Delete(look.Source.Held);
                Keep(look, look.State with { Held = null, Discarded = sha256 });
            }

            SayHeld(look, null);
            return true;
        }
        finally
        {
            _one.Release();
        }
    }

    /// <inheritdoc />
    public override void Dispose()
    {
        _ticking.Dispose();
        _one.Dispose();
        _fetch.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The host must not wait for the lists before it answers that it lives.
        await Task.Yield();
        var pause = _looks.Select(l => l.Source.Every).Append(LongestPause).Min();
        using var timer = new PeriodicTimer(pause, _time);
        do
        {
            try
            {
                await TickAsync(stoppingToken);
                _lists.Say("sources", null);
            }
            catch (Exception exception) when (exception is DbException or IOException or UnauthorizedAccessException or UnreadableInputException or TimeoutException or InvalidDataException)
            {
                // Everybody may ask how the node is, so paths stay in the log.
                _lists.Say("sources", $"the lists could not be read or recorded: {exception.GetType().Name}");
                RefreshFailed("all", exception.Message);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task LookAsync(SourceLook look, CancellationToken cancellationToken)
    {
        try
        {
            var fetched = await IncomingAsync(look, cancellationToken);
            await _one.WaitAsync(cancellationToken);
            try
            {
                await TakeAsync(look, fetched, cancellationToken);
            }
            finally
            {
                _one.Release();
            }

            look.Error = null;
            _lists.Say($"source {look.Source.Name}", null);
            look.DueAt = _time.GetUtcNow() + look.Source.Every;
        }
        catch (Exception exception) when (exception is UnreadableInputException or InvalidDataException or HttpRequestException or IOException or UnauthorizedAccessException)
        {
            var why = exception switch
            {
                UnreadableInputException or InvalidDataException => exception.Message,
                HttpRequestException { HttpRequestError: var error } => $"connection failed ({error})",
                _ => exception.GetType().Name,
            };
            _lists.Say($"source {look.Source.Name}", $"{look.Source.Name} could not be read: {why}");
            RefreshFailed(look.Source.Name, exception.Message);
            if (look.Error != why)
            {
                await _record.FailedAsync(look.Source.Name, why, cancellationToken);
                look.Error = why;
            }

            look.Stat = null;
            look.DueAt = _time.GetUtcNow() + (look.Source.Every < _options.Refresh ? look.Source.Every : _options.Refresh);
        }
        finally
        {
            File.Delete(look.Source.Incoming);
        }
    }

    /// <summary>Decides what becomes of what the source has now.</summary>
    private async Task TakeAsync(SourceLook look, SourceState? fetched, CancellationToken cancellationToken)
    {
        var source = look.Source;
        if (fetched is null)
        {
            // Nothing newer than what was seen last, which need not be what is in force.
            Confirm(look, look.State.Fetched);
            return;
        }

        var sha256 = await HashOfAsync(source.Incoming, cancellationToken);
        var state = look.State with { Fetched = sha256, Tag = fetched.Tag, Modified = fetched.Modified };
        if (sha256 == state.Accepted || sha256 == state.Held || sha256 == state.Discarded)
        {
            Keep(look, sha256 == state.Accepted ? Unheld(look, state) : state);
            Confirm(look, sha256);
            return;
        }

        var reading = WatchlistFiles.Read([source.Input(source.Incoming)], cancellationToken);
        var report = Report(reading, sha256);
        if (state.Accepted is not null && report.Journal.Incomplete)
        {
            throw new InvalidDataException("the list breaks off; the state before stays in force");
        }

        var changes = ChangesWith(look, source.Incoming, cancellationToken);
        if (state.Accepted is not null && changes.MustBeHeld(_options.HoldAbove, _options.HoldFloor))
        {
            await _record.TakenAsync(source.Name, "held", report, changes, cancellationToken);
            File.Move(source.Incoming, source.Held, overwrite: true);
            Keep(look, state with { Held = sha256 });
            SayHeld(look, sha256);
            return;
        }

        await _record.TakenAsync(source.Name, "accepted", report, changes, cancellationToken);
        File.Move(source.Incoming, source.Accepted, overwrite: true);
        Keep(look, Unheld(look, state) with { Accepted = sha256, ConfirmedAt = _time.GetUtcNow() });
        _changed = true;
    }

    /// <summary>Brings a new file of the source into its folder; null where there is nothing new.</summary>
    private async Task<SourceState?> IncomingAsync(SourceLook look, CancellationToken cancellationToken)
    {
        if (look.Source.File is not { } path)
        {
            return await _fetch.FetchAsync(look.Source, look.State, _options, cancellationToken);
        }

        var stat = StatOf(path);
        if (stat == look.Stat)
        {
            return null;
        }

        await using (var from = File.OpenRead(path))
        {
            await SourceFetch.CopyAsync(from, look.Source.Incoming, _options.MostBytes, cancellationToken);
        }

        if (StatOf(path) != stat)
        {
            throw new InvalidDataException("the file changed while it was read; it is read again");
        }

        look.Stat = stat;
        return look.State;
    }

    /// <summary>Compiles what is in force after a start. A kept file that can no longer be read is fetched again.</summary>
    private void CompileReadable(CancellationToken cancellationToken)
    {
        foreach (var look in _looks.Where(l => l.State.Held is not null))
        {
            SayHeld(look, look.State.Held);
        }

        try
        {
            Compile(cancellationToken);
        }
        catch (UnreadableInputException)
        {
            _looks.ForEach(look => look.State = look.State with { Accepted = null, Fetched = null });
        }
    }

    private void Compile(CancellationToken cancellationToken)
    {
        var inForce = _looks.Where(l => l.State.Accepted is not null).ToList();
        if (inForce.Count > 0)
        {
            _inForce = new CompiledLists(WatchlistFiles.Read([.. inForce.Select(l => l.Source.Input(l.Source.Accepted))], cancellationToken), _time.GetUtcNow(), cancellationToken);
            _lists.UseSources(_inForce);
            ListsRead(inForce.Count, _inForce.Watchlist.People.Count, _inForce.Watchlist.NameCount);
        }

        // A held refresh is compared with what is in force now.
        _looks.ForEach(look => look.Compared = null);
        _changed = false;
    }

    private async Task AloneAsync(Action work, CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            work();
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>How the lists would change if a source had another file.</summary>
    private SourceChanges ChangesWith(SourceLook look, string file, CancellationToken cancellationToken)
    {
        var inputs = _looks.Where(l => l == look || l.State.Accepted is not null).Select(l => l.Source.Input(l == look ? file : l.Source.Accepted));
        return SourceChanges.Between(_inForce?.Listings ?? [], WatchlistFiles.Read([.. inputs], cancellationToken).Listings);
    }

    private HeldRefresh HeldOf(SourceLook look, string sha256, CancellationToken cancellationToken)
    {
        if (look.Compared?.Sha256 != sha256)
        {
            var reading = WatchlistFiles.Read([look.Source.Input(look.Source.Held)], cancellationToken);
            look.Compared = new HeldRefresh(sha256, Report(reading, sha256), ChangesWith(look, look.Source.Held, cancellationToken));
        }

        return look.Compared;
    }

    private SourceState Unheld(SourceLook look, SourceState state)
    {
        File.Delete(look.Source.Held);
        SayHeld(look, null);
        return state with { Held = null };
    }

    private void Confirm(SourceLook look, string? sha256)
    {
        if (sha256 == look.State.Accepted)
        {
            Keep(look, look.State with { ConfirmedAt = _time.GetUtcNow() });
        }
    }

    private static void Keep(SourceLook look, SourceState state)
    {
        look.Source.WriteState(state);
        look.State = state;
    }

    private void SayHeld(SourceLook look, string? sha256)
    {
        look.Compared = sha256 is null ? null : look.Compared;
        _lists.Say($"held {look.Source.Name}", sha256 is null ? null : $"a refresh of {look.Source.Name} changes so much that it waits for a person, the state before stays in force");
    }

    private string? Stale()
    {
        var stale = _looks.Where(l => l.State.ConfirmedAt is not { } at || _time.GetUtcNow() - at > l.Source.StaleAfter).ToList();
        return stale.Count == 0 ? null : string.Join("; ", stale.Select(l =>
            l.State.ConfirmedAt is { } at ? $"{l.Source.Name} could not be confirmed since {at:yyyy-MM-ddTHH:mm:ssZ}" : $"{l.Source.Name} has never been read"));
    }

    private static WatchlistFileReport Report(WatchlistContents reading, string sha256) => reading.Files[0] with { Version = reading.Files[0].Version with { Sha256 = sha256 } };

    private static string StatOf(string path) => new FileInfo(path) is { Exists: true } file ? $"{file.Length} {file.LastWriteTimeUtc.Ticks}" : throw new FileNotFoundException("The file is not there.", path);

    private static async Task<string> HashOfAsync(string file, CancellationToken cancellationToken)
    {
        await using var stream = File.OpenRead(file);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellationToken));
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Sources} lists of others in force: {People} people with {Names} names")]
    private partial void ListsRead(int sources, int people, int names);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Source} could not be read, the state before stays in force: {Why}")]
    private partial void RefreshFailed(string source, string why);
}
