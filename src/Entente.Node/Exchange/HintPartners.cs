using System.Threading.Channels;
using Dapper;
using Entente.Node.Exchange.Partners;
using Entente.Node.Exchange.Receiving;
using Entente.Node.Exchange.Sending;
using Entente.Node.Oversight;
using Entente.Node.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Entente.Node.Exchange;

/// <summary>
/// POST /exchange/v1/hint: a partner says that it has messages, and is looked at now; where they are few and short, the body has them as a <see cref="Bundle"/>, and they are taken in before. And the other way: after something was sent, the partners that have not got
/// all are told, each by itself; one that cannot be reached is told again a few times. A hint that is lost costs time alone: every partner looks by itself.
/// </summary>
internal sealed class HintPartners : BackgroundService
{
    private const string Route = "/exchange/v1/hint";

    // Over a link with a round trip of a second, to a new connection, behind a bundle. A policy of this project.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    // Waits of 1, 2, 4 and 8 s: a link that was cut is mostly back by then. A policy of this project.
    private const int MostTries = 5;

    private readonly SemaphoreSlim _sent = new(0, 1);
    private readonly OwnService _own;
    private readonly Database _database;
    private readonly ExchangeOutbox _outbox;
    private readonly PartnerLink _link;
    private readonly TimeProvider _time;

    public HintPartners(OwnService own, LedgerWriter ledger, Database database, ExchangeOutbox outbox, PartnerLink link, TimeProvider time)
    {
        (_own, _database, _outbox, _link, _time) = (own, database, outbox, link, time);
        ledger.Committed += Hear;
    }

    public static void Map(WebApplication node) => node.MapPost(Route, TakeAsync).WithName("exchange-hint").WithMetadata(PartnerGuard.Limit(node));

    /// <inheritdoc />
    public override void Dispose()
    {
        _sent.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        var bells = new Dictionary<string, (Task Task, Channel<PartnerRow> Bell)>(StringComparer.Ordinal);
        try
        {
            while (_own.IsUsed)
            {
                await _sent.WaitAsync(stoppingToken);
                foreach (var partner in Waiting())
                {
                    if (!bells.TryGetValue(partner.Code, out var loop))
                    {
                        var bell = Channel.CreateBounded<PartnerRow>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest });
                        bells[partner.Code] = loop = (LoopAsync(bell.Reader, stoppingToken), bell);
                    }

                    loop.Bell.Writer.TryWrite(partner);
                }
            }
        }
        finally
        {
            await Task.WhenAll(bells.Values.Select(l => l.Task)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> TakeAsync(HttpRequest request, PartnerGuard guard, HintedMessages hinted, PullPartners pull, CancellationToken cancellationToken)
    {
        var (partner, body, problem) = await guard.LetInAsync(request, null, cancellationToken);
        if (partner is null)
        {
            return problem!; // Whoever is not let in has a problem.
        }

        await hinted.TakeAsync(partner, body, cancellationToken);
        pull.Wake(partner.Code);
        return TypedResults.NoContent();
    }

    private void Hear(IReadOnlySet<string> actions)
    {
        if (actions.Contains(ActionCode.ExchangeSent) && _sent.CurrentCount == 0)
        {
            // Only the writer's thread releases, one commit after the other.
            _sent.Release();
        }
    }

    private List<PartnerRow> Waiting()
    {
        try
        {
            using var connection = _database.Open();
            return connection.Query<PartnerRow>("SELECT * FROM partner WHERE state = 'confirmed-here' AND suspended_at IS NULL AND EXISTS (SELECT 1 FROM exchange_outbox o WHERE o.partner = partner.code AND o.receipt IS NULL)").AsList();
        }
        catch (Exception exception) when (StorageFault.IsOne(exception))
        {
            // The partners look by themselves.
            return [];
        }
    }

    /// <summary>Tells one partner whenever there is something, once for all that was sent meanwhile.</summary>
    private async Task LoopAsync(ChannelReader<PartnerRow> bell, CancellationToken stoppingToken)
    {
        await Task.Yield();
        await foreach (var partner in bell.ReadAllAsync(stoppingToken))
        {
            for (var tries = 1; !await HintAsync(partner, stoppingToken) && tries < MostTries && Waiting().Exists(p => p.Code == partner.Code); tries++)
            {
                await Task.Delay(TimeSpan.FromSeconds(Math.Pow(2, tries - 1)), _time, stoppingToken);
            }
        }
    }

    /// <summary>What the hint carries now; nothing where the partner has to fetch it.</summary>
    private byte[] Carried(string code)
    {
        try
        {
            using var connection = _database.Open();
            return PartnerRow.Find(connection, code) is { Flows: true } partner ? _outbox.Hinted(connection, partner) : [];
        }
        catch (Exception exception) when (StorageFault.IsOne(exception))
        {
            // A hint without it does.
            return [];
        }
    }

    /// <summary>Whether the partner was told, or does not want to be.</summary>
    private async Task<bool> HintAsync(PartnerRow partner, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Longest);
        try
        {
            await _link.SendAsync(partner.Read(), HttpMethod.Post, Route, Carried(partner.Code), limit.Token);
            return true;
        }
        catch (InvalidDataException)
        {
            // It refuses; it looks by itself once it does not any more.
            return true;
        }
        catch (Exception exception) when (exception is HttpRequestException || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return false;
        }
    }
}
