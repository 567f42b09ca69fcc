using Entente.Formats.Reading;
using Entente.Formats.Watchlists;
using Entente.Node.Configuration;
using Microsoft.Extensions.Options;

namespace Entente.Node.Watchlist;

/// <summary>
/// Reads the list files at the start, and again when one of them has changed. A file that cannot be read leaves the snapshot in force as
/// it is: a broken download must not empty a watchlist.
/// </summary>
internal sealed partial class ListRefresh(CurrentLists lists, IOptions<ListOptions> options, IConfiguration configuration, TimeProvider time, ILogger<ListRefresh> logger) : BackgroundService
{
    private readonly string[] _paths = [.. options.Value.Files.Select(f => Path.GetFullPath(f, configuration[ConfigurationFile.FolderKey] ?? Environment.CurrentDirectory))];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The host must not wait for the lists before it answers that it lives.
        await Task.Yield();
        using var timer = new PeriodicTimer(options.Value.Refresh, time);
        var seen = "";
        do
        {
            var state = StateOfFiles();
            if (state != seen || lists.LastError is not null)
            {
                seen = Read(stoppingToken) ? state : "";
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private bool Read(CancellationToken stoppingToken)
    {
        try
        {
            var files = _paths.Select(path => new InputFile(Path.GetFileName(path), () => File.OpenRead(path))).ToList();
            var snapshot = new CompiledLists(WatchlistFiles.Read(files, stoppingToken), time.GetUtcNow(), stoppingToken);
            lists.UseSources(snapshot);
            lists.Say("sources", null);
            ListsRead(snapshot.Files.Count, snapshot.Watchlist.People.Count, snapshot.Watchlist.NameCount);
            return true;
        }
        catch (Exception exception) when (exception is UnreadableInputException or IOException or UnauthorizedAccessException)
        {
            // Everybody may ask how the node is, so paths stay in the log.
            lists.Say("sources", $"a list could not be read: {(exception is UnreadableInputException ? exception.Message : exception.GetType().Name)}");
            ListsFailed(exception.Message);
            return false;
        }
    }

    private string StateOfFiles() => string.Join('\n', _paths.Select(path =>
    {
        var file = new FileInfo(path);
        return file.Exists ? $"{file.Length} {file.LastWriteTimeUtc.Ticks}" : "missing";
    }));

    [LoggerMessage(Level = LogLevel.Information, Message = "{Files} list files read: {People} people with {Names} names")]
    private partial void ListsRead(int files, int people, int names);

    [LoggerMessage(Level = LogLevel.Error, Message = "A list could not be read, the state before stays in force: {Why}")]
    private partial void ListsFailed(string why);
}
