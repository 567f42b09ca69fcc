using Entente.Node.Storage;

namespace Entente.Node.Border.Posts.HandOver;

/// <summary>
/// Takes files in that were carried here: records at the main node, receipts at the post. `entente hand-over import` puts them into the data folder; what seals them says whose they
/// are. What came of one lies beside it under another ending.
/// </summary>
internal sealed partial class CarriedFiles(IServiceProvider services, DataFolder data, TimeProvider time, ILogger<CarriedFiles> logger) : BackgroundService
{
    /// <summary>Endings: a file to be taken in, the receipts of one, the words about one.</summary>
    public const string In = ".in", Receipts = ".receipts", Words = ".words";

    private static readonly TimeSpan Between = TimeSpan.FromSeconds(1);

    /// <summary>The folder in which they lie.</summary>
    public static string FolderOf(DataFolder data) => Path.Combine(data.Root, "carried");

    /// <summary>Takes in what lies there.</summary>
    public async Task TakeAsync(CancellationToken cancellationToken)
    {
        foreach (var file in Directory.Exists(FolderOf(data)) ? Directory.EnumerateFiles(FolderOf(data), $"*{In}").Order(StringComparer.Ordinal).ToList() : [])
        {
            var words = await TakeAsync(file, cancellationToken);
            await File.WriteAllTextAsync(Path.ChangeExtension(file, Words) + ".new", words, cancellationToken);
            File.Move(Path.ChangeExtension(file, Words) + ".new", Path.ChangeExtension(file, Words), overwrite: true);
            File.Delete(file);
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
                // The next look tries again; records that were taken over by then are known.
                NotTaken(exception.Message);
            }
        }
    }

    private async Task<string> TakeAsync(string file, CancellationToken cancellationToken)
    {
        try
        {
            await using var stream = File.OpenRead(file);
            var (header, _) = SealedReader.ReadHeader(stream);
            stream.Position = 0;
            return services.GetService<PostSide>() is { } post ? await TakeReceiptsAsync(stream, post.Key, cancellationToken) : await TakeRecordsAsync(stream, header.Post, file, cancellationToken);
        }
        catch (InvalidDataException exception)
        {
            return $"! nothing was taken in: {exception.Message}.";
        }
    }

    private async Task<string> TakeReceiptsAsync(Stream stream, PostKey key, CancellationToken cancellationToken)
    {
        var receipts = SealedLines.Read<Receipt>(stream, key, SealedKind.Receipt);
        var ended = await services.GetRequiredService<Outbox>().EndAsync(receipts, cancellationToken);
        return $"{receipts.Count} receipts, {ended} of them new; {receipts.Count(r => r.Refused is not null)} records were refused.";
    }

    private async Task<string> TakeRecordsAsync(Stream stream, string post, string file, CancellationToken cancellationToken)
    {
        var key = PostKey.Find(data, post) ?? throw new InvalidDataException("this node has no key of that post");
        var receipts = await services.GetRequiredService<TakeOver>().TakeAsync(post, SealedLines.Read<SentRecord>(stream, key, SealedKind.HandOver), cancellationToken);
        await File.WriteAllBytesAsync(Path.ChangeExtension(file, Receipts), await SealedLines.WriteAsync(key, SealedKind.Receipt, time.GetUtcNow(), receipts, cancellationToken), cancellationToken);
        return $"{receipts.Count} records of the post {post}, {receipts.Count(r => r.Refused is not null)} of them refused{string.Concat(receipts.Where(r => r.Refused is not null).Take(20).Select(r => $"\n  {r.Id}: {r.Refused}"))}. Bring the receipts back to the post.";
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A file that was carried here could not be taken in, it is tried again: {Why}")]
    private partial void NotTaken(string why);
}
