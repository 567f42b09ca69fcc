using Dapper;
using Entente.Node.Exchange.Partners;
using Entente.Node.Oversight;
using Entente.Node.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Entente.Node.Exchange;

/// <summary>
/// POST /exchange/v1/hint: a partner says that it has messages, and is looked at now. And the other way: after something was sent, the partners that have not got
/// all are told. A hint that is lost costs time alone: every partner looks by itself.
/// </summary>
internal sealed class HintPartners : BackgroundService
{
    private const string Route = "/exchange/v1/hint";

    // A partner that does not answer must not keep hints from the others.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim _sent = new(0, 1);
    private readonly OwnService _own;
    private readonly Database _database;
    private readonly PartnerLink _link;

    public HintPartners(OwnService own, LedgerWriter ledger, Database database, PartnerLink link)
    {
        (_own, _database, _link) = (own, database, link);
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
        while (_own.IsUsed)
        {
            await _sent.WaitAsync(stoppingToken);
            await Task.WhenAll(Waiting().Select(partner => HintAsync(partner, stoppingToken)));
        }
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> TakeAsync(HttpRequest request, PartnerGuard guard, PullPartners pull, CancellationToken cancellationToken)
    {
        var (partner, _, problem) = await guard.LetInAsync(request, null, cancellationToken);
        if (partner is null)
        {
            return problem!; // Whoever is not let in has a problem.
        }

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

    private async Task HintAsync(PartnerRow partner, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Longest);
        try
        {
            await _link.SendAsync(partner.Read(), HttpMethod.Post, Route, [], limit.Token);
        }
        catch (Exception exception) when (exception is HttpRequestException or InvalidDataException || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            // The partner looks by itself.
        }
    }
}
