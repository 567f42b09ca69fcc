using Entente.Node.Oversight;
using Entente.Node.Storage;

namespace Entente.Node.Exchange.Carrying;

/// <summary>
/// Takes in files that `entente bundle import` has put into the data folder. A file is FILE.in until the node begins with it, FILE.taking until it has ended, and what came of it then lies
/// beside it as FILE.words; a file that a node could not end with is taken at its next start.
/// </summary>
internal sealed partial class CarriedBundles(DataFolder data, TakeBundleFile take, TimeProvider time, ILogger<CarriedBundles> logger) : BackgroundService
{
    /// <summary>Endings.</summary>
    public const string In = ".in", Begun = ".taking", Words = ".words";

    private static readonly TimeSpan Between = TimeSpan.FromSeconds(1);

    /// <summary>The folder in which they lie.</summary>
    public static string FolderOf(DataFolder data) => Path.Combine(data.Root, "carried-bundles");

    /// <summary>What became of a file, in a sentence; one that is refused begins with an exclamation mark.</summary>
    public static string WordsOf(TakenFile taken) =>
        $"{(taken.Fault is null ? "" : "! ")}{taken.Partner}: {taken.Messages} messages taken, {taken.Known} known, {taken.NotTaken} not taken; {taken.Statements} receipts taken, {taken.KnownStatements} known, {taken.RefusedStatements} refused."
        + (taken.Fault is null ? "" : $" Something is wrong: {taken.Fault}.");

    /// <summary>Takes in what lies there.</summary>
    public async Task TakeAsync(CancellationToken cancellationToken)
    {
        var folder = FolderOf(data);
        foreach (var file in Directory.Exists(folder) ? Directory.EnumerateFiles(folder).Where(f => f.EndsWith(In, StringComparison.Ordinal) || f.EndsWith(Begun, StringComparison.Ordinal)).Order(StringComparer.Ordinal).ToList() : [])
        {
            var begun = Path.ChangeExtension(file, Begun);
            File.Move(file, begun, overwrite: true);
            await using (var stream = File.OpenRead(begun))
            {
                var taken = await take.TakeAsync(stream, null, OutsideActs.Operator, cancellationToken);
                await File.WriteAllTextAsync(Path.ChangeExtension(file, Words) + ".new", WordsOf(taken), cancellationToken);
            }

            File.Move(Path.ChangeExtension(file, Words) + ".new", Path.ChangeExtension(file, Words), overwrite: true);
            File.Delete(begun);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        using var timer = new PeriodicTimer(Between, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await TakeAsync(stoppingToken);
            }
            catch (Exception exception) when (StorageFault.IsOne(exception))
            {
                // The next look tries again; messages that were taken by then are known.
                NotTaken(exception.Message);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A file of messages that was carried here could not be taken in, it is tried again: {Why}")]
    private partial void NotTaken(string why);
}
