using Entente.Node.Accounts;
using Entente.Node.Desk;
using Entente.Node.Oversight;
using Entente.Node.Storage;

namespace Entente.Node.Border.Crossings;

/// <summary>GET /desk/crossings: flights, ferries and road vehicles. GET /desk/crossings/{id}: who is on one, and the messages about it.</summary>
internal static class CrossingPages
{
    private const int MostCrossings = 200;

    public static void Map(WebApplication node)
    {
        node.MapGet("/desk/crossings", (HttpContext context, Database database, string post = "", string day = "") => Pages.Show<CrossingsPage>(context, ReadCrossings.List(database, post, day, MostCrossings))).Requires(Permission.Crossings).ExcludeFromDescription();
        node.MapGet("/desk/crossings/{id}", PageAsync).Requires(Permission.Crossings).ExcludeFromDescription();
    }

    private static async Task<IResult> PageAsync(string id, HttpContext context, Caller caller, Database database, KeyStore keys, LedgerWriter ledger, CancellationToken cancellationToken)
    {
        var view = await ReadCrossings.FindAsync(id, database, keys, ledger, caller, cancellationToken);
        if (view is null)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
        }

        return Pages.Show<CrossingPage>(context, view);
    }
}
