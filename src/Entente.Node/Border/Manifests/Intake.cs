using System.Security.Cryptography;
using Dapper;
using Entente.Formats.Edifact;
using Entente.Formats.Paxlst;
using Entente.Formats.Reading;
using Entente.Node.Accounts;
using Entente.Node.Border.Crossings;
using Entente.Node.Oversight;
using Entente.Node.Oversight.Purposes;
using Entente.Node.Storage;
using Entente.Node.Watchlist;
using Microsoft.Extensions.Options;

namespace Entente.Node.Border.Manifests;

/// <summary>
/// Takes messages about crossings in: 1. reads them, 2. screens their people, 3. makes the keys, 4. merges what they say into the crossings, opens
/// encounters and makes the answers, all in one work. What is answered is durable.
/// </summary>
internal sealed class Intake(
    Database database, KeyStore keys, LedgerWriter ledger, TravellerScreening screening, Catalogue catalogue, IOptions<BorderOptions> options, TimeProvider time)
{
    /// <summary>People of one message at most: the largest ships have half of it.</summary>
    public const int MostPeople = 20_000;

    // Each crossing keeps the interchange under a key of its own, so a short message about each of thousands of crossings would fill the disk.
    private const long MostKept = 2L * SendManifest.MostBytes;

    /// <summary>Takes an interchange in, in the form of UN/EDIFACT PAXLST.</summary>
    /// <exception cref="UnreadableInputException">Nothing of it can be read.</exception>
    public Task<IntakeResult> TakeAsync(byte[] raw, Caller sender, CancellationToken cancellationToken) =>
        TakeAsync(raw, Convert.ToHexStringLower(SHA256.HashData(raw)), sender, cancellationToken);

    /// <summary>Takes an interchange in under the digest that it had when it first arrived.</summary>
    /// <exception cref="UnreadableInputException">Nothing of it can be read.</exception>
    public async Task<IntakeResult> TakeAsync(byte[] raw, string digest, Caller sender, CancellationToken cancellationToken)
    {
        // Each person begins with these letters, and some have them in their name: whoever has sent far too many is not read at all.
        Require(raw.AsSpan().Count("NAD"u8) <= 4 * MostPeople, $"The interchange has far more than {MostPeople} people, which is the most; send one interchange for each crossing.");
        var journal = new Journal();
        using var stream = new MemoryStream(raw);
        var manifests = PaxlstManifests.Read(stream, journal, time.Today());
        Require(manifests.Sum(m => m.People.Count) <= MostPeople, $"{manifests.Sum(m => m.People.Count)} people arrived; allowed are {MostPeople} in one interchange. Send one interchange for each crossing.");
        Require((long)manifests.Count * raw.Length <= MostKept, $"{manifests.Count} messages arrived in one interchange of {raw.Length} bytes; send fewer together, best one interchange for each crossing.");
        var redacted = SensitiveElements.Redact(raw);
        var received = new ReceivedMessage(
            digest, redacted.Bytes, journal.Findings, redacted.Counts.ToDictionary(c => c.Key.ToString(), c => c.Value, StringComparer.Ordinal));
        return await TakeAsync(manifests, received, "flight", sender, cancellationToken);
    }

    /// <summary>Takes manifests in, however they arrived.</summary>
    /// <param name="manifests">What they say.</param>
    /// <param name="received">As they arrived.</param>
    /// <param name="kind">Kind of the crossing where no post tells.</param>
    /// <param name="sender">Who sent them; hears of changes.</param>
    /// <param name="cancellationToken">Ends the screening; once the work waits, it is done.</param>
    public async Task<IntakeResult> TakeAsync(IReadOnlyList<Manifest> manifests, ReceivedMessage received, string kind, Caller sender, CancellationToken cancellationToken)
    {
        var snapshot = screening.Lists;
        var today = time.Today();
        var screened = manifests.Select(m => new ScreenedManifest(m, CrossingKey.Of(m.Legs, options.Value.Posts, kind, today), Screen(snapshot, m, cancellationToken))).ToList();
        var crossingKeys = KeysOf(screened);
        var encounterKeys = keys.Make(screened.Sum(s => s.Hits.Values.Sum(h => h.Count)));
        var spare = new Queue<string>(encounterKeys);
        var result = await ledger.WriteAsync(
            work =>
            {
                var taking = new ManifestMerge(work, keys, options.Value, catalogue, sender, received, snapshot?.Version ?? "", screening.CanTell(snapshot), spare);
                return new IntakeResult([.. screened.Select(s => taking.Take(s, CrossingOf(work, s, crossingKeys, sender.Ground)))], received.Findings);
            },
            cancellationToken);

        // Hits that have an encounter already needed no key of their own.
        keys.GiveBack([.. spare, .. crossingKeys.Values.Except(result.Crossings.Select(c => c.DataKey), StringComparer.Ordinal)]);
        return result;
    }

    private static void Require(bool right, string fault)
    {
        if (!right)
        {
            throw new UnreadableInputException(fault);
        }
    }

    private Dictionary<string, IReadOnlyList<TravellerHit>> Screen(ListSnapshot? snapshot, Manifest manifest, CancellationToken cancellationToken)
    {
        if (snapshot is null)
        {
            return [];
        }

        return manifest.People.Where(p => p.CanBeScreened).AsParallel().WithCancellation(cancellationToken)
            .Select(p => (p.Id, Hits: screening.Screen(snapshot, p.Traveller!.Subject))) // CanBeScreened says that there is one.
            .Where(p => p.Hits.Count > 0).ToDictionary(p => p.Id, p => p.Hits, StringComparer.Ordinal);
    }

    /// <summary>A new key for each crossing that is not stored yet.</summary>
    private Dictionary<CrossingKey, string> KeysOf(List<ScreenedManifest> screened)
    {
        using var connection = database.Open();
        var unknown = screened.Select(s => s.Key).Distinct().Where(key => connection.ExecuteScalar<string?>(FindId, key) is null).ToList();
        return unknown.Zip(keys.Make(unknown.Count)).ToDictionary(p => p.First, p => p.Second);
    }

    private const string FindId = "SELECT id FROM crossing WHERE kind = @Kind AND carrier = @Carrier AND number = @Number AND day = @Day AND origin = @Origin AND destination = @Destination";

    private Crossing CrossingOf(Work work, ScreenedManifest screened, Dictionary<CrossingKey, string> made, Ground ground)
    {
        if (work.Value<string?>(FindId, screened.Key) is { } id)
        {
            return Crossing.Find(work, id) ?? throw new InvalidOperationException("A crossing was found and is not there.");
        }

        var key = screened.Key;
        var crossing = new Crossing
        {
            Id = Guid.CreateVersion7(work.Now).ToString("N"),
            Kind = key.Kind,
            Post = key.Post,
            Direction = key.Direction,
            Carrier = key.Carrier,
            Number = key.Number,
            Day = key.Day,
            Origin = key.Origin,
            Destination = key.Destination,
            Legs = SubjectJson.Text(screened.Manifest.Legs),
            DataKey = made.TryGetValue(key, out var dataKey) ? dataKey : keys.Make(),
            Purpose = ground.Purpose,
            LegalBasis = ground.LegalBasis,
            Opened = work.Now,
            KeepUntil = Crossing.KeepUntilOf(key.Day, work.Now, catalogue.Keep(ground, Doing.Screen)),
        };
        crossing.Insert(work);
        return crossing;
    }
}

/// <summary>A message as it arrived.</summary>
/// <param name="Digest">SHA-256 of its bytes, by which it is known when it arrives again.</param>
/// <param name="Redacted">Its bytes without what is sensitive.</param>
/// <param name="Findings">What was found in reading it.</param>
/// <param name="Dropped">How many sensitive elements were dropped, by kind.</param>
internal sealed record ReceivedMessage(string Digest, ReadOnlyMemory<byte> Redacted, IReadOnlyList<Entente.Formats.Reading.Finding> Findings, IReadOnlyDictionary<string, int> Dropped);

/// <summary>A manifest with the hits of its people, by their ids.</summary>
internal sealed record ScreenedManifest(Manifest Manifest, CrossingKey Key, IReadOnlyDictionary<string, IReadOnlyList<TravellerHit>> Hits);

/// <summary>What came of a message.</summary>
internal sealed record IntakeResult(IReadOnlyList<TakenManifest> Crossings, IReadOnlyList<Entente.Formats.Reading.Finding> Findings);

/// <summary>What came of one manifest.</summary>
/// <param name="CrossingId">The crossing.</param>
/// <param name="DataKey">Its key.</param>
/// <param name="People">The answers, in the order of the message.</param>
/// <param name="Body">The answer as CUSRES.</param>
internal sealed record TakenManifest(string CrossingId, string DataKey, IReadOnlyList<Entente.Formats.Cusres.CusresAnswer> People, byte[] Body);
