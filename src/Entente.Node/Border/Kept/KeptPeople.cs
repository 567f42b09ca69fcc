using System.Data.Common;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json;
using Dapper;
using Entente.Node.Border.Crossings;
using Entente.Node.Border.Encounters;
using Entente.Node.Oversight;
using Entente.Node.Storage;
using Entente.Screening.Subjects;

namespace Entente.Node.Border.Kept;

/// <summary>
/// The people of crossings and encounters that are still kept, compiled in memory as the lists are, since on disk their names are sealed. Whatever is done
/// is looked at soon after: who is new is added, who has been deleted is gone. The newest are known where there are more than fit.
/// </summary>
internal sealed partial class KeptPeople(Database database, KeyStore keys, LedgerWriter ledger, TimeProvider time, ILogger<KeptPeople> logger) : BackgroundService
{
    /// <summary>Travellers known at most, and encounters.</summary>
    public const int Most = 200_000;

    // A look costs a share of one core: after each it rests many times as long as it worked.
    private const int Rest = 10;
    private const int Together = 500;

    private static readonly TimeSpan ShortestRest = TimeSpan.FromMilliseconds(150), BeforeNextTry = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim _changed = new(0, 1);
    private volatile IndexedPeople _travellers = IndexedPeople.Empty;
    private volatile IndexedPeople _encounters = IndexedPeople.Empty;
    private volatile bool _isRead;

    /// <summary>The travellers.</summary>
    public IndexedPeople Travellers => _travellers;

    /// <summary>The travellers of encounters, with the name of the listing beside their own.</summary>
    public IndexedPeople Encounters => _encounters;

    /// <summary>Whether they have been read once.</summary>
    public bool IsRead => _isRead;

    /// <summary>Brings what is known up to what is stored.</summary>
    public void Refresh(CancellationToken cancellationToken)
    {
        using var connection = database.Open();
        _travellers = Refresh(_travellers, connection, "SELECT id, substr(person, 1, 13) AS mark FROM traveller ORDER BY id DESC LIMIT @Most", Travellers, cancellationToken);
        _encounters = Refresh(_encounters, connection, "SELECT id, substr(who, 1, 13) AS mark FROM encounter ORDER BY id DESC LIMIT @Most", Encounters, cancellationToken);
        _isRead = true;

        IEnumerable<KeptPerson> Travellers(IReadOnlyList<string> ids) => connection.QueryAmong<TravellerBlob>(
            "SELECT t.id, t.person, c.data_key FROM traveller t JOIN crossing c ON c.id = t.crossing_id WHERE t.id IN @ids", ids).Select(Open);
        IEnumerable<KeptPerson> Encounters(IReadOnlyList<string> ids) => connection.QueryAmong<EncounterRow>($"SELECT {EncounterTable.Columns} FROM encounter WHERE id IN @ids", ids).Select(Open);
    }

    /// <inheritdoc />
    public override void Dispose()
    {
        _changed.Dispose();
        base.Dispose();
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        ledger.Committed += Hear;
        while (!stoppingToken.IsCancellationRequested)
        {
            var start = Stopwatch.GetTimestamp();
            var rest = TryRefresh(stoppingToken) ? Max(ShortestRest, Stopwatch.GetElapsedTime(start) * Rest) : BeforeNextTry;
            await Task.Delay(rest, time, stoppingToken);
            if (_isRead)
            {
                await _changed.WaitAsync(stoppingToken);
            }
        }
    }

    private bool TryRefresh(CancellationToken cancellationToken)
    {
        try
        {
            Refresh(cancellationToken);
            return true;
        }
        catch (DbException exception)
        {
            // The database is away; what is known is found as before.
            NotRead(exception.Message);
            Changed();
            return false;
        }
    }

    private void Hear(IReadOnlySet<string> actions)
    {
        // Whoever only looked has changed nobody.
        if (actions.Any(a => !a.EndsWith(".read", StringComparison.Ordinal) && !a.EndsWith(".searched", StringComparison.Ordinal) && !a.EndsWith(".asked", StringComparison.Ordinal)))
        {
            Changed();
        }
    }

    private void Changed()
    {
        lock (_changed)
        {
            if (_changed.CurrentCount == 0)
            {
                _changed.Release();
            }
        }
    }

    private static IndexedPeople Refresh(IndexedPeople before, DbConnection connection, string marks, Func<IReadOnlyList<string>, IEnumerable<KeptPerson>> read, CancellationToken cancellationToken)
    {
        // The nonce of what is sealed is another one whenever it is stored anew.
        var now = connection.Query<MarkRow>(marks, new { Most }).ToDictionary(row => row.Id, row => Convert.ToHexString(row.Mark), StringComparer.Ordinal);
        var changed = now.Where(row => !before.Has(row.Key, row.Value)).Select(row => row.Key).ToList();
        return before.With(now, [.. changed.Chunk(Together).SelectMany(ids => read(ids))], cancellationToken);
    }

    private KeptPerson Open(TravellerBlob row)
    {
        var person = OrNull(() => keys.Open(row.DataKey, StoredPerson.PlaceOf(row.Id), row.Person) is { } plain ? SubjectJson.Read<StoredPerson>(plain) : null);
        return new KeptPerson(row.Id, MarkOf(row.Person), person?.Subject is { } subject ? ListingOf(row.Id, subject) : null, Plate(person?.Vehicle ?? ""));
    }

    private KeptPerson Open(EncounterRow row)
    {
        var who = OrNull(() => row.Open(keys));
        return new KeptPerson(row.Id, MarkOf(row.Who), who is null ? null : ListingOf(row.Id, who.Traveller with { Names = [.. who.Traveller.Names.Append(new SubjectName(who.ListedName)).DistinctBy(n => n.Text)] }), "");
    }

    /// <summary>A number plate as it is compared: letters and digits alone.</summary>
    public static string Plate(string vehicle) => Screening.Comparing.DocumentNumbers.Plain(vehicle);

    private static Listing ListingOf(string id, Subject subject) => new() { Id = id, List = "kept", Subject = subject };

    private static string MarkOf(byte[] @sealed) => Convert.ToHexString(@sealed.AsSpan(0, Math.Min(13, @sealed.Length)));

    private static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;

    // What a strange hand changed names nobody, and hides nobody else.
    private static T? OrNull<T>(Func<T?> open)
        where T : class
    {
        try
        {
            return open();
        }
        catch (Exception exception) when (exception is CryptographicException or JsonException)
        {
            return null;
        }
    }

    private sealed class MarkRow
    {
        public string Id { get; init; } = "";
        public byte[] Mark { get; init; } = [];
    }

    private sealed class TravellerBlob
    {
        public string Id { get; init; } = "";
        public byte[] Person { get; init; } = [];
        public string DataKey { get; init; } = "";
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The people who are kept could not be read for the search and will be: {Why}")]
    private partial void NotRead(string why);
}
