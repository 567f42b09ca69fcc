using System.Collections.Frozen;
using System.Data.Common;
using Dapper;
using Entente.Node.Storage;

namespace Entente.Node.Partnership.Records;

/// <summary>All records at one moment.</summary>
/// <param name="ById">By their ids.</param>
/// <param name="Changes">Number of the newest change that is in it.</param>
internal sealed record RecordSet(IReadOnlyDictionary<string, ProgrammeRecord> ById, long Changes)
{
    private readonly Lazy<FrozenDictionary<string, ProgrammeRecord[]>> _byKind = new(() =>
        ById.Values.GroupBy(r => r.Kind.Name, StringComparer.Ordinal).ToFrozenDictionary(g => g.Key, g => g.OrderBy(r => r.Title, StringComparer.CurrentCultureIgnoreCase).ThenBy(r => r.Id, StringComparer.Ordinal).ToArray(), StringComparer.Ordinal));

    /// <summary>The records of a kind, by title.</summary>
    public IReadOnlyList<ProgrammeRecord> Of(RecordKind kind) => _byKind.Value.GetValueOrDefault(kind.Name) ?? [];

    /// <summary>A record; null where there is none of that id.</summary>
    public ProgrammeRecord? Find(string id) => ById.GetValueOrDefault(id);

    /// <summary>The title of a record; blank where there is none of that id.</summary>
    public string TitleOf(string id) => Find(id)?.Title ?? "";
}

/// <summary>
/// The records in memory: content is sealed in the database, so tables, timelines and searches work on what was opened here. What has changed since is read before every answer, by its number, so that an answer never is older
/// than the database. Safe for use by any number of threads.
/// </summary>
internal sealed class ProgrammeRecords(Database database, KeyStore keys)
{
    private readonly Lock _reading = new();
    private volatile RecordSet _set = new(new Dictionary<string, ProgrammeRecord>(StringComparer.Ordinal), 0);

    /// <summary>All records as they are now.</summary>
    public RecordSet Read()
    {
        using var connection = database.Open();
        return Read(connection);
    }

    /// <summary>All records as a connection sees them.</summary>
    public RecordSet Read(DbConnection connection)
    {
        var newest = connection.ExecuteScalar<long>("SELECT coalesce(max(change), 0) FROM programme_record");
        if (newest == _set.Changes)
        {
            return _set;
        }

        lock (_reading)
        {
            if (newest > _set.Changes)
            {
                _set = Next(connection, _set);
            }

            return _set;
        }
    }

    private RecordSet Next(DbConnection connection, RecordSet before)
    {
        var all = new Dictionary<string, ProgrammeRecord>(before.ById, StringComparer.Ordinal);
        var newest = before.Changes;
        foreach (var row in connection.Query<RecordRow>("SELECT * FROM programme_record WHERE change > @Changes ORDER BY change", new { before.Changes }, buffered: false))
        {
            newest = row.Change;
            if (row.Open(keys) is { } record)
            {
                all[row.Id] = record;
            }
            else
            {
                all.Remove(row.Id);
            }
        }

        return new(all, newest);
    }
}
