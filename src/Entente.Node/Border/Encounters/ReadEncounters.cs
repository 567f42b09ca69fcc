using System.Security.Cryptography;
using System.Text.Json;
using Dapper;
using Entente.Node.Accounts;
using Entente.Node.Configuration;
using Entente.Node.Oversight;
using Entente.Node.Storage;
using Entente.Screening;
using Entente.Screening.Subjects;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Entente.Node.Border.Encounters;

/// <summary>GET /encounters: what needs somebody, what is at stake first, then what is due first. GET /encounters/{id}: one of them, evidence part by part.</summary>
internal static class ReadEncounters
{
    private const int MostLimit = 200;

    public static void Map(WebApplication node)
    {
        node.MapGet("/encounters", ListAsync).Requires(Permission.ReadEncounters).WithName("encounters");
        node.MapGet("/encounters/{id}", ReadAsync).Requires(Permission.ReadEncounters).WithName("encounter");
    }

    private static async Task<Results<Ok<EncounterList>, ProblemHttpResult>> ListAsync(
        Database database, KeyStore keys, LedgerWriter ledger, Caller caller, CancellationToken cancellationToken, string status = "open", string post = "", int limit = 50, int offset = 0)
    {
        if (limit is < 1 or > MostLimit || offset < 0 || status is not ("open" or "awaits-second" or "decided" or "waiting" or "all"))
        {
            return Problems.Of(StatusCodes.Status400BadRequest, "The request is not as it should be", $"Give a status of open, awaits-second, decided, waiting or all, a limit of 1 to {MostLimit} and an offset from 0 on.");
        }

        return TypedResults.Ok(await FindManyAsync(database, keys, ledger, caller, new Wanted(status, post, limit, offset), cancellationToken));
    }

    /// <summary>Encounters, what is at stake first, then what is due first. That they were looked at is recorded.</summary>
    public static async Task<EncounterList> FindManyAsync(Database database, KeyStore keys, LedgerWriter ledger, Caller caller, Wanted wanted, CancellationToken cancellationToken)
    {
        using var connection = database.Open();
        var total = connection.ExecuteScalar<long>($"SELECT count(*) {Which(wanted)}", wanted);
        var rows = connection.Query<EncounterRow>(PageSql(wanted), wanted).AsList();
        await ledger.RecordAsync(caller.Did(ActionCode.EncounterRead, null, new { Encounters = rows.Select(r => r.Id) }), cancellationToken);
        return new EncounterList(total, [.. rows.Select(row => EncounterSummary.Of(row, keys))]);
    }

    /// <summary>
    /// The SQL of a page. The ids are found in an index that has the same order (0010-queue.sql), and only the rows of the page are read.
    /// </summary>
    internal static string PageSql(Wanted wanted) =>
        $"""
        SELECT {EncounterTable.Columns} FROM encounter WHERE id IN (SELECT id {Which(wanted)} ORDER BY {Order} LIMIT @Limit OFFSET @Offset) ORDER BY {Order}
        """;

    private const string Order = "asks DESC, coalesce(due, 9223372036854775807), rank DESC, id";

    // Written out for each state: an index over what waits is used only where the words of its condition stand in the question.
    private static string Which(Wanted wanted) =>
        "FROM encounter WHERE " + (wanted.Status switch
        {
            "waiting" => "status <> 'decided'",
            "all" => "1 = 1",
            _ => "status = @Status",
        }) + (wanted.Post.Length > 0 ? " AND post = @Post" : "");

    /// <summary>Which encounters.</summary>
    /// <param name="Status">open, awaits-second, decided, waiting (the first two) or all.</param>
    /// <param name="Post">Code of a post; empty for all.</param>
    /// <param name="Limit">How many.</param>
    /// <param name="Offset">After how many.</param>
    internal sealed record Wanted(string Status, string Post, int Limit, int Offset);

    private static async Task<Results<Ok<EncounterView>, ProblemHttpResult>> ReadAsync(
        string id, Database database, KeyStore keys, LedgerWriter ledger, Caller caller, CancellationToken cancellationToken)
    {
        return await FindAsync(id, database, keys, ledger, caller, cancellationToken) is { } view
            ? TypedResults.Ok(view)
            : Problems.Of(StatusCodes.Status404NotFound, "Unknown encounter", "There is no encounter of that id, or it has reached the end of its retention.");
    }

    /// <summary>An encounter with everything that is needed to decide it; null where there is none. That it was read is recorded.</summary>
    public static async Task<EncounterView?> FindAsync(string id, Database database, KeyStore keys, LedgerWriter ledger, Caller caller, CancellationToken cancellationToken)
    {
        using var connection = database.Open();
        var row = connection.QueryFirstOrDefault<EncounterRow>($"SELECT {EncounterTable.Columns} FROM encounter WHERE id = @id", new { id });
        if (row?.Open(keys) is not { } who)
        {
            return null;
        }

        var history = connection.Query<HistoryLine>("SELECT at, actor, name, action, details FROM encounter_step WHERE encounter_id = @id ORDER BY number", new { id }).AsList();
        await ledger.RecordAsync(caller.Did(ActionCode.EncounterRead, id), cancellationToken);
        return new EncounterView(EncounterState.Of(id, row.Read()), row.Post, who.Crossing, new Ground(row.Purpose, row.LegalBasis), PersonView.Of(who.Traveller),
            [.. who.Listings.Select(l => new ListedView(l.Id, l.List, l.Programme, PersonView.Of(l.Subject)))], who.TravellerName, who.ListedName,
            [.. who.Evidence.Select(e => new EvidenceView(e.Field, e.Agreement, e.Traveller, e.Listing, e.Words))],
            who.NamesakesPerMillion, who.Handling, who.Warrant, who.Service, who.PolicyVersion, who.ListVersion.Sha256, history);
    }

    /// <summary>Encounters.</summary>
    /// <param name="Total">How many there are.</param>
    /// <param name="Encounters">Those asked for.</param>
    internal sealed record EncounterList(long Total, IReadOnlyList<EncounterSummary> Encounters);

    /// <summary>An encounter in one line.</summary>
    internal sealed record EncounterSummary(EncounterState State, string Post, string Crossing, string Traveller, string Listing, string List, double? NamesakesPerMillion)
    {
        /// <summary>The line of a row; without names where the key has been destroyed, or what was sealed has been changed: one such row must not hide all others.</summary>
        public static EncounterSummary Of(EncounterRow row, KeyStore keys)
        {
            var who = OrNull(() => row.Open(keys));
            return new(EncounterState.Of(row.Id, row.Read()), row.Post, who?.Crossing ?? "", who?.TravellerName ?? "", who?.ListedName ?? "", who?.Listings[0].List ?? "", who?.NamesakesPerMillion);
        }
    }

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

    /// <summary>An encounter with everything that is needed to decide it. There is no score in it: what speaks for and against stands in the evidence.</summary>
    internal sealed record EncounterView(
        EncounterState State, string Post, string Crossing, Ground Ground, PersonView Traveller, IReadOnlyList<ListedView> Listings, string TravellerName, string ListedName,
        IReadOnlyList<EvidenceView> Evidence, double? NamesakesPerMillion, string Handling, string Warrant, string Service, string PolicyVersion, string ListSha256, IReadOnlyList<HistoryLine> History);

    /// <summary>Purpose and legal basis.</summary>
    internal sealed record Ground(string Purpose, string LegalBasis);

    /// <summary>The listed person.</summary>
    internal sealed record ListedView(string Id, string List, string Programme, PersonView Person);

    /// <summary>One piece of evidence.</summary>
    /// <param name="Field">What was compared.</param>
    /// <param name="Agreement">Agrees, Near, Missing or Contradicts.</param>
    /// <param name="Traveller">The traveller's side, in its own script.</param>
    /// <param name="Listing">The listing's side, in its own script.</param>
    /// <param name="Words">One short sentence.</param>
    internal sealed record EvidenceView(EvidenceField Field, Agreement Agreement, string Traveller, string Listing, string Words);

    /// <summary>A step of the history.</summary>
    internal sealed class HistoryLine
    {
        public DateTimeOffset At { get; init; }

        public string Actor { get; init; } = "";

        public string Name { get; init; } = "";

        public string Action { get; init; } = "";

        public string Details { get; init; } = "";
    }
}

/// <summary>Identity data as people read it.</summary>
internal sealed record PersonView(IReadOnlyList<string> Names, IReadOnlyList<string> BirthDates, Sex Sex, IReadOnlyList<string> Nationalities, IReadOnlyList<DocumentView> Documents)
{
    /// <summary>The view of a subject.</summary>
    public static PersonView Of(Subject subject) => new(
        [.. subject.Names.Select(n => n.Text)], [.. subject.BirthDates.Select(d => d.ToString())], subject.Sex, [.. subject.Nationalities.Select(n => n.Code)],
        [.. subject.Documents.Select(d => new DocumentView(d.Number, d.Kind, d.Issuer?.Code ?? ""))]);
}

/// <summary>A document as people read it.</summary>
internal sealed record DocumentView(string Number, string Kind, string Issuer);
