using Entente.Node.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Entente.Node.Exchange.Sending;

/// <summary>
/// GET /exchange/v1/{service}/messages?epoch=E&amp;after=N: the next messages of this service to the partner that asks, behind place N of epoch E, as a <see cref="Bundle"/>. With &amp;from=B&amp;of=MARK the
/// partner has the first B bytes behind the first line already, and gets the rest where the mark is that of this bundle.
/// </summary>
internal static class ServeMessages
{
    public static void Map(WebApplication node) => node.MapGet("/exchange/v1/{service}/messages", HandleAsync).WithName("exchange-messages").WithMetadata(PartnerGuard.Limit(node));

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> HandleAsync(
        string service, HttpRequest request, PartnerGuard guard, ExchangeOutbox outbox, Database database, CancellationToken cancellationToken, int epoch = 0, long after = 0, int from = 0, string of = "")
    {
        var (partner, _, problem) = await guard.LetInAsync(request, service, cancellationToken);
        if (partner is null)
        {
            return problem!; // Whoever is not let in has a problem.
        }

        using var connection = database.Open();
        var (wires, more) = outbox.Next(connection, partner, epoch, after);
        return TypedResults.File(Bundle.From(Bundle.Write(wires, more), from, of), Bundle.MediaType);
    }
}
