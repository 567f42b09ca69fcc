using Entente.Formats.Reading;
using Entente.Node.Accounts;
using Entente.Node.Configuration;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Entente.Node.Border.Manifests;

/// <summary>
/// POST /manifests: a carrier sends a UN/EDIFACT PAXLST interchange and is answered in CUSRES. What breaks off half way is answered as far as it could be
/// read; what could not be read is answered 4Z.
/// </summary>
internal static class SendManifest
{
    /// <summary>The media type of UN/EDIFACT (RFC 1767).</summary>
    public const string Edifact = "application/EDIFACT";

    /// <summary>Bytes of an interchange at most: a ship with 10,000 people has a tenth of it.</summary>
    public const int MostBytes = 16 << 20;

    public static void Map(WebApplication node) => node.MapPost("/manifests", HandleAsync).Requires(Permission.Manifests)
        .WithName("manifests").Produces<string>(StatusCodes.Status200OK, Edifact).WithMetadata(new RequestSizeLimitAttribute(MostBytes));

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> HandleAsync(HttpRequest request, Intake intake, TimeProvider time, Caller caller, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, cancellationToken);
        var arrived = time.GetTimestamp();
        try
        {
            var result = await intake.TakeAsync(body.ToArray(), caller, cancellationToken);
            await EvenTime.HoldAsync(time, arrived, cancellationToken);
            return result.Crossings.Count == 0
                ? Problems.Of(StatusCodes.Status422UnprocessableEntity, "No passenger list arrived", "The interchange holds no PAXLST message. Send one from UNH to UNT.")
                : TypedResults.File(result.Crossings.SelectMany(c => c.Body).ToArray(), Edifact);
        }
        catch (UnreadableInputException unreadable)
        {
            return Problems.Of(StatusCodes.Status422UnprocessableEntity, "The message cannot be read", unreadable.Message);
        }
    }
}
