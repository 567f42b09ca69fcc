using System.Data.Common;
using System.Globalization;
using System.Text;
using Entente.Formats.Reading;
using Entente.Node.Accounts;
using Entente.Node.Configuration;
using Entente.Node.Oversight.Purposes;
using Entente.Node.Storage;
using Microsoft.Extensions.Options;

namespace Entente.Node.Border.Manifests;

/// <summary>
/// Takes in messages that arrive as files. A file that has not changed between two looks is whole; it is taken away once what it says is durable, because
/// what is sensitive in it must not stay, and its answer lies in "answers". A file that cannot be read lies in "refused" beside the reason. Links are left alone:
/// whoever may put files there may not have the node read or write elsewhere. When an answer changes later, the change lies in "answers" too, by its number.
/// </summary>
internal sealed partial class WatchedFolders(
    Intake intake, Database database, KeyStore keys, Catalogue catalogue, IOptions<BorderOptions> options, IConfiguration configuration, TimeProvider time, ILogger<WatchedFolders> logger) : BackgroundService
{
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(1), BeforeNextTry = TimeSpan.FromMinutes(1);

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var inboxes = options.Value.Inboxes.Select(i => new Inbox(i, Path.GetFullPath(i.Folder, configuration[ConfigurationFile.FolderKey] ?? Environment.CurrentDirectory))).ToList();
        using var timer = new PeriodicTimer(Between, time);
        while (inboxes.Count > 0 && await timer.WaitForNextTickAsync(stoppingToken))
        {
            foreach (var inbox in inboxes)
            {
                await LookAsync(inbox, stoppingToken);
            }
        }
    }

    private async Task LookAsync(Inbox inbox, CancellationToken cancellationToken)
    {
        try
        {
            foreach (var file in inbox.Whole(time.GetUtcNow()))
            {
                await TryTakeAsync(inbox, file, cancellationToken);
            }

            TellChanges(inbox);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or DbException)
        {
            NotTaken(inbox.Option.Sender, exception.GetType().Name);
        }
    }

    /// <summary>Writes what the sender was told since; the number of the last one stands in a file beside them, so that a start tells nothing twice.</summary>
    private void TellChanges(Inbox inbox)
    {
        var answers = inbox.Own("answers");
        var last = Path.Combine(answers, ".told");
        var told = File.Exists(last) && long.TryParse(File.ReadAllText(last), out var number) ? number : 0;
        foreach (var answer in ReadAnswers.After(database, keys, SenderOf(inbox), told))
        {
            if (answer is { Kind: "change", Message: { } message })
            {
                InboxFile.Write(answers, string.Create(CultureInfo.InvariantCulture, $"{answer.Sequence:00000000}-change.cusres"), Encoding.ASCII.GetBytes(message));
            }

            InboxFile.Write(answers, ".told", Encoding.ASCII.GetBytes(answer.Sequence.ToString(CultureInfo.InvariantCulture)));
        }
    }

    private static string SenderOf(Inbox inbox) => $"inbox:{inbox.Option.Sender}";

    private async Task TryTakeAsync(Inbox inbox, FileInfo file, CancellationToken cancellationToken)
    {
        try
        {
            await TakeAsync(inbox, file, cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // One file must stop neither those behind it nor the node, whatever it holds. It stays where it is and is tried again later.
            inbox.Defer(file, time.GetUtcNow() + BeforeNextTry);
            NotTaken(inbox.Option.Sender, exception.GetType().Name);
        }
    }

    private async Task TakeAsync(Inbox inbox, FileInfo file, CancellationToken cancellationToken)
    {
        var (answers, refused) = (inbox.Own("answers"), inbox.Own("refused"));
        try
        {
            var ground = catalogue.GroundOf(inbox.Option.Purpose, Doing.Screen) ?? throw new InvalidDataException($"Purpose {inbox.Option.Purpose} of the inbox does not allow to screen.");
            var message = await InboxFile.ReadAsync(file, SendManifest.MostBytes, cancellationToken);
            var result = await intake.TakeAsync(message, new Caller(SenderOf(inbox), inbox.Option.Sender, [], ground), cancellationToken);
            InboxFile.Write(answers, InboxFile.NameOf(file) + ".cusres", [.. result.Crossings.SelectMany(c => c.Body)]);
            file.Delete();
        }
        catch (Exception exception) when (exception is UnreadableInputException or InvalidDataException)
        {
            InboxFile.Write(refused, InboxFile.NameOf(file) + ".txt", Encoding.UTF8.GetBytes(exception.Message + "\n"));
            file.MoveTo(Path.Combine(refused, InboxFile.NameOf(file)), overwrite: true);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A message of {Sender} could not be taken in and is tried again: {Why}")]
    private partial void NotTaken(string sender, string why);
}
