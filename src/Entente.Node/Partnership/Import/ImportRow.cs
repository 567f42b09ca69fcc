using System.Collections.Concurrent;
using System.Data.Common;
using System.Text;
using Dapper;
using Entente.Node.Accounts;
using Entente.Node.Oversight;
using Entente.Node.Oversight.Purposes;
using Entente.Node.Partnership.Records;
using Entente.Node.Storage;

namespace Entente.Node.Partnership.Import;

/// <summary>How an import stands.</summary>
internal enum ImportState
{
    /// <summary>The file is here and nothing was taken of it.</summary>
    Open,

    /// <summary>Its records are kept.</summary>
    Taken,

    /// <summary>Its records were deleted.</summary>
    Undone,

    /// <summary>The file is gone and nothing was taken of it.</summary>
    Ended,
}

/// <summary>An import as the table holds it.</summary>
internal sealed class ImportRow
{
    public string Id { get; init; } = "";
    public string State { get; init; } = "";
    public string KeyId { get; init; } = "";
    public byte[]? Name { get; init; }
    public byte[]? Upload { get; init; }
    public string Plan { get; init; } = "";
    public DateTimeOffset MadeAt { get; init; }
    public string MadeBy { get; init; } = "";
    public string Kind { get; init; } = "";
    public long Records { get; init; }
    public long LeftOut { get; init; }
    public DateTimeOffset? TakenAt { get; init; }
    public string? TakenBy { get; init; }
    public DateTimeOffset? UndoneAt { get; init; }
    public string? UndoneBy { get; init; }
    public long KeptBack { get; init; }

    /// <summary>The source of the records of an import.</summary>
    public static string SourceOf(string id) => $"import:{id}";
}

/// <summary>A file that is being imported.</summary>
/// <param name="Row">Its row.</param>
/// <param name="Name">The name of the file.</param>
/// <param name="File">What was read of it.</param>
internal sealed record OpenImport(ImportRow Row, string Name, Spreadsheet File);

/// <summary>How far the taking of an import is.</summary>
internal sealed class ImportProgress
{
    private int _done;

    /// <summary>How many records it has.</summary>
    public int Total { get; set; }

    /// <summary>How many were written.</summary>
    public int Done => _done;

    /// <summary>One more was written.</summary>
    public void Step() => Interlocked.Increment(ref _done);
}

/// <summary>Imports, and the file of each until it is taken. Safe for use by any number of threads.</summary>
internal sealed class Imports(Database database, KeyStore keys, TimeProvider time)
{
    /// <summary>How long a file is kept for whoever has not decided yet.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromHours(1);

    private const int MostListed = 100, MostNameLength = 200;

    // What was read of the newest file, so that each step does not read it again.
    private volatile Tuple<string, Spreadsheet>? _latest;

    /// <summary>Imports that are being taken.</summary>
    public ConcurrentDictionary<string, ImportProgress> Running { get; } = new(StringComparer.Ordinal);

    /// <summary>The newest imports, the newest first.</summary>
    public IReadOnlyList<ImportRow> Newest()
    {
        using var connection = database.Open();
        return [.. connection.Query<ImportRow>("SELECT id, state, kind, made_at, made_by, records, left_out, taken_at, taken_by, undone_at, undone_by, kept_back FROM programme_import WHERE state <> 'ended' ORDER BY made_at DESC, id DESC LIMIT @MostListed", new { MostListed })];
    }

    /// <summary>An import; null where there is none of that id.</summary>
    public ImportRow? Find(string id)
    {
        using var connection = database.Open();
        return connection.QueryFirstOrDefault<ImportRow>("SELECT * FROM programme_import WHERE id = @id", new { id });
    }

    /// <summary>The file of an import that is open; null where it is over.</summary>
    public OpenImport? Open(string id)
    {
        if (Find(id) is not { State: "open", Upload: { } upload, Name: { } name } row || keys.Open(row.KeyId, PlaceOf(id, "name"), name) is not { } plainName)
        {
            return null;
        }

        if (_latest is { } latest && latest.Item1 == id)
        {
            return new(row, Encoding.UTF8.GetString(plainName), latest.Item2);
        }

        if (keys.Open(row.KeyId, PlaceOf(id, "upload"), upload) is not { } plain)
        {
            return null;
        }

        var file = Spreadsheet.Read(plain);
        _latest = new(id, file);
        return new(row, Encoding.UTF8.GetString(plainName), file);
    }

    /// <summary>Forgets what was read of a file.</summary>
    public void Forget(string id)
    {
        if (_latest is { } latest && latest.Item1 == id)
        {
            _latest = null;
        }
    }

    /// <summary>Keeps a file and gives the id of its import.</summary>
    public Task<string> KeepAsync(byte[] bytes, string name, ImportPlan plan, LedgerWriter ledger, Caller caller, CancellationToken cancellationToken)
    {
        var (id, key) = (Guid.CreateVersion7(time.GetUtcNow()).ToString("N"), keys.Make());
        var shortName = name.Length > MostNameLength ? name[..MostNameLength] : name;
        var (sealedName, sealedUpload) = (keys.Seal(key, PlaceOf(id, "name"), Encoding.UTF8.GetBytes(shortName)), keys.Seal(key, PlaceOf(id, "upload"), bytes));
        return ledger.WriteAsync(
            work =>
            {
                work.Execute(
                    """
                    INSERT INTO programme_import (id, state, key_id, name, upload, plan, purpose, legal_basis, made_at, made_by, forget_at, kind, records, left_out, kept_back)
                    VALUES (@id, 'open', @key, @sealedName, @sealedUpload, @plan, @Purpose, @LegalBasis, @Now, @Id, @forget, @Kind, 0, 0, 0)
                    """,
                    new { id, key, sealedName, sealedUpload, plan = plan.ToJson(), caller.Ground.Purpose, caller.Ground.LegalBasis, work.Now, caller.Id, forget = work.Now + KeptFor, plan.Kind });
                work.Record(caller.Did(ActionCode.ProgrammeUploaded, id, new { Bytes = bytes.Length }));
                return id;
            },
            cancellationToken);
    }

    /// <summary>Keeps how a file is to be read.</summary>
    public static Task<bool> ReplanAsync(string id, ImportPlan plan, LedgerWriter ledger, Caller caller, CancellationToken cancellationToken) => ledger.WriteAsync(
        work =>
        {
            var changed = work.Execute("UPDATE programme_import SET plan = @plan, kind = @Kind WHERE id = @id AND state = 'open'", new { plan = plan.ToJson(), plan.Kind, id }) > 0;
            work.Record(caller.Did(ActionCode.ProgrammeMapped, id, new { plan.Kind, Columns = plan.Columns.Count(c => c.Length > 0) }));
            return changed;
        },
        cancellationToken);

    /// <summary>Ends an import whose file is no longer needed: within a work, whose keys are destroyed after it.</summary>
    public static void LetGo(Work work, ImportRow row)
    {
        work.Execute("UPDATE programme_import SET name = NULL, upload = NULL WHERE id = @Id", new { row.Id });
        DestroyedKeys.Mark(work, [row.KeyId]);
    }

    /// <summary>The records that an import has made and that are still there.</summary>
    public static IReadOnlyList<RecordRow> RecordsOf(Work work, string id) => work.Query<RecordRow>(MadeBy, new { source = ImportRow.SourceOf(id) });

    /// <summary>The same, read.</summary>
    public static IReadOnlyList<RecordRow> RecordsOf(DbConnection connection, string id) => [.. connection.Query<RecordRow>(MadeBy, new { source = ImportRow.SourceOf(id) })];

    /// <summary>Which of its records a partner has had: an undoing would take from him what may be agreed, so they stay.</summary>
    public static IReadOnlySet<string> SharedOf(Work work, string id) => work.Query<string>(SharedBy, new { source = ImportRow.SourceOf(id) }).ToHashSet(StringComparer.Ordinal);

    /// <summary>The same, read.</summary>
    public static IReadOnlySet<string> SharedOf(DbConnection connection, string id) => connection.Query<string>(SharedBy, new { source = ImportRow.SourceOf(id) }).ToHashSet(StringComparer.Ordinal);

    private const string SharedBy = "SELECT DISTINCT record FROM record_share WHERE record IN (SELECT record FROM programme_version WHERE source = @source AND version = 1)";

    private const string MadeBy = "SELECT * FROM programme_record WHERE id IN (SELECT record FROM programme_version WHERE source = @source AND source <> '' AND version = 1) AND deleted_at IS NULL ORDER BY id";

    private static string PlaceOf(string id, string what) => $"programme.import/{id}/{what}";
}
