using Entente.Node.Accounts;
using Entente.Node.Configuration;
using Entente.Node.Exchange.Partners;
using Entente.Node.Oversight;
using Entente.Node.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Entente.Node.Exchange.Carrying;

/// <summary>
/// GET /partners/{code}/bundle?after=N: what the partner has not acknowledged, as a file to be carried. POST /partners/{code}/bundle: a file of the partner that was carried here.
/// </summary>
internal static class PartnerBundles
{
    public static void Map(WebApplication node)
    {
        node.MapGet("/partners/{code}/bundle", MakeAsync).Requires(Permission.Partners).WithName("make-bundle");
        node.MapPost("/partners/{code}/bundle", TakeAsync).Requires(Permission.Partners).WithName("take-bundle").WithMetadata(new DisableRequestSizeLimitAttribute());
    }

    private static async Task<Results<PushStreamHttpResult, ProblemHttpResult>> MakeAsync(
        string code, MakeBundleFile make, OwnService own, Database database, LedgerWriter ledger, Caller caller, CancellationToken cancellationToken, long after = 0)
    {
        if (Find(database, code) is not { Flows: true } partner)
        {
            return NotConfirmed;
        }

        // What may have left is recorded before it does.
        var count = make.Count(partner, after);
        await ledger.RecordAsync(caller.Did(ActionCode.ExchangeFileMade, $"partner:{code}", new { count.Messages, count.Statements }), cancellationToken);
        return TypedResults.Stream(stream => make.WriteAsync(partner, after, stream, cancellationToken), Bundle.MediaType, MakeBundleFile.NameOf(own.Code, code));
    }

    private static async Task<Results<Ok<TakenFile>, UnprocessableEntity<TakenFile>, ProblemHttpResult>> TakeAsync(
        string code, HttpRequest request, TakeBundleFile take, Database database, Caller caller, CancellationToken cancellationToken)
    {
        if (Find(database, code) is not { Flows: true })
        {
            return NotConfirmed;
        }

        var taken = await take.TakeAsync(request.Body, code, caller.Id, cancellationToken);
        return taken.Fault is null ? TypedResults.Ok(taken) : TypedResults.UnprocessableEntity(taken);
    }

    private static PartnerRow? Find(Database database, string code)
    {
        using var connection = database.Open();
        return PartnerRow.Find(connection, code);
    }

    private static ProblemHttpResult NotConfirmed { get; } = Problems.Of(StatusCodes.Status409Conflict, "No partner confirmed here", "Files are made for partners that are confirmed here, and taken of them alone; GET /partners has them.");
}
