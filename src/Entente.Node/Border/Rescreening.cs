using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Dapper;
using Entente.Node.Border.Crossings;
using Entente.Node.Border.Encounters;
using Entente.Node.Border.Manifests;
using Entente.Node.Oversight;
using Entente.Node.Oversight.Purposes;
using Entente.Node.Storage;
using Entente.Node.Watchlist;
using Microsoft.Extensions.Options;

namespace Entente.Node.Border;

/// <summary>
/// Screens the travellers who are still ahead again whenever the lists change, crossing by crossing: new hits become encounters, nothing comes up twice, and
/// carriers who were told something else hear of it.
/// </summary>
internal sealed partial class Rescreening(
    CurrentLists lists, Database database, KeyStore keys, LedgerWriter ledger, TravellerScreening screening, Catalogue catalogue, IOptions<BorderOptions> options, TimeProvider time,
    ILogger<Rescreening> logger) : BackgroundService
{
    private static readonly TimeSpan BeforeNextTry = TimeSpan.FromSeconds(10);

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            var changed = lists.Changed;
            if (lists.Snapshot is { } snapshot && !await TryScreenAsync(snapshot, stoppingToken))
            {
                await Task.WhenAny(changed, Task.Delay(BeforeNextTry, time, stoppingToken));
                continue;
            }

            await changed.WaitAsync(stoppingToken);
        }
    }

    private async Task<bool> TryScreenAsync(ListSnapshot snapshot, CancellationToken cancellationToken)
    {
        try
        {
            var all = true;
            foreach (var crossing in Ahead(snapshot.Version))
            {
                all &= await TryScreenAsync(snapshot, crossing, cancellationToken);
            }

            return all;
        }
        catch (DbException exception)
        {
            // The database is away; what is ahead is screened when it is back.
            NotScreened(exception.Message);
            return false;
        }
    }

    private async Task<bool> TryScreenAsync(ListSnapshot snapshot, string crossing, CancellationToken cancellationToken)
    {
        try
        {
            await ScreenAsync(snapshot, crossing, cancellationToken);
            return true;
        }
        catch (Exception exception) when (exception is CryptographicException or JsonException or KeyDestroyedException)
        {
            // A row that was changed by a strange hand must not keep all the others, or the node, from their work.
            NotReadable(crossing, exception.GetType().Name);
            return false;
        }
    }

    /// <summary>Crossings of yesterday and later that hold somebody who was screened against another state of the lists.</summary>
    private List<string> Ahead(string version)
    {
        using var connection = database.Open();
        var since = time.GetUtcNow().AddDays(-1).UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return connection.Query<string>(
            "SELECT DISTINCT c.id FROM crossing c JOIN traveller t ON t.crossing_id = c.id WHERE c.day >= @since AND c.status <> 'cancelled' AND c.kind <> 'counter' AND t.lists <> @version",
            new { since, version }).AsList();
    }

    private async Task ScreenAsync(ListSnapshot snapshot, string crossingId, CancellationToken cancellationToken)
    {
        var hits = HitsOf(snapshot, crossingId);
        var spare = new Queue<string>(keys.Make(hits.Values.Sum(h => h.Count)));
        await ledger.WriteAsync(work => Apply(work, crossingId, snapshot, hits, spare), cancellationToken);
        keys.GiveBack(spare);
    }

    private Dictionary<string, IReadOnlyList<TravellerHit>> HitsOf(ListSnapshot snapshot, string crossingId)
    {
        using var connection = database.Open();
        var key = connection.ExecuteScalar<string?>("SELECT data_key FROM crossing WHERE id = @crossingId", new { crossingId }) ?? "";
        return connection.Query<TravellerRow>($"SELECT {TravellerRow.Columns} FROM traveller WHERE crossing_id = @crossingId AND readable = 1", new { crossingId })
            .Select(row => row.Open(keys, key)).OfType<CrossingTraveller>()
            .Where(t => t.Person.Subject is not null && t.Status != TravellerStatus.Cancelled)
            .ToDictionary(t => t.Id, t => screening.Screen(snapshot, t.Person.Subject!), StringComparer.Ordinal); // Just asked for.
    }

    private int Apply(Work work, string crossingId, ListSnapshot snapshot, Dictionary<string, IReadOnlyList<TravellerHit>> hits, Queue<string> spare)
    {
        if (Crossing.Find(work, crossingId) is not { } crossing)
        {
            return 0;
        }

        var people = new CrossingPeople(work, keys, crossing);
        var opening = new HitOpening(work, keys, crossing, options.Value, catalogue, spare);
        foreach (var traveller in people.All.Where(t => hits.ContainsKey(t.Id)))
        {
            opening.Open(traveller, hits[traveller.Id]);
        }

        people.ScreenedBy(snapshot.Version);
        work.Record(Act.Of("node", ActionCode.CrossingScreenedAgain, crossing.Ground, crossingId, new { Lists = snapshot.Version, People = hits.Count, opening.Opened }));
        new CarrierAnswers(work, keys, crossing, options.Value).TellChanges(people, screening.CanTell(snapshot));
        return opening.Opened;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Crossing {Crossing} holds what cannot be opened and was not screened again; somebody has changed it past the node, restore it from a backup: {Why}")]
    private partial void NotReadable(string crossing, string why);

    [LoggerMessage(Level = LogLevel.Error, Message = "Travellers ahead could not be screened again and will be: {Why}")]
    private partial void NotScreened(string why);
}
