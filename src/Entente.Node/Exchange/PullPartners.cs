using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Threading.Channels;
using Entente.Node.Exchange.Partners;
using Entente.Node.Exchange.Receiving;
using Entente.Node.Exchange.Witnessing;
using Entente.Node.Storage;
using Microsoft.Extensions.Options;

namespace Entente.Node.Exchange;

/// <summary>How the last look at a partner ended.</summary>
/// <param name="At">When.</param>
/// <param name="Fault">Why nothing more came, in words without content; null where nothing was wrong.</param>
internal sealed record PullState(DateTimeOffset At, string? Fault);

/// <summary>
/// Fetches the messages of every confirmed partner, each partner by itself: 1. what receipts it has not got are handed over, 2. messages behind the last place are
/// fetched and taken in as they come, 3. their receipts are handed over; and so on while there is more; 4. the newest checkpoint of its log is
/// asked for. Where the link breaks, the next request goes on at the byte at which it broke. A partner that cannot be reached is asked ever more rarely; a hint, or
/// somebody who confirms it, wakes the look at once.
/// </summary>
internal sealed partial class PullPartners(
    OwnService own, Database database, Inbox inbox, GiveReceipts receipts, PartnerCheckpoints checkpoints, PartnerLink link, IOptions<ExchangeOptions> options, TimeProvider time, ILogger<PullPartners> logger) : BackgroundService
{
    private const int MostWoken = 1_000;

    // Bundles of one look; what is left comes with the next one, so that a partner cannot keep the node at it for ever.
    private const int MostBundles = 100;

    // 2^20 seconds are longer than the longest wait.
    private const int MostDoublings = 20;

    // The first wait after a failure is this part of the one after a look that went well: a second by default. A policy of this project.
    private const int PartOfFirst = 30;

    // What has come within this is taken in while the rest of the bundle comes: over a fast link the whole, over a narrow one two or three messages. A policy of this project.
    private static readonly TimeSpan TakenWithin = TimeSpan.FromSeconds(5);

    private readonly Channel<string> _woken = Channel.CreateBounded<string>(new BoundedChannelOptions(MostWoken) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly ConcurrentDictionary<string, SemaphoreSlim> _one = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, PullState> _states = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, ArrivingBundle> _arriving = new(StringComparer.Ordinal);

    /// <summary>How the last look at a partner ended; null before the first.</summary>
    public PullState? StateOf(string partner) => _states.GetValueOrDefault(partner);

    /// <summary>Lets a partner be looked at now.</summary>
    public void Wake(string partner) => _woken.Writer.TryWrite(partner);

    /// <summary>Looks at a partner once. Null, or why nothing more came.</summary>
    public async Task<string?> PullAsync(string code, CancellationToken cancellationToken)
    {
        var one = _one.GetOrAdd(code, _ => new SemaphoreSlim(1));
        await one.WaitAsync(cancellationToken);
        try
        {
            var fault = await TryAsync(code, cancellationToken);
            if (fault is not null && fault != StateOf(code)?.Fault)
            {
                Failed(code, fault);
            }

            _states[code] = new PullState(time.GetUtcNow(), fault);
            return fault;
        }
        finally
        {
            one.Release();
        }
    }

    /// <summary>How long to wait after a look: a link that broke is mostly back soon, and one that is not is asked ever more rarely.</summary>
    /// <param name="failures">How many looks have failed one after the other.</param>
    /// <param name="chance">A number from 0 to 1, so that not all nodes ask at once.</param>
    /// <param name="options">The limits.</param>
    public static TimeSpan WaitAfter(int failures, double chance, ExchangeOptions options)
    {
        var wait = failures == 0 ? options.PullEvery.TotalSeconds : Math.Max(1, options.PullEvery.TotalSeconds / PartOfFirst) * Math.Pow(2, Math.Min(failures - 1, MostDoublings));
        return TimeSpan.FromSeconds(Math.Min(wait, Math.Max(options.PullAtLeastEvery.TotalSeconds, options.PullEvery.TotalSeconds)) * (0.75 + (chance / 4)));
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        if (!own.IsUsed)
        {
            return;
        }

        var loops = new Dictionary<string, (Task Task, Channel<bool> Bell)>(StringComparer.Ordinal);
        try
        {
            (await ConfirmedAsync(stoppingToken)).ForEach(Ring);
            await foreach (var code in _woken.Reader.ReadAllAsync(stoppingToken))
            {
                Ring(code);
            }
        }
        finally
        {
            await Task.WhenAll(loops.Values.Select(l => l.Task));
        }

        void Ring(string code)
        {
            if (!loops.TryGetValue(code, out var loop) || loop.Task.IsCompleted)
            {
                var bell = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
                loops[code] = (LoopAsync(code, bell, stoppingToken), bell);
            }
            else
            {
                loop.Bell.Writer.TryWrite(true);
            }
        }
    }

    /// <inheritdoc />
    public override void Dispose()
    {
        foreach (var one in _one.Values)
        {
            one.Dispose();
        }

        base.Dispose();
    }

    private async Task<List<string>> ConfirmedAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            try
            {
                using var connection = database.Open();
                return [.. PartnerRow.All(connection).Where(p => p.Flows).Select(p => p.Code)];
            }
            catch (Exception exception) when (StorageFault.IsOne(exception))
            {
                // The writer says that the database is away; whoever is confirmed is asked for again.
                await Task.Delay(options.Value.PullEvery, time, stoppingToken);
            }
        }
    }

    /// <summary>Looks at one partner again and again, until nothing flows any more or the node ends.</summary>
    private async Task LoopAsync(string code, Channel<bool> bell, CancellationToken stoppingToken)
    {
        await Task.Yield();
        try
        {
            for (var failures = 0; Flows(code);)
            {
                failures = await PullAsync(code, stoppingToken) is null ? 0 : failures + 1;
                using var woken = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
                var wait = Task.Delay(WaitAfter(failures, RandomNumberGenerator.GetInt32(1_001) / 1_000.0, options.Value), time, woken.Token);
                await Task.WhenAny(wait, bell.Reader.WaitToReadAsync(woken.Token).AsTask());
                await woken.CancelAsync();
                stoppingToken.ThrowIfCancellationRequested();
                bell.Reader.TryRead(out _);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The node ends.
        }
        finally
        {
            _arriving.TryRemove(code, out _);
        }
    }

    private bool Flows(string code)
    {
        try
        {
            return Find(code) is { Flows: true };
        }
        catch (Exception exception) when (StorageFault.IsOne(exception))
        {
            // The look that follows says so, and the next one tries again.
            return true;
        }
    }

    private async Task<string?> TryAsync(string code, CancellationToken cancellationToken)
    {
        try
        {
            return Find(code) switch
            {
                { Flows: true } partner => await LookAsync(partner, cancellationToken),
                { IsSuspended: true } => "the partner is suspended here",
                _ => "the partner is not confirmed here",
            };
        }
        catch (HttpRequestException exception)
        {
            return $"the partner cannot be reached ({exception.HttpRequestError})";
        }
        catch (InvalidDataException exception)
        {
            return exception.Message;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // An effect, or the database: nothing of the message remains, and the next look tries again. A look that ended here would end the node.
            Broke(exception, code);
            return StorageFault.IsOne(exception) ? StorageFault.Words(exception) : $"a message could not be taken in: {exception.GetType().Name}";
        }
    }

    /// <summary>Messages that stand still do not keep this node from being the witness of the partner's log.</summary>
    private async Task<string?> LookAsync(PartnerRow partner, CancellationToken cancellationToken)
    {
        var fault = await PullAsync(partner, cancellationToken);
        await checkpoints.AskAsync(partner, cancellationToken);
        return fault;
    }

    private async Task<string?> PullAsync(PartnerRow partner, CancellationToken cancellationToken)
    {
        // Receipts are handed over while the next messages come.
        var giving = receipts.GiveAsync(partner, [], cancellationToken);
        try
        {
            var all = 0;
            for (var bundles = 0; bundles < MostBundles; bundles++)
            {
                var end = await FetchAsync(partner, again => giving = HandOverAsync(giving, partner, again, cancellationToken), cancellationToken);
                await (giving.IsFaulted ? giving : Task.CompletedTask);
                all += end.Taken;
                if (end.Taken == 0 && !end.HasGrown && (end.Fault is not null || !end.IsWhole))
                {
                    return end.Fault ?? "the link broke";
                }

                if (end.IsWhole && (end.Taken == 0 || (!end.More && end.Fault is null)))
                {
                    return null;
                }
            }

            // There is more, and it need not wait for the next look by the clock; a partner that only cuts bundles waits for that.
            if (all > 0)
            {
                Wake(partner.Code);
            }

            return null;
        }
        finally
        {
            await giving;
        }
    }

    /// <summary>Fetches the next bundle, or the rest of it, and takes in what is whole while the rest comes.</summary>
    private async Task<FetchEnd> FetchAsync(PartnerRow partner, Action<List<string>> handOver, CancellationToken cancellationToken)
    {
        var arriving = _arriving.GetOrAdd(partner.Code, _ => new ArrivingBundle());
        using var answer = await link.OpenAsync(partner.Read(), HttpMethod.Get, NextOf(partner.Code) + arriving.Query, [], cancellationToken);
        var (before, taken) = (arriving.Held, 0);
        arriving.Begin();
        while (true)
        {
            var bytes = await answer.ReadAsync(TakenWithin, time, cancellationToken);
            var bundle = arriving.Add(bytes);
            var (tookNow, again, fault) = await TakeAsync(partner, bundle, cancellationToken);
            taken += tookNow;
            handOver(again);
            if (fault is not null)
            {
                arriving.Forget();
            }

            if (fault is not null || bundle.IsWhole || bytes.Length == 0)
            {
                return new(taken, fault, bundle.More, bundle.IsWhole, arriving.Held > before);
            }
        }
    }

    /// <summary>One request after the other, each with all receipts that there are when it is made.</summary>
    private async Task HandOverAsync(Task before, PartnerRow partner, List<string> again, CancellationToken cancellationToken)
    {
        await before;
        await receipts.GiveAsync(partner, again, cancellationToken);
    }

    private async Task<(int Taken, List<string> Again, string? Fault)> TakeAsync(PartnerRow partner, Bundle bundle, CancellationToken cancellationToken)
    {
        var outcomes = await inbox.TakeAsync(partner, bundle.Messages, cancellationToken);
        var fault = outcomes is [.., { HasPlace: false } last] ? last.Why : null;
        return (outcomes.Count(o => o.Taking == Taking.Taken), [.. outcomes.Where(o => o is { Taking: Taking.Known, HasPlace: true }).Select(o => o.Receipt ?? "")], fault);
    }

    /// <summary>How a bundle ended.</summary>
    /// <param name="Taken">How many messages took their place.</param>
    /// <param name="Fault">Why the last one did not; null where it did.</param>
    /// <param name="More">Whether the sender has more.</param>
    /// <param name="IsWhole">Whether the end is there.</param>
    /// <param name="HasGrown">Whether more of the next message is here than before.</param>
    private readonly record struct FetchEnd(int Taken, string? Fault, bool More, bool IsWhole, bool HasGrown);

    private PartnerRow? Find(string code)
    {
        using var connection = database.Open();
        return PartnerRow.Find(connection, code);
    }

    private string NextOf(string partner)
    {
        using var connection = database.Open();
        var last = Inbox.Last(connection, partner);
        return $"/exchange/v1/{partner}/messages?epoch={last?.Epoch ?? 0}&after={last?.Sequence ?? 0}";
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Messages of {Partner} wait, they are fetched again: {Why}")]
    private partial void Failed(string partner, string why);

    [LoggerMessage(Level = LogLevel.Error, Message = "A look at {Partner} broke off")]
    private partial void Broke(Exception exception, string partner);
}
