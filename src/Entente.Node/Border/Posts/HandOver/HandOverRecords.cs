using Entente.Node.Oversight;
using Entente.Node.Storage;
using Microsoft.Extensions.Options;

namespace Entente.Node.Border.Posts.HandOver;

/// <summary>
/// At a post: queues what was done, and hands it over when the main node can be reached: 1. some records, sealed, 2. their receipts, sealed, 3. what has a receipt is ended. A cut
/// anywhere between leaves them waiting; they are sent again, and known again.
/// </summary>
internal sealed partial class HandOverRecords(
    Outbox outbox, PostSide post, MainNode main, HandOverState state, IOptions<OfflinePostOptions> options, TimeProvider time, ILogger<HandOverRecords> logger) : BackgroundService
{
    private const int MostRecords = 200;
    private const long MostBytes = 4 << 20;

    // Records are queued at once even where the link is tried rarely, so that a file that is carried has them.
    private static readonly TimeSpan QueueEvery = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _one = new(1);
    private long _lost;
    private string? _failure;

    /// <summary>Queues what is new, and hands over what waits where the configuration names a main node.</summary>
    public async Task TryAsync(bool send, CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            await outbox.QueueAsync(cancellationToken);
            if (send && options.Value.HandOverTo.Length > 0)
            {
                _failure = await SendAllAsync(cancellationToken);
            }
        }
        finally
        {
            var (waiting, refused) = outbox.Count();
            state.Say(waiting, refused, _lost, _failure);
            _one.Release();
        }
    }

    /// <summary>Some of the records behind a place, no more than go into one message, and the place of the last. What can no longer be opened is ended, and said.</summary>
    public async Task<(IReadOnlyList<SentRecord> Records, long Last)> NextAsync(long after, CancellationToken cancellationToken)
    {
        var waiting = outbox.Next(after, MostRecords);
        var lost = waiting.Where(w => w.Record is null).ToList();
        if (lost.Count > 0)
        {
            await outbox.LoseAsync(lost, cancellationToken);
            _lost += lost.Count;
            Lost(lost.Count);
        }

        var records = new List<SentRecord>();
        long bytes = 0, last = after;
        foreach (var one in waiting.TakeWhile(one => (bytes += one.Record?.Bytes.Length ?? 0) <= MostBytes || records.Count == 0))
        {
            last = one.Sequence;
            if (one.Record is { } record)
            {
                records.Add(record);
            }
        }

        return (records, last);
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
        var every = options.Value.HandOverEvery < QueueEvery ? options.Value.HandOverEvery : QueueEvery;
        using var timer = new PeriodicTimer(every, time);
        var sendAt = time.GetTimestamp();
        do
        {
            try
            {
                var send = time.GetElapsedTime(sendAt) >= TimeSpan.Zero;
                if (send)
                {
                    sendAt = time.GetTimestamp() + (long)(options.Value.HandOverEvery.TotalSeconds * time.TimestampFrequency);
                }

                await TryAsync(send, stoppingToken);
            }
            catch (Exception exception) when (StorageFault.IsOne(exception))
            {
                // The next look tries again.
                Failed(exception.Message);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <summary>Sends until nothing waits. Null, or why it could not go on.</summary>
    private async Task<string?> SendAllAsync(CancellationToken cancellationToken)
    {
        try
        {
            for (var last = 0L; ;)
            {
                (var records, var next) = await NextAsync(last, cancellationToken);
                if (next == last)
                {
                    return null;
                }

                if (records.Count > 0)
                {
                    await EndAsync(await SendAsync(records, cancellationToken), cancellationToken);
                }

                last = next;
            }
        }
        catch (Exception exception) when (exception is HttpRequestException or InvalidDataException or IOException or UnauthorizedAccessException)
        {
            Failed(exception.Message);
            return exception is HttpRequestException { HttpRequestError: var error } ? $"the main node cannot be reached ({error})" : exception is InvalidDataException ? exception.Message : $"nothing can be handed over: {exception.GetType().Name}";
        }
    }

    private async Task<IReadOnlyList<Receipt>> SendAsync(IReadOnlyList<SentRecord> records, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(new Uri(options.Value.HandOverTo), $"{TakeHandOver.Route}?post={post.Key.Post}"))
        {
            Content = new ByteArrayContent(await SealedLines.WriteAsync(post.Key, SealedKind.HandOver, time.GetUtcNow(), records, cancellationToken)),
        };
        using var response = await main.SendAsync(request, cancellationToken);
        using var answer = new MemoryStream(await response.Content.ReadAsByteArrayAsync(cancellationToken));
        try
        {
            return SealedLines.Read<Receipt>(answer, post.Key, SealedKind.Receipt);
        }
        catch (InvalidDataException exception)
        {
            throw new InvalidDataException($"the receipt of the main node cannot be read: {exception.Message}", exception);
        }
    }

    private async Task EndAsync(IReadOnlyList<Receipt> receipts, CancellationToken cancellationToken)
    {
        await outbox.EndAsync(receipts, cancellationToken);
        foreach (var refused in receipts.Where(r => r.Refused is not null))
        {
            Refused(refused.Id, refused.Refused ?? "");
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The main node refused {Record}; it stays here and is tried again in a day: {Why}")]
    private partial void Refused(string record, string why);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Count} records reached the end of their retention before they were handed over")]
    private partial void Lost(int count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Nothing could be handed over, it is tried again: {Why}")]
    private partial void Failed(string why);
}
