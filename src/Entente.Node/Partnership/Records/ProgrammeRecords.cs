using System.Collections.Concurrent;
using System.Data.Common;
using Dapper;
using Entente.Node.Storage;

namespace Entente.Node.Partnership.Records;

/// <summary>All records at one moment. What is derived of the records of a kind is made when it is asked for, and taken over from the moment before where none of them has changed.</summary>
internal sealed class RecordSet(IReadOnlyDictionary<string, ProgrammeRecord> byId, long changes)
{
    private readonly ConcurrentDictionary<string, IReadOnlyList<ProgrammeRecord>> _byKind = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Kind, Type Index), object> _indexes = new();

    /// <summary>By their ids.</summary>
    public IReadOnlyDictionary<string, ProgrammeRecord> ById => byId;

    /// <summary>Number of the newest change that is in it.</summary>
    public long Changes => changes;

    /// <summary>The records of a kind, by title.</summary>
    public IReadOnlyList<ProgrammeRecord> Of(RecordKind kind) =>
        _byKind.GetOrAdd(kind.Name, _ => [.. byId.Values.Where(r => ReferenceEquals(r.Kind, kind)).OrderBy(r => r.Title, StringComparer.OrdinalIgnoreCase).ThenBy(r => r.Id, StringComparer.Ordinal)]);

    /// <summary>What an index says of the records of a kind.</summary>
    public TIndex Index<TIndex>(RecordKind kind)
        where TIndex : class, IRecordIndex<TIndex> => (TIndex)_indexes.GetOrAdd((kind.Name, typeof(TIndex)), _ => TIndex.Of(Of(kind)));

    /// <summary>A record; null where there is none of that id.</summary>
    public ProgrammeRecord? Find(string id) => byId.GetValueOrDefault(id);

    /// <summary>The title of a record; blank where there is none of that id.</summary>
    public string TitleOf(string id) => Find(id)?.Title ?? "";

    /// <summary>The records that refer to one, in no order.</summary>
    public IEnumerable<ProgrammeRecord> ReferringTo(string id) => RecordKinds.All.SelectMany(kind => Index<ReferenceIndex>(kind).To(id));

    /// <summary>The next moment; kinds of which nothing has changed keep their order and what was derived of them.</summary>
    public RecordSet Next(IReadOnlyDictionary<string, ProgrammeRecord> all, long newest, IReadOnlySet<string> changedKinds)
    {
        var next = new RecordSet(all, newest);
        foreach (var (kind, records) in _byKind.Where(k => !changedKinds.Contains(k.Key)))
        {
            next._byKind[kind] = records;
        }

        foreach (var (of, index) in _indexes.Where(i => !changedKinds.Contains(i.Key.Kind)))
        {
            next._indexes[of] = index;
        }

        return next;
    }
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
        var (newest, changed) = (before.Changes, new HashSet<string>(StringComparer.Ordinal));
        var rows = connection.Query<RecordRow>("SELECT * FROM programme_record WHERE change > @Changes ORDER BY change", new { before.Changes }, buffered: false);
        foreach (var (row, opened) in rows.AsParallel().AsOrdered().Select(row => (row, row.Open(keys))))
        {
            newest = row.Change;
            changed.Add(row.Kind);
            if (opened is { } record)
            {
                all[row.Id] = record;
            }
            else
            {
                all.Remove(row.Id);
            }
        }

        return before.Next(all, newest, changed);
    }
}
