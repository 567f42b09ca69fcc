using System.Security.Cryptography;
using System.Text.Json;
using Dapper;
using Entente.Node.Accounts;
using Entente.Node.Oversight;
using Entente.Node.Storage;
using Entente.Screening;
using Entente.Screening.Subjects;

namespace Entente.Node.Border.Encounters;

/// <summary>What stands around an encounter for whoever decides it: earlier ones of the same traveller and of the same listing, the same person on other lists, and what was done, in words.</summary>
/// <param name="TravellerId">Id of the traveller.</param>
/// <param name="CrossingId">Id of the crossing.</param>
/// <param name="Traveller">Encounters of the same traveller, by document or by name and birth date, the newest first.</param>
/// <param name="Listing">Encounters of other travellers with the same listing, the newest first.</param>
/// <param name="ListingTotal">How many of those there are.</param>
/// <param name="Also">The same person on other lists, each with its own evidence.</param>
/// <param name="History">What was done.</param>
internal sealed record EncounterAround(
    string TravellerId, string CrossingId, IReadOnlyList<NearEncounter> Traveller, IReadOnlyList<NearEncounter> Listing, long ListingTotal, IReadOnlyList<ListedAlso> Also, IReadOnlyList<DoneStep> History)
{
    private const int MostOfTraveller = 20, MostOfListing = 5;

    private const string SameTraveller =
        "id <> @id AND (traveller_id = @TravellerId OR id IN (SELECT encounter_id FROM encounter_mark WHERE mark IN (SELECT mark FROM encounter_mark WHERE encounter_id = @id)))";

    private const string SameListing =
        $"id <> @id AND id IN (SELECT encounter_id FROM encounter_listing WHERE listing_id IN (SELECT listing_id FROM encounter_listing WHERE encounter_id = @id)) AND NOT ({SameTraveller})";

    private static readonly Comparer Comparer = new(ScreeningPolicy.Default);

    /// <summary>What stands around an encounter; null where there is none. That the others were read is recorded.</summary>
    public static async Task<EncounterAround?> FindAsync(string id, Database database, KeyStore keys, LedgerWriter ledger, Caller caller, CancellationToken cancellationToken)
    {
        using var connection = database.Open();
        var row = connection.QueryFirstOrDefault<EncounterRow>($"SELECT {EncounterTable.Columns} FROM encounter WHERE id = @id", new { id });
        if (row?.Open(keys) is not { } who)
        {
            return null;
        }

        var ids = new { id, row.TravellerId };
        var travellers = Read(SameTraveller, MostOfTraveller);
        var listings = Read(SameListing, MostOfListing);
        var total = connection.ExecuteScalar<long>($"SELECT count(*) FROM encounter WHERE {SameListing}", ids);
        var history = connection.Query<ReadEncounters.HistoryLine>("SELECT at, actor, name, action, details FROM encounter_step WHERE encounter_id = @id ORDER BY number", new { id })
            .Select(line => DoneStep.Of(line, row, keys)).ToList();
        if (travellers.Count + listings.Count > 0)
        {
            await ledger.RecordAsync(caller.Did(ActionCode.EncounterRead, id, new { Near = travellers.Concat(listings).Select(n => n.State.Id) }), cancellationToken);
        }

        return new EncounterAround(row.TravellerId, row.CrossingId, travellers, listings, total, [.. who.Listings.Skip(1).Select(listing => ListedAlso.Of(who.Traveller, listing, Comparer))], history);

        List<NearEncounter> Read(string which, int most) =>
            [.. connection.Query<EncounterRow>($"SELECT {EncounterTable.Columns} FROM encounter WHERE {which} ORDER BY opened DESC, id DESC LIMIT {most}", ids).Select(near => NearEncounter.Of(near, keys)).OfType<NearEncounter>()];
    }

    /// <summary>The name under which somebody acted on this encounter; null where he did not.</summary>
    public string? NameOf(string? actor) => History.LastOrDefault(line => line.Actor == actor && line.Name.Length > 0)?.Name;
}

/// <summary>Another encounter, in a line.</summary>
internal sealed record NearEncounter(EncounterState State, DateTimeOffset Opened, string Post, string Crossing, string Traveller, string Listing)
{
    /// <summary>The line of a row; null where its key has been destroyed, or what was sealed has been changed.</summary>
    public static NearEncounter? Of(EncounterRow row, KeyStore keys)
    {
        try
        {
            var encounter = row.Read();
            return row.Open(keys) is { } who ? new NearEncounter(EncounterState.Of(row.Id, encounter), encounter.Opened, row.Post, who.Crossing, who.TravellerName, who.ListedName) : null;
        }
        catch (Exception exception) when (exception is CryptographicException or JsonException)
        {
            return null;
        }
    }
}

/// <summary>The same person on another list, with what speaks for and against that listing.</summary>
internal sealed record ListedAlso(ReadEncounters.ListedView Listed, IReadOnlyList<ReadEncounters.EvidenceView> Evidence)
{
    /// <summary>Compares the traveller with a listing, by the tables alone.</summary>
    public static ListedAlso Of(Subject traveller, Listing listing, Comparer comparer) => new(
        new ReadEncounters.ListedView(listing.Id, listing.List, listing.Programme, PersonView.Of(listing.Subject)),
        [.. comparer.Compare(traveller, listing.Subject).Evidence.Select(e => new ReadEncounters.EvidenceView(e.Field, e.Agreement, e.Traveller, e.Listing, e.Words))]);
}

/// <summary>A step of the history as people read it.</summary>
/// <param name="At">When.</param>
/// <param name="Actor">Id of who did it.</param>
/// <param name="Name">His name; empty for the node.</param>
/// <param name="Action">Code of the act.</param>
/// <param name="Codes">Keys of texts that say what: conclusion, measure, reason, flags, outcome.</param>
/// <param name="Words">Words for the post; null where there are none.</param>
internal sealed record DoneStep(DateTimeOffset At, string Actor, string Name, string Action, IReadOnlyList<string> Codes, string? Words)
{
    private static readonly (string Property, string Text)[] Parts = [("conclusion", "conclusion"), ("measure", "measure"), ("reason", "reason"), ("code", "outcome"), ("asks", "asks"), ("to", "asks")];

    /// <summary>The step of a line.</summary>
    public static DoneStep Of(ReadEncounters.HistoryLine line, EncounterRow row, KeyStore keys) =>
        new(line.At, line.Actor, line.Name, line.Action, CodesOf(line), line.Action == ActionCode.EncounterInstructed ? WordsOf(line, row, keys) : null);

    private static List<string> CodesOf(ReadEncounters.HistoryLine line)
    {
        using var details = JsonDocument.Parse(line.Details);
        var root = details.RootElement;
        var codes = Parts.Where(p => root.TryGetProperty(p.Property, out var value) && value.ValueKind == JsonValueKind.String)
            .Select(p => $"{(line.Action == ActionCode.EncounterDeclined ? "decline" : p.Text)}.{Code(root.GetProperty(p.Property).GetString() ?? "")}").ToList();
        if (root.TryGetProperty("flags", out var flags) && flags.ValueKind == JsonValueKind.Array)
        {
            codes.AddRange(flags.EnumerateArray().Select(f => $"flag.{f.GetString()}").DefaultIfEmpty("protection.nothing"));
        }

        return codes;
    }

    private static string? WordsOf(ReadEncounters.HistoryLine line, EncounterRow row, KeyStore keys)
    {
        try
        {
            return InstructPost.WordsOf(keys, row, line.Details);
        }
        catch (Exception exception) when (exception is CryptographicException or JsonException)
        {
            return null;
        }
    }

    private static string Code(string value) => JsonNamingPolicy.KebabCaseLower.ConvertName(value);
}
