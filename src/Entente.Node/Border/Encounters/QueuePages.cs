using Entente.Node.Accounts;
using Entente.Node.Desk;
using Entente.Node.Oversight;
using Entente.Node.Storage;
using Microsoft.Extensions.Options;

namespace Entente.Node.Border.Encounters;

/// <summary>GET /desk/queue: what needs somebody now. GET /desk/queue/rows: its rows alone, fetched when something has changed.</summary>
internal static class QueuePages
{
    private const int Together = 50;

    public static void Map(WebApplication node)
    {
        node.MapGet("/desk/queue", PageAsync).Requires(Permission.ReadEncounters).ExcludeFromDescription();
        node.MapGet("/desk/queue/rows", RowsAsync).Requires(Permission.ReadEncounters).ExcludeFromDescription();
    }

    private static async Task<IResult> PageAsync(
        HttpContext context, Caller caller, Database database, KeyStore keys, LedgerWriter ledger, IOptions<BorderOptions> options, CancellationToken cancellationToken, string status = "waiting", string post = "", int page = 0)
    {
        var wanted = Of(status, post, page);
        return Pages.Show<QueuePage>(context, (await ReadEncounters.FindManyAsync(database, keys, ledger, caller, wanted, cancellationToken), wanted, options.Value.Posts));
    }

    private static async Task<IResult> RowsAsync(
        HttpContext context, Caller caller, Database database, KeyStore keys, LedgerWriter ledger, CancellationToken cancellationToken, string status = "waiting", string post = "", int page = 0)
    {
        var wanted = Of(status, post, page);
        return Pages.Show<QueueRows>(context, (await ReadEncounters.FindManyAsync(database, keys, ledger, caller, wanted, cancellationToken), wanted));
    }

    private static ReadEncounters.Wanted Of(string status, string post, int page) =>
        new(status is "open" or "awaits-second" or "decided" or "all" ? status : "waiting", post, Together, Math.Clamp(page, 0, 10_000) * Together);
}
