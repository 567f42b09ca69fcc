using Dapper;
using Entente.Node.Accounts;
using Entente.Node.Border.Crossings;
using Entente.Node.Border.Encounters;
using Entente.Node.Desk;
using Entente.Node.Oversight;
using Entente.Node.Storage;
using Microsoft.Extensions.Options;

namespace Entente.Node.Border.Travellers;

/// <summary>GET /desk/travellers/{id}: somebody on a crossing, with everything that is known here of him on it.</summary>
internal static class TravellerPages
{
    public static void Map(WebApplication node) => node.MapGet("/desk/travellers/{id}", PageAsync).Requires(Permission.Crossings).ExcludeFromDescription();

    private static async Task<IResult> PageAsync(string id, HttpContext context, Caller caller, Database database, KeyStore keys, LedgerWriter ledger, IOptions<BorderOptions> options, CancellationToken cancellationToken)
    {
        var shown = await TravellerShown.FindAsync(id, database, keys, ledger, caller, options.Value, cancellationToken);
        if (shown is null)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
        }

        return Pages.Show<TravellerPage>(context, shown);
    }
}

/// <summary>Somebody on a crossing.</summary>
/// <param name="Traveller">Who, as it was read.</param>
/// <param name="Crossing">The crossing.</param>
/// <param name="Post">Its post; null where it touches none.</param>
/// <param name="Encounters">His encounters on it.</param>
/// <param name="Earlier">Encounters of the same person on other crossings, the newest first.</param>
/// <param name="Passages">Entries and exits recorded at a counter.</param>
/// <param name="ClearedUntil">Until when he alerts no more, by encounter.</param>
internal sealed record TravellerShown(
    CrossingTraveller Traveller, Crossing Crossing, PostOption? Post, IReadOnlyList<NearEncounter> Encounters, IReadOnlyList<NearEncounter> Earlier, IReadOnlyList<PassageRow> Passages,
    IReadOnlyDictionary<string, DateTimeOffset> ClearedUntil)
{
    private const int MostEarlier = 20;

    /// <summary>The post's zone; UTC where there is none.</summary>
    public TimeZoneInfo Zone => EncounterReading.ZoneOf(Post);

    /// <summary>Everything about a traveller; null where there is none. That it was read is recorded.</summary>
    public static async Task<TravellerShown?> FindAsync(string id, Database database, KeyStore keys, LedgerWriter ledger, Caller caller, BorderOptions options, CancellationToken cancellationToken)
    {
        using var connection = database.Open();
        var crossing = connection.QueryFirstOrDefault<Crossing>("SELECT c.* FROM crossing c JOIN traveller t ON t.crossing_id = c.id WHERE t.id = @id", new { id });
        if (crossing is null || connection.QueryFirst<TravellerRow>($"SELECT {TravellerRow.Columns} FROM traveller WHERE id = @id", new { id }).Open(keys, crossing.DataKey) is not { } traveller)
        {
            return null;
        }

        var encounters = Read("traveller_id = @id", new { id });
        var earlier = traveller.Person.Subject is { } subject ? EncounterMarks.Of(keys, subject).SelectMany(mark => Read(
            "traveller_id <> @id AND id IN (SELECT encounter_id FROM encounter_mark WHERE mark = @mark)", new { id, mark })).DistinctBy(n => n.State.Id).OrderByDescending(n => n.Opened).Take(MostEarlier).ToList() : [];
        var passages = connection.Query<PassageRow>("SELECT post, direction, result, at FROM passage WHERE traveller_id = @id ORDER BY at DESC", new { id }).AsList();
        var cleared = connection.Query<ClearedRow>("SELECT c.encounter_id, c.until FROM clearance c JOIN encounter e ON e.id = c.encounter_id WHERE e.traveller_id = @id", new { id }).ToDictionary(c => c.EncounterId, c => c.Until, StringComparer.Ordinal);
        await ledger.RecordAsync(caller.Did(ActionCode.TravellerRead, id, new { Crossing = crossing.Id, Encounters = encounters.Concat(earlier).Select(n => n.State.Id) }), cancellationToken);
        return new TravellerShown(traveller, crossing, options.Posts.FirstOrDefault(p => p.Code == crossing.Post), encounters, earlier, passages, cleared);

        List<NearEncounter> Read(string which, object values) =>
            [.. connection.Query<EncounterRow>($"SELECT {EncounterTable.Columns} FROM encounter WHERE {which} ORDER BY opened DESC, id DESC LIMIT {MostEarlier}", values).Select(row => NearEncounter.Of(row, keys)).OfType<NearEncounter>()];
    }

    private sealed class ClearedRow
    {
        public string EncounterId { get; init; } = "";

        public DateTimeOffset Until { get; init; }
    }
}

/// <summary>An entry or exit.</summary>
internal sealed class PassageRow
{
    public string Post { get; init; } = "";

    public string Direction { get; init; } = "";

    public string Result { get; init; } = "";

    public DateTimeOffset At { get; init; }
}
