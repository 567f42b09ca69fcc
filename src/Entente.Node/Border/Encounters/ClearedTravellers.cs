using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using Dapper;
using Entente.Node.Oversight;
using Entente.Node.Storage;
using Entente.Screening;
using Entente.Screening.Subjects;

namespace Entente.Node.Border.Encounters;

/// <summary>Travellers who were found not to be the person of a listing, in memory, each until a date. Safe for use by any number of threads.</summary>
internal sealed class ClearedTravellers
{
    private readonly ConcurrentDictionary<string, Cleared[]> _byListing = new(StringComparer.Ordinal);
    private readonly TimeProvider _time;

    /// <summary>Reads what is stored.</summary>
    public ClearedTravellers(Database database, KeyStore keys, TimeProvider time)
    {
        _time = time;
        using var connection = database.Open();
        foreach (var row in connection.Query<Row>("SELECT id, encounter_id, data_key, person, until FROM clearance"))
        {
            if (Open(keys, row) is { } clearances)
            {
                Add(new Cleared(row.EncounterId, row.Until, clearances));
            }
        }
    }

    /// <summary>Whether a traveller is cleared for a listing.</summary>
    public bool Covers(Subject traveller, Listing listing) =>
        _byListing.TryGetValue(listing.Id, out var cleared)
        && cleared.Any(c => c.Until > _time.GetUtcNow() && c.Clearances.Any(one => one.ListingId == listing.Id && one.Covers(traveller)));

    /// <summary>The clearances of a traveller who is not the person of an encounter's listings; none where nothing tells him from namesakes.</summary>
    public static IReadOnlyList<Clearance> Of(EncounterWho who) =>
        [.. who.Listings.SelectMany(listing => new[]
        {
            who.Traveller.Documents.Select(d => d.Number).FirstOrDefault(Clearance.IsOnePersons) is { } number ? new Clearance(listing.Id, who.TravellerName, null, number) : null,
            who.Traveller.BirthDates.FirstOrDefault(Clearance.IsFull) is { } birth ? new Clearance(listing.Id, who.TravellerName, birth, null) : null,
        }).OfType<Clearance>()];

    /// <summary>Stores clearances of an encounter, within its work; those that were there are replaced.</summary>
    public static void Store(Work work, KeyStore keys, string encounterId, string key, DateTimeOffset until, IReadOnlyList<Clearance> clearances)
    {
        Delete(work, encounterId);
        var id = Guid.CreateVersion7(work.Now).ToString("N");
        work.Execute(
            "INSERT INTO clearance (id, encounter_id, data_key, person, until) VALUES (@id, @encounterId, @key, @person, @until)",
            new { id, encounterId, key, person = keys.Seal(key, PlaceOf(id), SubjectJson.Write(clearances)), until });
    }

    /// <summary>Deletes clearances of an encounter, within its work.</summary>
    public static void Delete(Work work, string encounterId) => work.Execute("DELETE FROM clearance WHERE encounter_id = @encounterId", new { encounterId });

    /// <summary>Puts clearances in force once they are stored; an empty list takes back those of the encounter.</summary>
    public void Replace(string encounterId, DateTimeOffset until, IReadOnlyList<Clearance> clearances)
    {
        foreach (var (listing, cleared) in _byListing)
        {
            if (cleared.Any(c => c.EncounterId == encounterId))
            {
                _byListing.AddOrUpdate(listing, [], (_, now) => [.. now.Where(c => c.EncounterId != encounterId)]);
            }
        }

        if (clearances.Count > 0)
        {
            Add(new Cleared(encounterId, until, clearances));
        }
    }

    private void Add(Cleared cleared)
    {
        foreach (var listing in cleared.Clearances.Select(c => c.ListingId).Distinct(StringComparer.Ordinal))
        {
            _byListing.AddOrUpdate(listing, [cleared], (_, now) => [.. now, cleared]);
        }
    }

    /// <summary>Who is cleared now, an entry for each encounter.</summary>
    public IReadOnlyList<Cleared> InForce() =>
        [.. _byListing.Values.SelectMany(cleared => cleared).Distinct().Where(c => c.Until > _time.GetUtcNow()).OrderBy(c => c.EncounterId, StringComparer.Ordinal)];

    /// <summary>Null where the key was destroyed, and where a strange hand changed the row: nobody is cleared by it, and the node starts.</summary>
    private static List<Clearance>? Open(KeyStore keys, Row row)
    {
        try
        {
            return keys.Open(row.DataKey, PlaceOf(row.Id), row.Person) is { } plain ? SubjectJson.Read<List<Clearance>>(plain) : null;
        }
        catch (Exception exception) when (exception is CryptographicException or JsonException)
        {
            return null;
        }
    }

    private static string PlaceOf(string id) => $"clearance.person/{id}";

    /// <summary>Who was found at an encounter not to be the person of its listings, until a date.</summary>
    internal sealed record Cleared(string EncounterId, DateTimeOffset Until, IReadOnlyList<Clearance> Clearances);

    private sealed class Row
    {
        public string Id { get; init; } = "";

        public string EncounterId { get; init; } = "";

        public string DataKey { get; init; } = "";

        public byte[] Person { get; init; } = [];

        public DateTimeOffset Until { get; init; }
    }
}
