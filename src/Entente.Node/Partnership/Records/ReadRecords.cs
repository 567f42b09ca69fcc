using Dapper;
using Entente.Node.Accounts;
using Entente.Node.Configuration;
using Entente.Node.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Entente.Node.Partnership.Records;

/// <summary>GET /programme/records?kind=&amp;q=&amp;page=: records of a kind, by title. GET /programme/records/{id}: one, with its versions.</summary>
internal static class ReadRecords
{
    /// <summary>How many stand on a page.</summary>
    public const int Together = 50;

    private const int MostPages = 100_000;

    public static void Map(WebApplication node)
    {
        node.MapGet("/programme/records", List).Requires(Permission.ReadProgramme).WithName("programme-records");
        node.MapGet("/programme/records/{id}", One).Requires(Permission.ReadProgramme).WithName("programme-record");
    }

    private static Results<Ok<RecordsAnswer>, ProblemHttpResult> List(ProgrammeRecords records, string kind = "", string q = "", int page = 0)
    {
        if (RecordKinds.Find(kind) is not { } found)
        {
            return Problems.Of(StatusCodes.Status400BadRequest, "Unknown kind", $"kind is missing or unknown; allowed are {string.Join(", ", RecordKinds.All.Select(k => k.Name))}.");
        }

        var (rows, total) = Find(records.Read(), found, q, page);
        return TypedResults.Ok(new RecordsAnswer([.. rows.Select(RecordView.Of)], total));
    }

    /// <summary>The records of a page, and how many there are on all pages.</summary>
    /// <param name="all">All records.</param>
    /// <param name="kind">Of which kind.</param>
    /// <param name="words">Words that each stand somewhere in it, in any case; blank for all records.</param>
    /// <param name="page">From 0.</param>
    public static (IReadOnlyList<ProgrammeRecord> Rows, int Total) Find(RecordSet all, RecordKind kind, string words, int page)
    {
        var found = RecordSearch.Of(all.Of(kind), words);
        return ([.. found.Skip(Math.Clamp(page, 0, MostPages) * Together).Take(Together)], found.Count);
    }

    private static Results<Ok<RecordHistory>, ProblemHttpResult> One(string id, ProgrammeRecords records, Database database, KeyStore keys)
    {
        using var connection = database.Open();
        return records.Read(connection).Find(id) is { } record
            ? TypedResults.Ok(new RecordHistory(RecordView.Of(record), VersionsOf(connection, keys, id)))
            : Problems.Of(StatusCodes.Status404NotFound, "Unknown record", "No record of the partnership has that id; GET /programme/records has them.");
    }

    /// <summary>The versions of a record, the newest first.</summary>
    public static IReadOnlyList<VersionView> VersionsOf(System.Data.Common.DbConnection connection, KeyStore keys, string id)
    {
        var key = connection.ExecuteScalar<string>("SELECT key_id FROM programme_record WHERE id = @id", new { id }) ?? "";
        return [.. connection.Query<VersionRow>("SELECT * FROM programme_version WHERE record = @id ORDER BY version DESC", new { id })
            .Select(v => new VersionView(v.Version, v.At, v.ByWhom, v.Source, v.Handling, v.Content is not null && keys.Open(key, RecordRow.PlaceOf(id, v.Version), v.Content) is { } plain ? RecordContent.Read(plain) : null))];
    }

    /// <summary>Records of a page.</summary>
    internal sealed record RecordsAnswer(IReadOnlyList<RecordView> Records, int Total);

    /// <summary>A record and its versions.</summary>
    internal sealed record RecordHistory(RecordView Record, IReadOnlyList<VersionView> Versions);
}

/// <summary>A record, as routes answer it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Owner">Code of the partner that owns it; blank for this service.</param>
/// <param name="Version">Its version.</param>
/// <param name="Handling">Its handling codes.</param>
/// <param name="Source">From where this version came.</param>
/// <param name="ChangedAt">When it was made.</param>
/// <param name="ChangedBy">By whom.</param>
/// <param name="Content">What it says.</param>
internal sealed record RecordView(string Id, string Kind, string Owner, long Version, string Handling, string Source, DateTimeOffset ChangedAt, string ChangedBy, RecordContent Content)
{
    /// <summary>Of a record.</summary>
    public static RecordView Of(ProgrammeRecord record) => new(record.Id, record.Kind.Name, record.Owner, record.Version, record.Handling, record.Source, record.ChangedAt, record.ChangedBy, record.Content);
}

/// <summary>A version of a record; its content is null where it has been destroyed.</summary>
internal sealed record VersionView(long Version, DateTimeOffset At, string By, string Source, string Handling, RecordContent? Content);

/// <summary>Finds records by words.</summary>
internal static class RecordSearch
{
    // What a record says, folded, for as long as that version of it is in memory.
    private static readonly System.Runtime.CompilerServices.ConditionalWeakTable<ProgrammeRecord, string> Texts = [];

    /// <summary>Those records in which each of the words stands somewhere, in any case, with or without accents.</summary>
    public static IReadOnlyList<ProgrammeRecord> Of(IReadOnlyList<ProgrammeRecord> records, string words)
    {
        var wanted = Folded.Of(words).Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return wanted.Length == 0 ? records : [.. records.Where(r => TextOf(r) is var text && Array.TrueForAll(wanted, w => text.Contains(w, StringComparison.Ordinal)))];
    }

    /// <summary>What a record says, as it is searched. The first time costs most.</summary>
    public static string TextOf(ProgrammeRecord record) => Texts.GetValue(record, r =>
        Folded.Of(string.Join('\n', r.Content.Fields.Where(f => r.Kind.Field(f.Key)?.Type != FieldType.Reference).Select(f => f.Value).Concat(r.Content.Rows.Values.SelectMany(rows => rows).SelectMany(row => row.Values)))));
}
