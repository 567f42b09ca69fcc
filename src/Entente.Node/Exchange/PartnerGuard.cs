using Entente.Ledger.Envelopes;
using Entente.Node.Accounts;
using Entente.Node.Configuration;
using Entente.Node.Exchange.Partners;
using Entente.Node.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Microsoft.Extensions.Options;

namespace Entente.Node.Exchange;

/// <summary>Lets partners in that are confirmed here, by their signature over the request; nobody else.</summary>
internal sealed partial class PartnerGuard(OwnService own, Database database, TimeProvider time, ILogger<PartnerGuard> logger)
{
    // Bytes a second, after half a minute: a narrow link stands still for a quarter while TCP sends something for the third time. A policy of this project.
    private static readonly MinDataRate Slowest = new(50, TimeSpan.FromSeconds(30));

    /// <summary>How often an address may ask: a signature cannot be guessed, and looking at one costs a thousandth of a second.</summary>
    public static AddressLimit Limit(WebApplication node) => new("partners", node.Services.GetRequiredService<IOptions<ExchangeOptions>>().Value.RequestsPerMinute);

    /// <summary>The partner that asks and the body that it sent, or the problem that is its answer.</summary>
    /// <param name="request">The request, whose body is read.</param>
    /// <param name="service">The service that the path names; null where it names none.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<(PartnerRow? Partner, byte[] Body, ProblemHttpResult? Problem)> LetInAsync(HttpRequest request, string? service, CancellationToken cancellationToken)
    {
        // Whoever is refused for its clock sees by how much the two differ.
        request.HttpContext.Response.Headers.Date = time.GetUtcNow().ToString("R");
        if (TokenOf(request) is not { } token || !own.IsUsed || RequestToken.SenderOf(token) is not { } sender)
        {
            return (null, [], Unsigned);
        }

        // Of whoever is no partner nothing is read.
        if (Find(sender) is not { } partner)
        {
            return (null, [], Unsigned);
        }

        if (request.HttpContext.Features.Get<IHttpMinRequestBodyDataRateFeature>() is { } rate)
        {
            rate.MinDataRate = Slowest;
        }

        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, cancellationToken);
        if (!RequestToken.IsRight(token, partner, own.Code, request.Method, $"{request.Path.Value}{request.QueryString.Value}", body.ToArray(), time.GetUtcNow()))
        {
            return (null, [], Unsigned);
        }

        if (!partner.IsConfirmed)
        {
            Refused(partner.Code, partner.State);
            return (null, [], Problems.Of(StatusCodes.Status403Forbidden, "Not confirmed here",
                $"Your card is here and the partnership is {partner.State}: nothing flows until a person here has compared the words. Ask {own.Code} to do so."));
        }

        if (partner.IsSuspended)
        {
            Refused(partner.Code, "suspended");
            return (null, [], Problems.Of(StatusCodes.Status403Forbidden, "Suspended here",
                $"A person of {own.Code} has suspended the partnership: nothing is given or taken until two persons have lifted that. Messages stay queued on both sides; ask {own.Code}."));
        }

        return service is null || service == own.Code
            ? (partner, body.ToArray(), null)
            : (null, [], Problems.Of(StatusCodes.Status404NotFound, "Another service", $"This is the node of {own.Code}; put its code into the path."));
    }

    private PartnerRow? Find(string code)
    {
        using var connection = database.Open();
        return PartnerRow.Find(connection, code);
    }

    private static ProblemHttpResult Unsigned { get; } = Problems.Of(StatusCodes.Status401Unauthorized, "Not signed by a partner",
        $"Send \"Authorization: {RequestToken.Scheme} STATEMENT\", signed over this request with the message key of your card, by a clock that is right to {RequestToken.Tolerance.TotalMinutes} minutes.");

    private static SignedStatement? TokenOf(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        return header.StartsWith(RequestToken.Scheme + " ", StringComparison.Ordinal) && SignedStatement.TryParse(header[(RequestToken.Scheme.Length + 1)..], out var token) ? token : null;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The partner {Partner} asked and was refused: it is {State} here")]
    private partial void Refused(string partner, string state);
}
