using System.Collections.Concurrent;
using System.Data.Common;
using Dapper;
using Entente.Formats.DataSets;
using Entente.Formats.Reading;
using Entente.Node.Configuration;
using Entente.Node.Storage;

namespace Entente.Node.Partnership.Spending;

/// <summary>
/// The data sets, and what their files say. A file never changes, so what was read from it is remembered; which sets there are is asked of the database
/// each time. Safe for use by any number of threads.
/// </summary>
internal sealed class DataSets(Database database)
{
    // The largest known file takes some 20 MB of memory.
    private const int MostRemembered = 8;

    private readonly ConcurrentDictionary<string, Remembered> _remembered = new(StringComparer.Ordinal);

    /// <summary>All of them, the newest first.</summary>
    public IReadOnlyList<DataSetRow> All()
    {
        using var connection = database.Open();
        return connection.Query<DataSetRow>($"SELECT {DataSetRow.Columns} FROM programme_data_set ORDER BY tried_at DESC, id DESC").AsList();
    }

    /// <summary>Those that are shown, by name.</summary>
    public IReadOnlyList<DataSetRow> Current() => [.. All().Where(s => s.Is(DataSetState.Current)).OrderBy(s => s.Name, StringComparer.Ordinal)];

    /// <summary>One of them; null where there is none of that id.</summary>
    public DataSetRow? Find(string id)
    {
        using var connection = database.Open();
        return connection.QueryFirstOrDefault<DataSetRow>($"SELECT {DataSetRow.Columns} FROM programme_data_set WHERE id = @id", new { id });
    }

    /// <summary>The one that is shown under a name; null where none is.</summary>
    public DataSetRow? CurrentOf(string name)
    {
        using var connection = database.Open();
        return connection.QueryFirstOrDefault<DataSetRow>($"SELECT {DataSetRow.Columns} FROM programme_data_set WHERE name = @name AND state = @state", new { name, state = Codes.Of(DataSetState.Current) });
    }

    /// <summary>The file of a set as it came; null where it is destroyed, or there is no such set.</summary>
    public byte[]? FileOf(string id)
    {
        using var connection = database.Open();
        return FileOf(connection, id);
    }

    /// <summary>What the file of a set says; null where it is destroyed, or there is no such set.</summary>
    public DataSetContents? ContentsOf(string id) => RememberedOf(id)?.Contents;

    /// <summary>The same of a set of spending, put in order.</summary>
    public SpendingIndex? SpendingOf(string id) => RememberedOf(id)?.Index.Value;

    private Remembered? RememberedOf(string id)
    {
        using var connection = database.Open();
        if (connection.ExecuteScalar<string>("SELECT id FROM programme_data_set WHERE id = @id AND content IS NOT NULL", new { id }) is null)
        {
            _remembered.TryRemove(id, out _);
            return null;
        }

        if (_remembered.TryGetValue(id, out var known))
        {
            return known;
        }

        return FileOf(connection, id) is { } file ? Remember(id, Read(file)) : null;
    }

    /// <summary>Reads a file.</summary>
    /// <exception cref="UnreadableInputException">It is no file of figures.</exception>
    public static DataSetContents Read(byte[] file) => DataSetFiles.Read(new InputFile("file", () => new MemoryStream(file, writable: false)));

    private Remembered Remember(string id, DataSetContents contents)
    {
        if (_remembered.Count >= MostRemembered)
        {
            _remembered.Clear();
        }

        return _remembered[id] = new Remembered(contents, new Lazy<SpendingIndex>(() => new SpendingIndex(contents)));
    }

    private static byte[]? FileOf(DbConnection connection, string id) =>
        connection.ExecuteScalar<byte[]>("SELECT content FROM programme_data_set WHERE id = @id", new { id }) is { } packed ? DataSetRow.Unpack(packed) : null;

    private sealed record Remembered(DataSetContents Contents, Lazy<SpendingIndex> Index);
}
