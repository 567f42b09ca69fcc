using Dapper;
using Entente.Node.Storage;

namespace Entente.Node.Watchlist.Documents;

/// <summary>Keeps the lost and stolen documents in memory, where they are looked up; on disk their numbers are sealed.</summary>
internal sealed class DocumentBook(Database database, KeyStore keys, CurrentLists lists) : IDisposable
{
    private readonly SemaphoreSlim _one = new(1);
    private Dictionary<string, LostDocument> _opened = [];
    private string _state = "";

    /// <summary>Puts in force what the table says.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            using var connection = database.Open();
            var ids = connection.Query<string>("SELECT id FROM lost_document WHERE status = 'listed' ORDER BY id").AsList();
            var state = CompiledLists.HashOf(ids);
            if (state == _state)
            {
                return;
            }

            var opened = ids.Select(id => _opened.GetValueOrDefault(id) ?? Open(id, connection)).OfType<LostDocument>().ToList();
            lists.UseDocuments(new LostDocuments(opened, state));
            lists.Say("lost documents", opened.Count == ids.Count ? null : $"{ids.Count - opened.Count} records of lost documents cannot be opened, see the keys");
            (_opened, _state) = (opened.ToDictionary(d => d.Id, StringComparer.Ordinal), state);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <inheritdoc />
    public void Dispose() => _one.Dispose();

    private LostDocument? Open(string id, System.Data.Common.DbConnection connection)
    {
        try
        {
            return connection.QueryFirstOrDefault<DocumentRow>("SELECT * FROM lost_document WHERE id = @id", new { id })?.Open(keys)?.ToDocument(id);
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            // One record that was changed by a strange hand must not take all the others out of force.
            return null;
        }
    }
}
