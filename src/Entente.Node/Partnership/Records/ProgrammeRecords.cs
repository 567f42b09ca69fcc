using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Data.Common;
using Dapper;
using Entente.Node.Storage;

namespace Entente.Node.Partnership.Records;

/// <summary>All records at one moment. What is derived of them is made when it is asked for, and taken over from the moment before where it has not changed.</summary>
internal sealed class RecordSet(IReadOnlyDictionary<string, ProgrammeRecord> byId, long changes)
{
    private readonly ConcurrentDictionary<string, IReadOnlyList<ProgrammeRecord>> _byKind = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, FrozenSet<string>> _titlesTwice = new(StringComparer.Ordinal);
    private readonly Lazy<ILookup<string, ProgrammeRecord>> _vettings = new(() => byId.Values.Where(r => r.Kind == RecordKinds.Vetting).ToLookup(r => r.Title, StringComparer.OrdinalIgnoreCase));

    /// <summary>By their ids.</summary>
    public IReadOnlyDictionary<string, ProgrammeRecord> ById => byId;

    /// <summary>Number of the newest change that is in it.</summary>
    public long Changes => changes;

    /// <summary>The records of a kind, by title.</summary>
    public IReadOnlyList<ProgrammeRecord> Of(RecordKind kind) =>
        _byKind.GetOrAdd(kind.Name, _ => [.. byId.Values.Where(r => ReferenceEquals(r.Kind, kind)).OrderBy(r => r.Title, StringComparer.OrdinalIgnoreCase).ThenBy(r => r.Id, StringComparer.Ordinal)]);

    /// <summary>A record; null where there is none of that id.</summary>
    public ProgrammeRecord? Find(string id) => byId.GetValueOrDefault(id);

    /// <summary>The title of a record; blank where there is none of that id.</summary>
    public string TitleOf(string id) => Find(id)?.Title ?? "";

    /// <summary>The vettings of a unit, in whatever letters it is written.</summary>
    public IEnumerable<ProgrammeRecord> VettingsOf(string unit) => _vettings.Value[unit];

    /// <summary>Whether another record of its kind has the same title, as titles are compared.</summary>
    public bool HasTitleTwice(ProgrammeRecord record) => _titlesTwice.GetOrAdd(record.Kind.Name, _ =>
        Of(record.Kind).GroupBy(r => Folded.WordsOf(r.Title), StringComparer.Ordinal).Where(g => g.Skip(1).Any()).Select(g => g.Key).ToFrozenSet(StringComparer.Ordinal)).Contains(Folded.WordsOf(record.Title));

    /// <summary>The next moment; kinds of which nothing has changed keep their order.</summary>
    public RecordSet Next(IReadOnlyDictionary<string, ProgrammeRecord> all, long newest, IReadOnlySet<string> changedKinds)
    {
        var next = new RecordSet(all, newest);
        foreach (var (kind, records) in _byKind.Where(k => !changedKinds.Contains(k.Key)))
        {
            next._byKind[kind] = records;
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
        foreach (var row in connection.Query<RecordRow>("SELECT * FROM programme_record WHERE change > @Changes ORDER BY change", new { before.Changes }, buffered: false))
        {
            newest = row.Change;
            changed.Add(row.Kind);
            if (row.Open(keys) is { } record)
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
