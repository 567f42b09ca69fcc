using System.Text;
using Dapper;
using Entente.Node.Accounts;
using Entente.Node.Configuration;
using Entente.Node.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Entente.Node.Border.Manifests;

/// <summary>
/// GET /manifests/answers?after=N: what the asking sender was told after its N-th answer, unsolicited changes among it, in a dense sequence, so that it
/// notices whatever it has not received. Nobody sees what another sender was told.
/// </summary>
internal static class ReadAnswers
{
    private const int MostTogether = 100;

    public static void Map(WebApplication node) => node.MapGet("/manifests/answers", Handle).Requires(Permission.Manifests).WithName("answers");

    private static Results<Ok<IReadOnlyList<SentAnswer>>, ProblemHttpResult> Handle(Database database, KeyStore keys, Caller caller, long after = 0)
    {
        if (after < 0)
        {
            return Problems.Of(StatusCodes.Status400BadRequest, "The request is not as it should be", "after is the number of the last answer that arrived, or 0.");
        }

        return TypedResults.Ok(After(database, keys, caller.Id, after));
    }

    /// <summary>What a recipient was told after its N-th answer, at most a hundred.</summary>
    public static IReadOnlyList<SentAnswer> After(Database database, KeyStore keys, string recipient, long after)
    {
        using var connection = database.Open();
        var rows = connection.Query<Row>(
            "SELECT a.sequence, a.kind, a.made, a.body, c.data_key FROM answer a JOIN crossing c ON c.id = a.crossing_id WHERE a.recipient = @recipient AND a.sequence > @after ORDER BY a.sequence LIMIT @MostTogether",
            new { recipient, after, MostTogether });
        return [.. rows.Select(r => new SentAnswer(r.Sequence, r.Kind, r.Made,
            keys.Open(r.DataKey, CarrierAnswers.PlaceOf(recipient, r.Sequence), r.Body) is { } plain ? Encoding.ASCII.GetString(plain) : null))];
    }

    /// <summary>One answer.</summary>
    /// <param name="Sequence">Its number among those of this sender, from 1, without gaps as long as the crossings are kept.</param>
    /// <param name="Kind">response, or change where nobody asked.</param>
    /// <param name="Made">When.</param>
    /// <param name="Message">The CUSRES interchange; null where it has reached the end of its retention.</param>
    internal sealed record SentAnswer(long Sequence, string Kind, DateTimeOffset Made, string? Message);

    private sealed class Row
    {
        public long Sequence { get; init; }

        public string Kind { get; init; } = "";

        public DateTimeOffset Made { get; init; }

        public byte[] Body { get; init; } = [];

        public string DataKey { get; init; } = "";
    }
}
