using Entente.Formats.Reading;
using Entente.Node.Accounts;
using Entente.Node.Configuration;
using Entente.Node.Oversight.Purposes;
using Microsoft.Extensions.Options;

namespace Entente.Node.Border.Manifests;

/// <summary>
/// Takes in messages that arrive as files. A file that has not changed between two looks is whole; it is taken away once what it says is durable, because
/// what is sensitive in it must not stay, and its answer lies in "answers". A file that cannot be read lies in "refused" beside the reason.
/// </summary>
internal sealed partial class WatchedFolders(
    Intake intake, Catalogue catalogue, IOptions<BorderOptions> options, IConfiguration configuration, TimeProvider time, ILogger<WatchedFolders> logger) : BackgroundService
{
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(1);

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var inboxes = options.Value.Inboxes.Select(i => (Option: i, Folder: Path.GetFullPath(i.Folder, configuration[ConfigurationFile.FolderKey] ?? Environment.CurrentDirectory))).ToList();
        var seen = new Dictionary<string, (long Length, DateTime Written)>(StringComparer.Ordinal);
        using var timer = new PeriodicTimer(Between, time);
        while (inboxes.Count > 0 && await timer.WaitForNextTickAsync(stoppingToken))
        {
            foreach (var (option, folder) in inboxes)
            {
                await LookAsync(option, folder, seen, stoppingToken);
            }
        }
    }

    private async Task LookAsync(InboxOption option, string folder, Dictionary<string, (long Length, DateTime Written)> seen, CancellationToken cancellationToken)
    {
        try
        {
            Directory.CreateDirectory(folder);
            foreach (var file in new DirectoryInfo(folder).EnumerateFiles().OrderBy(f => f.LastWriteTimeUtc).ThenBy(f => f.Name, StringComparer.Ordinal))
            {
                var state = (file.Length, file.LastWriteTimeUtc);
                var whole = seen.TryGetValue(file.FullName, out var before) && before == state;
                seen[file.FullName] = state;
                if (whole)
                {
                    await TakeAsync(option, file, cancellationToken);
                    seen.Remove(file.FullName);
                }
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or System.Data.Common.DbException)
        {
            // The file stays where it is and is taken at the next look.
            NotTaken(option.Sender, exception.GetType().Name);
        }
    }

    private async Task TakeAsync(InboxOption option, FileInfo file, CancellationToken cancellationToken)
    {
        if (file.Length > SendManifest.MostBytes)
        {
            Refuse(file, $"The file has {file.Length} bytes; allowed are {SendManifest.MostBytes}.");
            return;
        }

        try
        {
            var ground = catalogue.GroundOf(option.Purpose, Doing.Screen) ?? throw new InvalidDataException($"Purpose {option.Purpose} of the inbox does not allow to screen.");
            var result = await intake.TakeAsync(await File.ReadAllBytesAsync(file.FullName, cancellationToken), new Caller($"inbox:{option.Sender}", option.Sender, [], ground), cancellationToken);
            var answers = Directory.CreateDirectory(Path.Combine(file.DirectoryName ?? ".", "answers"));
            await File.WriteAllBytesAsync(Path.Combine(answers.FullName, file.Name + ".cusres"), [.. result.Crossings.SelectMany(c => c.Body)], cancellationToken);
            file.Delete();
        }
        catch (Exception exception) when (exception is UnreadableInputException or InvalidDataException)
        {
            Refuse(file, exception.Message);
        }
    }

    private static void Refuse(FileInfo file, string why)
    {
        var refused = Path.Combine(Directory.CreateDirectory(Path.Combine(file.DirectoryName ?? ".", "refused")).FullName, file.Name);
        File.WriteAllText(refused + ".txt", why + "\n");
        file.MoveTo(refused, overwrite: true);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A message of {Sender} could not be taken in and is tried again: {Why}")]
    private partial void NotTaken(string sender, string why);
}
